"""A tidy tree along the line of reading: roots at the start, each generation in a column of its own, branches packed by their outlines.

After Reingold and Tilford, "Tidier Drawings of Trees" (1981): every branch is drawn by itself, then pushed against its elder sisters
until their outlines keep the gap. A branch that is copied or merged costs its shallower side only, so the whole is linear.
"""

from dataclasses import dataclass

from denyut.alignment.map.forest import Forest
from denyut.alignment.map.grid import Grid, Place

# A parent stands in the middle of its children, but never further below the first than this many rows: of a family
# taller than the screen one sees the parent and where it begins.
LOWEST_ROWS = 0.5
# Cousins keep a little more distance than sisters, so that families are told apart.
SISTERS, COUSINS = 1, 1.2


@dataclass(slots=True)
class _Outline:
    """One side of a branch: a position for each generation, the deepest first, all of them `shift` further down than written."""

    rows: list[float]
    shift: float = 0

    def at(self, generation: int) -> float:
        return self.rows[-1 - generation] + self.shift


@dataclass(slots=True)
class _Branch:
    upper: _Outline
    lower: _Outline
    root: float
    shift: float = 0


def tidy(forest: Forest, grid: Grid) -> dict[int, Place]:
    """Where each goal of the forest stands. No boxes overlap; children stand one column further, in their order from the top down."""
    branches: dict[int, _Branch] = {}
    for goal in reversed(list(forest.walk())):
        branches[goal] = _above([branches[child] for child in forest.children[goal]])
    whole = _packed([branches[root] for root in forest.roots])
    top = min(whole.upper.rows, default=0) + whole.upper.shift
    rows: dict[int, float] = {}
    for goal in forest.walk():
        branch = branches[goal]
        base = rows[forest.parent[goal]] - branches[forest.parent[goal]].root if goal in forest.parent else -top
        rows[goal] = base + branch.shift + branch.root
    return {goal: Place(forest.depth[goal] * grid.column, round(row * grid.row)) for goal, row in rows.items()}


def _above(children: list[_Branch]) -> _Branch:
    """A parent with its children's branches below it."""
    if not children:
        return _Branch(_Outline([0]), _Outline([0]), 0)
    family = _packed(children)
    first, last = children[0], children[-1]
    start, end = first.shift + first.root, last.shift + last.root
    family.root = min((start + end) / 2, start + LOWEST_ROWS)
    family.upper.rows.append(family.root - family.upper.shift)
    family.lower.rows.append(family.root - family.lower.shift)
    return family


def _packed(branches: list[_Branch]) -> _Branch:
    """Branches pushed against each other, in their order; each one's `shift` says how far."""
    whole = _Branch(_Outline([]), _Outline([]), 0)
    for branch in branches:
        shared = min(len(whole.lower.rows), len(branch.upper.rows))
        gaps = (whole.lower.at(i) - branch.upper.at(i) + (COUSINS if i else SISTERS) for i in range(shared))
        branch.shift = max(gaps, default=0)
        upper = _Outline(branch.upper.rows, branch.upper.shift + branch.shift)
        lower = _Outline(branch.lower.rows, branch.lower.shift + branch.shift)
        whole.upper = _joined(over=whole.upper, under=upper)
        whole.lower = _joined(over=lower, under=whole.lower)
    return whole


def _joined(*, over: _Outline, under: _Outline) -> _Outline:
    """The outline that shows `over` as deep as it goes and `under` beyond. Reuses the deeper one's rows."""
    if len(over.rows) >= len(under.rows):
        return over
    for i, row in enumerate(reversed(over.rows), start=1):
        under.rows[-i] = row + over.shift - under.shift
    return under
