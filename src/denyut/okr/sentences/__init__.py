"""Check-ins in plain sentences of seven languages: recognised by grammar, without a model and without a network."""

from denyut.okr.sentences.parsing import parse
from denyut.okr.sentences.shapes import CatalogueItem, Update

__all__ = ["CatalogueItem", "Update", "parse"]
