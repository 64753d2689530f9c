"""Warnings on the web."""
