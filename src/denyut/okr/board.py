"""The board: every goal of a cycle that the viewer may see, by department. Rows are drawn once per version and language and kept."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db.models import Max
from django.template.loader import render_to_string

from denyut.okr.models import Cycle, Objective
from denyut.okr.rows import objective_rows
from denyut.people.models import Department, Person
from denyut.spine.models import Event

KEPT = 20_000
SLICE = 60
# Rows show people's and departments' names, and how a goal keeps pace with its cycle: what changes those draws the rows anew.
SHOWN_TOO = (
    "people.changed",
    "people.department_changed",
    "people.site_changed",
    "people.holiday_added",
    "people.holiday_removed",
    "people.absence_added",
    "people.absence_changed",
    "people.absence_removed",
    "okr.cycle_changed",
    "okr.cycle_closed",
    "okr.cycle_reopened",
    "rhythm.beat_set",
    "rhythm.beat_taken_off",
)
type Key = tuple[int, int, str, date, int]
type Seen = tuple[int, int, int | None]

_drawn: OrderedDict[Key, str] = OrderedDict()


@dataclass
class Section:
    """The goals of one department, or of the whole company (`department` None), as drawn rows.

    `start` is the place of its first goal on the whole board; `is_continued` says that an earlier slice has its head.
    """

    department: Department | None
    start: int
    is_continued: bool = False
    rows: list[str] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return getattr(self.department, "tree_depth", 0)


@dataclass
class Board:
    """A slice of a cycle's board, in the order of the departments' tree.

    `jumps` are all its sections, without rows; `then` is where the next slice starts (None at the end); `private` counts the goals
    that the viewer does not see.
    """

    cycle: Cycle
    sections: list[Section]
    jumps: list[Section]
    start: int
    then: int | None
    private: int


def board_of(viewer: Person, cycle: Cycle, *, start: int = 0, language: str, moment: datetime) -> Board:
    """Sixty objectives of the board, from place `start` on, as the viewer sees it. Six queries at most, whatever its size."""
    alive = Objective.objects.of_cycle(cycle).alive()
    departments = {d.pk: d for d in Department.objects.with_tree_fields()}
    order = {pk: place for place, pk in enumerate([None, *departments])}
    seen: list[Seen] = list(
        alive.visible_to(viewer).order_by("position", "id").values_list("id", "version", "department_id")
    )
    seen.sort(key=lambda row: order[row[2]])
    shown = seen[start : start + SLICE]
    drawn = drawn_rows(shown, language, moment)
    jumps = _sections(seen, departments, 0, None)
    sections = _sections(shown, departments, start, seen[start - 1] if 0 < start <= len(seen) else None)
    for section, rows in zip(sections, _by_department(shown), strict=True):
        section.rows = [drawn[pk] for pk, _version, _department in rows if pk in drawn]
    then = start + SLICE if len(seen) > start + SLICE else None
    return Board(cycle, sections, jumps, start, then, alive.count() - len(seen))


def forget() -> None:
    """Let go of all kept rows."""
    _drawn.clear()


def _by_department(seen: list[Seen]) -> list[list[Seen]]:
    return [list(rows) for _department, rows in groupby(seen, key=lambda row: row[2])]


def _sections(seen: list[Seen], departments: dict[int, Department], start: int, before: Seen | None) -> list[Section]:
    sections: list[Section] = []
    for rows in _by_department(seen):
        department_id = rows[0][2]
        is_continued = before is not None and not sections and before[2] == department_id
        sections.append(Section(departments[department_id] if department_id else None, start, is_continued))
        start += len(rows)
    return sections


def drawn_rows(wanted: list[Seen], language: str, moment: datetime) -> dict[int, str]:
    """Goals as rows of a board by id: those drawn in this version, language and day are taken as they were. Six queries at most."""
    newest = newest_change()
    keys = {pk: (pk, version, language, moment.date(), newest) for pk, version, _department in wanted}
    missing = [pk for pk, key in keys.items() if key not in _drawn]
    for pk, row in objective_rows(missing, language=language, moment=moment).items() if missing else ():
        _drawn[keys[pk]] = render_to_string("okr/_objective.html", {"objective": row})
    found = {pk: _drawn[key] for pk, key in keys.items() if key in _drawn}
    while len(_drawn) > KEPT:
        _drawn.popitem(last=False)
    return found


def newest_change() -> int:
    """The number of the newest event that draws rows anew whatever their goals' versions are, 0 for none. One query."""
    return Event.objects.filter(verb__in=SHOWN_TOO).aggregate(newest=Max("id"))["newest"] or 0
