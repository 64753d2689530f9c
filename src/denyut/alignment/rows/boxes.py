"""What stands in the boxes of a map, in one language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.alignment.map.drawing import Drawing
from denyut.alignment.map.forest import Forest
from denyut.alignment.map.grid import Grid
from denyut.alignment.map.ways import Ways
from denyut.alignment.map.words import fitted
from denyut.okr.models import State
from denyut.okr.rows import ObjectiveRow
from denyut.okr.status import Status

PAD, GLYPH, FACE, FOLD = 14, 16, 11, 11
TITLE_SIZE, WORD_SIZE = 13, 12
TITLE_FROM = PAD + GLYPH + 8
WORDS_UNTIL = 78
HELD = (State.POSTPONED.value, State.PAUSED.value)


@dataclass(frozen=True)
class Inside:
    """Where things stand inside a box: pixels from its upper left corner."""

    width: int
    height: int
    glyph: int
    title: int
    title_width: int
    words: int
    share: int
    face: int
    bar: int
    bar_width: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A goal on the map. `x` and `y` are its upper left corner, `fill` and `fill_x` the done part of its bar, all in pixels.

    `level`, `place` and `among` say where it stands in its family, from 1; `below` counts the goals under it. `is_shut` when those are
    folded away (`is_hiding` when some of them are blocked), and `fold` is the address that turns this. `is_beyond` when it is shown only because others serve it or need it.
    """

    id: int
    x: float
    y: float
    row: ObjectiveRow
    title: str
    words: str
    label: str
    fill: float
    fill_x: float
    ways: Ways
    is_blocked: bool = False
    is_beyond: bool = False
    is_middle: bool = False
    level: int = 0
    place: int = 0
    among: int = 0
    below: int = 0
    is_shut: bool = False
    is_hiding: bool = False
    fold: str = ""


def inside(grid: Grid, *, is_mirrored: bool) -> Inside:
    """The measures of a box for readers from left to right, or mirrored."""
    width = grid.box_inline
    title_width = width - TITLE_FROM - PAD
    turned = (lambda x, size=0: width - x - size) if is_mirrored else (lambda x, size=0: x)
    return Inside(
        width=width,
        height=grid.box_block,
        glyph=turned(PAD, GLYPH),
        title=turned(TITLE_FROM, title_width),
        title_width=title_width,
        words=turned(PAD),
        share=turned(width - PAD - 2 * FACE - 8),
        face=turned(width - PAD - FACE),
        bar=PAD,
        bar_width=width - 2 * PAD,
        end=turned(width),
    )


def is_troubled(row: ObjectiveRow) -> bool:
    """Whether a goal holds up those that depend on it: at risk or worse, by the numbers or its owner's word, or put off."""
    statuses = [Status(word) for word in (row.status, row.declared) if word]
    return row.state in HELD or any(status.severity >= Status.AT_RISK.severity for status in statuses)


def blocked_by(causes: Sequence[int], rows: Mapping[int, ObjectiveRow]) -> str:
    """Who holds a goal up, in a few words; nothing when nobody does."""
    if not causes:
        return ""
    if len(causes) == 1:
        return _("Blocked by %(goal)s") % {"goal": rows[causes[0]].title}
    return ngettext("Blocked by %(count)d goal", "Blocked by %(count)d goals", len(causes)) % {"count": len(causes)}


def label_of(row: ObjectiveRow, blocked: str) -> str:
    """A goal in one or two sentences, for those who hear the map."""
    words = {
        "title": row.title,
        "status": row.status_label,
        "progress": row.progress,
        "owner": row.owner.name,
        "blocked": blocked,
    }
    if blocked:
        return _("%(title)s. %(status)s, %(progress)s. Owner: %(owner)s. %(blocked)s.") % words
    return _("%(title)s. %(status)s, %(progress)s. Owner: %(owner)s.") % words


@dataclass(frozen=True)
class Shelf:
    """What all boxes of a map are made from."""

    drawing: Drawing
    rows: Mapping[int, ObjectiveRow]
    causes: Mapping[int, Sequence[int]]
    ways: Mapping[int, Ways]
    inside: Inside
    beyond: Collection[int]
    is_mirrored: bool

    def box(self, goal: int) -> Box:
        """The box of a goal, without its place in a family."""
        row, spot, ink = self.rows[goal], self.drawing.spots[goal], self.inside
        blocked = blocked_by(self.causes.get(goal, ()), self.rows)
        words = blocked or (row.state_label if row.state in HELD else row.department) or _("Whole company")
        fill = round(ink.bar_width * row.bar / 100, 1)
        return Box(
            id=goal,
            x=spot.x,
            y=spot.y,
            row=row,
            title=fitted(row.title, width=ink.title_width, size=TITLE_SIZE, lines=2),
            words=fitted(str(words), width=ink.width - PAD - WORDS_UNTIL, size=WORD_SIZE),
            label=label_of(row, blocked),
            fill=fill,
            fill_x=ink.bar + ink.bar_width - fill if self.is_mirrored else ink.bar,
            ways=self.ways[goal],
            is_blocked=bool(blocked),
            is_beyond=goal in self.beyond,
        )


def places_in(forest: Forest) -> dict[int, tuple[int, int, int]]:
    """The level of each goal in its family, its place among its sisters and their number, all from 1."""
    return {
        goal: (forest.depth[goal] + 1, i, len(sisters))
        for sisters in [forest.roots, *forest.children.values()]
        for i, goal in enumerate(sisters, start=1)
    }
