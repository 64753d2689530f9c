"""The web door of rhythm."""
