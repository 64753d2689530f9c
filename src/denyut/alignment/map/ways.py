"""Where the arrow keys lead: up and down within a column, back towards what a goal serves, on to what stands behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from denyut.alignment.map.grid import Place


@dataclass(frozen=True, slots=True)
class Ways:
    """The neighbours of a goal; None where the map ends. `back` is towards the start of the line of reading, `on` away from it."""

    up: int | None = None
    down: int | None = None
    back: int | None = None
    on: int | None = None


def ways_of(places: Mapping[int, Place], pairs: Iterable[tuple[int, int]]) -> dict[int, Ways]:
    """The ways from each goal. `pairs` (target, source) are the lines; where several lead on, the one least far up or down is taken."""
    columns: dict[int, list[int]] = {}
    for goal in sorted(places, key=lambda goal: (places[goal].block, goal)):
        columns.setdefault(places[goal].inline, []).append(goal)
    up, down = _beside(columns.values())
    back: dict[int, list[int]] = {}
    on: dict[int, list[int]] = {}
    for target, source in pairs:
        if target in places and source in places and places[target].inline < places[source].inline:
            back.setdefault(source, []).append(target)
            on.setdefault(target, []).append(source)
    return {
        goal: Ways(up.get(goal), down.get(goal), _nearest(goal, back, places), _nearest(goal, on, places))
        for goal in places
    }


def _beside(columns: Iterable[Sequence[int]]) -> tuple[dict[int, int], dict[int, int]]:
    up: dict[int, int] = {}
    for column in columns:
        up |= dict(zip(column[1:], column, strict=False))
    return up, {above: goal for goal, above in up.items()}


def _nearest(goal: int, near: Mapping[int, Sequence[int]], places: Mapping[int, Place]) -> int | None:
    here = places[goal].block
    return min(near.get(goal, ()), key=lambda other: (abs(places[other].block - here), other), default=None)
