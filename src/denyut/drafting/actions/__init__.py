"""The deeds of drafting."""
