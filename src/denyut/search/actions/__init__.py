"""The deeds of the search: keeping the index true to what it indexes."""

from denyut.search.actions.indexing import build_index, follow_log, index_things

__all__ = ["build_index", "follow_log", "index_things"]
