"""Trees in lanes: each band holds the families of its own goals; who serves a goal of another lane starts a family there."""

from collections.abc import Mapping

from denyut.alignment.map.forest import Forest, forest_of
from denyut.alignment.map.grid import FOOT, HEAD, Grid, Lane, Place
from denyut.alignment.map.tree import tidy


def within_lanes(parents: Mapping[int, int | None], lane_of: Mapping[int, str]) -> dict[int, int | None]:
    """The parents that stand in the same lane as the goal itself."""
    return {
        goal: above if above is not None and lane_of.get(above) == lane_of[goal] else None
        for goal, above in parents.items()
    }


def in_lanes(forest: Forest, lane_of: Mapping[int, str], grid: Grid) -> tuple[dict[int, Place], list[Lane]]:
    """Each lane's families tidied by themselves, the lanes one below the other in the order in which they first come.

    No family of the forest may reach from one lane into another.
    """
    places: dict[int, Place] = {}
    lanes: list[Lane] = []
    block = 0
    members: dict[str, list[int]] = {}
    for goal in forest.children:
        members.setdefault(lane_of[goal], []).append(goal)
    for key, goals in members.items():
        own = tidy(forest_of({goal: forest.parent.get(goal) for goal in goals}), grid)
        size = HEAD + max(place.block for place in own.values()) + grid.row + FOOT
        places |= {goal: Place(place.inline, block + HEAD + place.block) for goal, place in own.items()}
        lanes.append(Lane(key, block, size))
        block += size + grid.gap_block
    return places, lanes
