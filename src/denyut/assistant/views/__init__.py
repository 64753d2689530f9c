"""The web door of the assistant."""
