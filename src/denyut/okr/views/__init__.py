"""The web door of the goal engine."""
