"""The web door of drafting."""
