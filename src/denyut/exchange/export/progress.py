"""Telling whoever waits how far a long piece of work has come."""

from collections.abc import Callable

type Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """For work that nobody watches: says nothing."""
