"""The deeds of rhythm."""
