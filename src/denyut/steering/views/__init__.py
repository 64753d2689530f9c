"""Steering on the web."""
