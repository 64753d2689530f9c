"""The web door of meetings."""
