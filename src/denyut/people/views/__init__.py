"""The web door of people, departments and sites."""
