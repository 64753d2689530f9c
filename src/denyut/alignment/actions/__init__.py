"""The deeds of alignment."""
