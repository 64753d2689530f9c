"""Tells the demo company's history into an empty workspace, deed by deed, as it would have happened."""

from denyut.demo.load.story import is_loaded, load

__all__ = ["is_loaded", "load"]
