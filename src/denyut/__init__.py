"""Denyut: goals woven into the daily work of a team."""

__version__ = "0.1.0"
