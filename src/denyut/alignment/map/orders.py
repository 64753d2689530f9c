"""The order of things within columns, so that few of the steps between neighbouring columns cross."""

import itertools
from bisect import bisect_right, insort
from collections.abc import Callable, Hashable, Mapping, Sequence

SWEEPS = 6


def ordered[T: Hashable](
    columns: Sequence[Sequence[T]], before: Mapping[T, Sequence[T]], lane: Callable[[T], int]
) -> list[list[T]]:
    """The columns, sorted by lane and within it by barycentres, swept to and fro; the best order met on the way.

    `before` gives for a thing those in the column just before its own that a step leads to.
    """
    after: dict[T, list[T]] = {}
    for thing, firsts in before.items():
        for first in firsts:
            after.setdefault(first, []).append(thing)
    best = current = [sorted(column, key=lane) for column in columns]
    fewest = crossings(best, before)
    for sweep in range(SWEEPS if fewest else 0):
        forward = sweep % 2 == 0
        current = _swept(current, before, lane) if forward else _swept(current[::-1], after, lane)[::-1]
        crossed = crossings(current, before)
        if crossed < fewest:
            best, fewest = current, crossed
    return best


def crossings[T: Hashable](columns: Sequence[Sequence[T]], before: Mapping[T, Sequence[T]]) -> int:
    """How many pairs of steps cross."""
    total = 0
    for first, then in itertools.pairwise(columns):
        at = {thing: i for i, thing in enumerate(first)}
        seen: list[int] = []
        for thing in then:
            ends = sorted(at[near] for near in before.get(thing, ()) if near in at)
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _swept[T: Hashable](
    columns: Sequence[Sequence[T]], near: Mapping[T, Sequence[T]], lane: Callable[[T], int]
) -> list[list[T]]:
    """Each column sorted by the middle of what its things lead to in the column swept before it."""
    swept: list[list[T]] = []
    at: dict[T, float] = {}
    for column in columns:
        own = {thing: i / len(column) for i, thing in enumerate(column)}
        pull = {
            thing: _mean([at[other] for other in near.get(thing, ()) if other in at], own[thing]) for thing in column
        }
        swept.append(sorted(column, key=lambda thing, pull=pull: (lane(thing), pull[thing])))  # type: ignore[misc]
        at = {thing: i / len(column) for i, thing in enumerate(swept[-1])}
    return swept


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
