"""The deeds of closing."""
