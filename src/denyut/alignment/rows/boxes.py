"""What stands in the boxes of a map, in one language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
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

PAD, MARK, FACE = 14, 14, 10
TITLE_SIZE, TITLE_LINES, WORD_SIZE, BOLD_SIZE = 13, 3, 11.5, 13
WORDS_FROM = PAD + MARK + 6
# The room at the end of the last line that the percentage and the owner's face take.
SHARE_AND_FACE = 76
HELD = (State.POSTPONED.value, State.PAUSED.value)
MARKS = {Status.ACHIEVED: "done", Status.NOT_STARTED: "idle", Status.BEHIND: "warn", Status.PARTLY: "warn"}


@dataclass(frozen=True)
class Inside:
    """Where things stand inside a box: pixels from its upper left corner."""

    width: int
    height: int
    mark: int
    title: int
    title_width: int
    start: int
    words: int
    share: int
    face: int
    bar: int
    bar_width: int
    is_mirrored: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A goal on the map. `x` and `y` are its upper left corner, `fill` and `fill_x` the done part of its bar, all in pixels.

    `blocked` takes the last line of the title where somebody holds the goal up. `label` is what those hear who do not see the map, `hint`
    what a pointer that rests on the box shows. `level`, `place` and `among` say where it stands in its family, from 1, `is_open` whether
    those below it are shown (None when there are none). `is_beyond` when it is shown only because others serve it or need it.
    """

    id: int
    href: str
    x: int
    y: int
    row: ObjectiveRow
    mark: str
    title: str
    words: str
    blocked: str
    label: str
    hint: str
    fill: int
    fill_x: int
    ways: Ways
    is_beyond: bool = False
    is_middle: bool = False
    level: int = 0
    place: int = 0
    among: int = 0
    is_open: bool | None = None


def inside(grid: Grid, *, is_mirrored: bool) -> Inside:
    """The measures of a box for readers from left to right, or mirrored."""
    width = grid.box_inline
    title_width = width - 2 * PAD

    def turned(start: int, size: int = 0) -> int:
        return width - start - size if is_mirrored else start

    return Inside(
        width=width,
        height=grid.box_block,
        mark=turned(PAD, MARK),
        title=PAD,
        title_width=title_width,
        start=turned(PAD),
        words=turned(WORDS_FROM),
        share=turned(width - PAD - 2 * FACE - 7),
        face=turned(width - PAD - FACE),
        bar=PAD,
        bar_width=width - 2 * PAD,
        is_mirrored=is_mirrored,
    )


def is_troubled(row: ObjectiveRow) -> bool:
    """Whether a goal holds up those that depend on it: at risk or worse, by the numbers or its owner's word, or put off."""
    statuses = [Status(word) for word in (row.status, row.declared) if word]
    return row.state in HELD or any(status.severity >= Status.AT_RISK.severity for status in statuses)


def mark_of(row: ObjectiveRow) -> str:
    """The sign of a status: one for each group of statuses that ask for the same."""
    if row.state in HELD:
        return "held"
    status = Status(row.status)
    if status in MARKS:
        return MARKS[status]
    return "good" if status.severity < Status.AT_RISK.severity else "warn" if status is Status.AT_RISK else "bad"


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
        "status": row.state_label if row.state in HELD else row.status_label,
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
    ink: Inside
    beyond: Collection[int]
    middle: int | None

    def boxes(self) -> dict[int, Box]:
        """The boxes of all goals drawn, without their places in their families."""
        address = reverse("okr:objective", args=[0])
        return {goal: self._box(goal, address.replace("0", str(goal))) for goal in self.drawing.spots}

    def _box(self, goal: int, href: str) -> Box:
        row, spot, ink = self.rows[goal], self.drawing.spots[goal], self.ink
        blocked = blocked_by(self.causes.get(goal, ()), self.rows)
        words = (row.state_label if row.state in HELD else row.department) or _("Whole company")
        lines = TITLE_LINES - bool(blocked)
        label = label_of(row, blocked)
        fill = round(ink.bar_width * row.bar / 100)
        return Box(
            id=goal,
            href=href,
            x=round(spot.x),
            y=round(spot.y),
            row=row,
            mark=mark_of(row),
            title=fitted(row.title, width=ink.title_width, size=TITLE_SIZE, lines=lines),
            words=fitted(str(words), width=ink.width - WORDS_FROM - SHARE_AND_FACE, size=WORD_SIZE),
            blocked=fitted(blocked, width=ink.title_width, size=BOLD_SIZE),
            label=label,
            hint=f"{label}\n{row.why}",
            fill=fill,
            fill_x=ink.bar + (ink.bar_width - fill if ink.is_mirrored else 0),
            ways=self.ways[goal],
            is_beyond=goal in self.beyond,
            is_middle=goal == self.middle,
        )


def in_families(boxes: Mapping[int, Box], forest: Forest, shut: Collection[int]) -> list[Box]:
    """The boxes with their places in their families, in the order in which one reads the tree."""
    sisters = [forest.roots, *forest.children.values()]
    places = {goal: (i, len(family)) for family in sisters for i, goal in enumerate(family, start=1)}
    return [
        replace(
            boxes[goal],
            level=forest.depth[goal] + 1,
            place=places[goal][0],
            among=places[goal][1],
            is_open=False if goal in shut else True if forest.children[goal] else None,
        )
        for goal in forest.walk()
    ]
