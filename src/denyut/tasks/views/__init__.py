"""The web door of tasks."""
