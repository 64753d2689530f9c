"""What can be counted in Denyut's own log: how often something happened a day. Features declare it.

A day on which nothing happened counts as zero, since the log knows of everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Countable:
    """Something that happens, and the names of its verbs."""

    key: str
    title: str | Promise
    verbs: tuple[str, ...]


COUNTABLES: dict[str, Countable] = {}


def countable(key: str, title: str | Promise, verbs: Sequence[str]) -> Countable:
    """Declare what can be counted."""
    COUNTABLES[key] = Countable(key, title, tuple(verbs))
    return COUNTABLES[key]
