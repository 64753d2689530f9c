"""The web door of the chat."""
