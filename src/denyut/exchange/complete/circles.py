"""Objectives that serve each other in a circle: only a file that somebody wrote by hand has them."""

from collections.abc import Mapping
from dataclasses import replace

from denyut.exchange.complete.comparing import Comparison, Item
from denyut.exchange.complete.tables import KEY
from denyut.exchange.problems import RowProblem


def without_circles(found: Comparison) -> list[RowProblem]:
    """Let the new objectives that serve each other in a circle stand alone. Returns a note about each."""
    items = found.items["objectives"]
    above = {str(item.row[KEY]): item.row["parent"] for item in items if item.problem is None}
    caught = {item.number for item in items if item.problem is None and is_in_circle(item, above)}
    found.items["objectives"] = [
        replace(item, row={**item.row, "parent": None}) if item.number in caught else item for item in items
    ]
    return [RowProblem(number, "", "parents_in_circle") for number in sorted(caught)]


def is_in_circle(item: Item, above: Mapping[str, str | None]) -> bool:
    """Whether the way up from an objective leads back to it."""
    start = str(item.row[KEY])
    seen: set[str] = set()
    key = above.get(start)
    while key is not None and key not in seen and key != start:
        seen.add(key)
        key = above.get(key)
    return key == start
