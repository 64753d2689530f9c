"""Layers: every goal in a column beyond all that it serves, contributes to or depends on."""

from collections.abc import Iterable, Sequence

from denyut.alignment.map.links import Link, Tie

type Pair = tuple[int, int]


def directed(links: Iterable[Link]) -> list[Pair]:
    """The (target, source) pairs that order goals along the line of reading. A conflict has no direction."""
    return list(dict.fromkeys((link.target, link.source) for link in links if link.tie is not Tie.CONFLICTS))


def layers_of(goals: Sequence[int], pairs: Sequence[Pair]) -> dict[int, int]:
    """The layer of each goal, from 0: one more than the furthest of those before it, then as near to those behind it as that allows.

    Where pairs run in a circle, the one that closes it is left out.
    """
    after, order = _without_circles(goals, pairs)
    layer, before = dict.fromkeys(goals, 0), dict.fromkeys(goals, 0)
    for goal in order:
        for behind in after[goal]:
            layer[behind] = max(layer[behind], layer[goal] + 1)
            before[behind] += 1
    for goal in reversed(order):
        if len(after[goal]) > before[goal]:
            layer[goal] = min(layer[behind] for behind in after[goal]) - 1
    return layer


def _without_circles(goals: Sequence[int], pairs: Sequence[Pair]) -> tuple[dict[int, list[int]], list[int]]:
    """What comes right after each goal, and an order in which nothing comes before what it follows."""
    given: dict[int, list[int]] = {goal: [] for goal in goals}
    for first, then in pairs:
        given[first].append(then)
    after: dict[int, list[int]] = {goal: [] for goal in goals}
    left: list[int] = []
    entered: set[int] = set()
    for start in goals:
        path = [] if start in entered else [start]
        on_path = set(path)
        while path:
            goal = path[-1]
            entered.add(goal)
            if given[goal]:
                then = given[goal].pop()
                if then not in on_path:
                    after[goal].append(then)
                if then not in entered:
                    path.append(then)
                    on_path.add(then)
            else:
                on_path.discard(goal)
                left.append(path.pop())
    return after, left[::-1]
