"""The buttons with which the branches of a map are opened and folded away."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.alignment.map.drawing import Drawing
from denyut.alignment.map.forest import Folded
from denyut.alignment.map.grid import Grid
from denyut.alignment.rows.asked import Asked

DIGIT, SMALLEST = 7, 20


@dataclass(frozen=True, slots=True)
class Fold:
    """A button at the end of a goal's box. `x` and `y` are its middle, `size` its width and `start` half of that to the left.

    `below` counts the goals under it, shown or not; `is_hiding` when some of those that are folded away are blocked.
    """

    goal: int
    x: int
    y: int
    size: int
    start: int
    below: int
    label: str
    address: str
    is_shut: bool
    is_hiding: bool


def folds_of(
    tree: Folded, drawing: Drawing, grid: Grid, asked: Asked, blocked: Collection[int], *, is_mirrored: bool
) -> list[Fold]:
    """One button for each goal with others below it."""
    hiding = {tree.shown_for[goal] for goal in blocked if tree.shown_for.get(goal, goal) != goal}
    found = []
    for goal in tree.forest.walk():
        below, is_shut, spot = tree.below[goal], goal in tree.shut, drawing.spots[goal]
        if below:
            size = SMALLEST + DIGIT * (len(str(below)) - 1) if is_shut else SMALLEST
            fold = Fold(
                goal=goal,
                x=round(spot.x + (0 if is_mirrored else grid.box_inline)),
                y=round(spot.y + grid.box_block / 2),
                size=size,
                start=-size // 2,
                below=below,
                label=_shown(below) if is_shut else _("Fold these goals away"),
                address=(asked.unfolded(goal) if is_shut else asked.folded(goal)).address,
                is_shut=is_shut,
                is_hiding=goal in hiding,
            )
            found.append(fold)
    return found


def _shown(count: int) -> str:
    return ngettext("Show %(count)d goal below", "Show %(count)d goals below", count) % {"count": count}
