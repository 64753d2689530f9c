"""The board: every goal of a cycle that the viewer may see, by department. Rows are drawn once per version and language and kept."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max
from django.template.loader import render_to_string

from denyut.okr.models import Cycle, Objective
from denyut.okr.rows import objective_rows
from denyut.people.models import Department, Person
from denyut.spine.models import Event

KEPT = 20_000
type Key = tuple[int, int, str, date, int]

_drawn: OrderedDict[Key, str] = OrderedDict()


@dataclass
class Section:
    """The goals of one department, or of the whole company (`department` None), as drawn rows."""

    department: Department | None
    rows: list[str] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return getattr(self.department, "tree_depth", 0)


@dataclass
class Board:
    """A cycle's sections in the order of the departments' tree, and how many private goals the viewer does not see."""

    cycle: Cycle
    sections: list[Section]
    private: int


def board_of(viewer: Person, cycle: Cycle, *, language: str, moment: datetime) -> Board:
    """The board of a cycle as the viewer sees it. Five queries at most, whatever its size."""
    alive = Objective.objects.of_cycle(cycle).alive()
    seen = list(alive.visible_to(viewer).order_by("position", "id").values_list("id", "version", "department_id"))
    drawn = _rows([(pk, version) for pk, version, _department in seen], language, moment)
    departments = list(Department.objects.with_tree_fields())
    sections = {d.pk if d else None: Section(d) for d in [None, *departments]}
    for pk, _version, department_id in seen:
        if pk in drawn:
            sections[department_id].rows.append(drawn[pk])
    return Board(cycle, [s for s in sections.values() if s.rows], alive.count() - len(seen))


def forget() -> None:
    """Let go of all kept rows."""
    _drawn.clear()


def _rows(wanted: list[tuple[int, int]], language: str, moment: datetime) -> dict[int, str]:
    names = _names_version()
    keys = {pk: (pk, version, language, moment.date(), names) for pk, version in wanted}
    missing = [pk for pk, key in keys.items() if key not in _drawn]
    for pk, row in objective_rows(missing, language=language, moment=moment).items() if missing else ():
        _drawn[keys[pk]] = render_to_string("okr/_objective.html", {"objective": row})
    found = {pk: _drawn[key] for pk, key in keys.items() if key in _drawn}
    while len(_drawn) > KEPT:
        _drawn.popitem(last=False)
    return found


def _names_version() -> int:
    """Rows show people's and departments' names: whatever happens to those draws the rows anew."""
    people = Event.objects.filter(verb__gte="people.", verb__lt="people/")
    return people.aggregate(newest=Max("id"))["newest"] or 0
