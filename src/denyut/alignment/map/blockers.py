"""Who is held up by whom: trouble runs from a goal to those that depend on it, and on to those that depend on them."""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from denyut.alignment.map.links import Link, Tie


@dataclass(frozen=True)
class Blockage:
    """`causes` names for each goal that is held up the goals in trouble that hold it up, nearest first; `paths` are the (source, target)
    pairs along which the trouble runs."""

    causes: dict[int, list[int]] = field(default_factory=dict)
    paths: set[tuple[int, int]] = field(default_factory=set)


def blockage(links: Iterable[Link], troubled: Collection[int]) -> Blockage:
    """What the goals in trouble hold up, by settled `depends` links.

    A goal in trouble stands for what lies behind it: those who depend on it hear of it alone.
    """
    dependents: dict[int, list[int]] = {}
    for link in links:
        if link.tie is Tie.DEPENDS and link.is_settled and link.source != link.target:
            dependents.setdefault(link.target, []).append(link.source)
    distances: dict[int, list[tuple[int, int]]] = {}
    paths: set[tuple[int, int]] = set()
    for cause in sorted(set(troubled) & dependents.keys()):
        for goal, distance in _reached(cause, dependents, troubled, paths):
            distances.setdefault(goal, []).append((distance, cause))
    return Blockage({goal: [cause for _, cause in sorted(found)] for goal, found in sorted(distances.items())}, paths)


def _reached(
    cause: int, dependents: dict[int, list[int]], troubled: Collection[int], paths: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The goals downstream of one in trouble with their distance; notes the pairs passed on the way."""
    distance, waiting = {cause: 0}, deque([cause])
    while waiting:
        goal = waiting.popleft()
        for dependent in dependents.get(goal, ()):
            paths.add((dependent, goal))
            if dependent not in distance:
                distance[dependent] = distance[goal] + 1
                if dependent not in troubled:
                    waiting.append(dependent)
    return list(distance.items())[1:]
