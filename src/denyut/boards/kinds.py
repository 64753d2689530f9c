"""The kinds of tiles: what each needs to be drawn, and what it is good for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.boards.models import Tile

# How many sides a kind is laid out by: a number by none, a heat map by two. A table takes what it is given.
NEEDS_BY: dict[str, int] = {
    Tile.TileKind.NUMBER: 0,
    Tile.TileKind.LINE: 1,
    Tile.TileKind.BAR: 1,
    Tile.TileKind.HEAT: 2,
    Tile.TileKind.TABLE: 0,
    Tile.TileKind.FUNNEL: 1,
}
PICKED = (Tile.TileKind.GOALS, Tile.TileKind.CHAIN, Tile.TileKind.MATRIX)
GOOD_FOR: dict[str, str | Promise] = {
    Tile.TileKind.NUMBER: _("One figure that everybody should know."),
    Tile.TileKind.LINE: _("How something moves over time."),
    Tile.TileKind.BAR: _("Who or what has most of it."),
    Tile.TileKind.HEAT: _("Where and when it gathers."),
    Tile.TileKind.TABLE: _("The plain figures, to read and to copy."),
    Tile.TileKind.FUNNEL: _("How many come through from step to step."),
    Tile.TileKind.GOALS: _("The key results that are furthest behind."),
    Tile.TileKind.CHAIN: _("What a goal is expected to move, and whether it does."),
    Tile.TileKind.MATRIX: _("What each department or site does for the goals of the company."),
}


def takes_objective(kind: str) -> str:
    """Whether a kind is about an objective: "must", "may" or "" (no)."""
    ways: dict[str, str] = {Tile.TileKind.CHAIN: "must", Tile.TileKind.GOALS: "may"}
    return ways.get(kind, "")
