"""The web door of closing."""
