"""The web door of the inbox."""
