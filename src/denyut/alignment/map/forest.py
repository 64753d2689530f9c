"""Families: who serves whom, and which branches are folded away."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

ALL_OPEN_UP_TO, OPEN_DEPTH = 80, 2


@dataclass(frozen=True)
class Forest:
    """Trees of goals. `children` has an entry for every goal, in the order in which the goals came; `depth` starts at 0."""

    roots: list[int]
    children: dict[int, list[int]]
    parent: dict[int, int]
    depth: dict[int, int]

    def walk(self) -> Iterator[int]:
        """Every goal once, parents before their children."""
        waiting = self.roots[::-1]
        while waiting:
            goal = waiting.pop()
            yield goal
            waiting.extend(reversed(self.children[goal]))

    def sizes(self) -> dict[int, int]:
        """How many goals stand below each one."""
        below = dict.fromkeys(self.children, 0)
        for goal in reversed(list(self.walk())):
            if goal in self.parent:
                below[self.parent[goal]] += 1 + below[goal]
        return below


@dataclass(frozen=True)
class Folded:
    """A forest as it is shown: `forest` without what is folded away, the goals whose branch is `shut`, for each goal the nearest one that
    is shown in its place, and how many goals stand below each one, shown or not."""

    forest: Forest
    shut: set[int]
    shown_for: dict[int, int]
    below: dict[int, int]


def forest_of(parents: Mapping[int, int | None]) -> Forest:
    """The families of these goals. A parent that is not among them counts as none; a circle is cut at its first goal."""
    parent = {goal: above for goal, above in parents.items() if above in parents and above is not None}
    _cut_circles(parent, parents)
    children: dict[int, list[int]] = {goal: [] for goal in parents}
    for goal, above in parent.items():
        children[above].append(goal)
    roots = [goal for goal in parents if goal not in parent]
    depth: dict[int, int] = {}
    forest = Forest(roots, children, parent, depth)
    for goal in forest.walk():
        depth[goal] = depth[parent[goal]] + 1 if goal in parent else 0
    return forest


def folded(
    forest: Forest, *, opened: Collection[int] = (), shut: Collection[int] = (), is_open: bool = False
) -> Folded:
    """The forest with its deep branches folded away when it is large; `opened` and `shut` say otherwise, goal by goal."""
    is_all_open = is_open or len(forest.children) <= ALL_OPEN_UP_TO
    closed = {
        goal
        for goal, children in forest.children.items()
        if children and goal not in opened and (goal in shut or not (is_all_open or forest.depth[goal] < OPEN_DEPTH))
    }
    shown_for: dict[int, int] = {}
    for goal in forest.walk():
        above = forest.parent.get(goal)
        is_hidden = above is not None and (above in closed or shown_for[above] != above)
        shown_for[goal] = shown_for[above] if is_hidden and above is not None else goal
    shown = [goal for goal in forest.children if shown_for[goal] == goal]
    return Folded(
        forest_of({goal: forest.parent.get(goal) for goal in shown}), closed & set(shown), shown_for, forest.sizes()
    )


def _cut_circles(parent: dict[int, int], order: Mapping[int, int | None]) -> None:
    safe: set[int] = set()
    for start in order:
        path: dict[int, None] = {}
        goal: int | None = start
        while goal is not None and goal not in safe and goal not in path:
            path[goal] = None
            goal = parent.get(goal)
        if goal is not None and goal in path:
            circle = list(path)[list(path).index(goal) :]
            first = next(one for one in order if one in set(circle))
            del parent[first]
        safe.update(path)
