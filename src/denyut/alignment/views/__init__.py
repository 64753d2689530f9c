"""The web door of alignment."""
