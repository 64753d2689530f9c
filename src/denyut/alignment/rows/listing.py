"""A map as a list: families nested in each other, and each goal's links in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from denyut.alignment.map.blockers import Blockage
from denyut.alignment.map.forest import ALL_OPEN_UP_TO, OPEN_DEPTH, Forest, forest_of
from denyut.alignment.map.lanes import within_lanes
from denyut.alignment.map.links import Link, Tie
from denyut.alignment.rows.asked import Asked
from denyut.alignment.rows.boxes import blocked_by
from denyut.alignment.rows.lanes import Lanes
from denyut.alignment.rows.terrain import Terrain
from denyut.okr.rows import ObjectiveRow

FAMILY_ENDS = "</ul></details></li>"
FROM: dict[Tie, str | Promise] = {
    Tie.SUPPORTS: _("Supports"),
    Tie.CONTRIBUTES: _("Contributes to"),
    Tie.DEPENDS: _("Depends on"),
    Tie.CONFLICTS: _("Conflicts with"),
}
TO: dict[Tie, str | Promise] = {
    Tie.SUPPORTS: _("Supported by"),
    Tie.CONTRIBUTES: _("Receives from"),
    Tie.DEPENDS: _("Needed by"),
    Tie.CONFLICTS: _("Conflicts with"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a goal has to do with another one."""

    name: str | Promise
    row: ObjectiveRow
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A goal in the list. `below` counts the goals that serve it directly; `ending` closes the families that end after it."""

    row: ObjectiveRow
    below: int
    is_open: bool
    is_middle: bool
    blocked: str
    relations: Sequence[Relation]
    ending: SafeString


@dataclass(frozen=True)
class Section:
    """A lane of the list; its name is empty when there are no lanes."""

    name: str
    entries: list[Entry]


def sections_of(
    part: Terrain, links: Iterable[Link], lanes: Lanes, rows: dict[int, ObjectiveRow], held: Blockage, asked: Asked
) -> list[Section]:
    """The goals of a map as lists, one for each lane."""
    parents = {pk: part.goals[pk].parent_id for pk in lanes.order}
    related = _relations(links, rows)
    members: dict[str, list[int]] = {}
    for pk in lanes.order:
        members.setdefault(lanes.of.get(pk, ""), []).append(pk)
    kept = within_lanes(parents, lanes.of) if lanes.of else parents
    is_small = len(parents) <= ALL_OPEN_UP_TO or asked.is_open
    found = []
    for key, goals in members.items():
        forest = forest_of({goal: kept[goal] for goal in goals})
        entries = [
            Entry(
                row=rows[goal],
                below=len(forest.children[goal]),
                is_open=is_small or forest.depth[goal] < OPEN_DEPTH - 1 or goal in asked.opened,
                is_middle=goal == asked.around,
                blocked=blocked_by(held.causes.get(goal, ()), rows),
                relations=related.get(goal, ()),
                ending=mark_safe(FAMILY_ENDS * endings),
            )
            for goal, endings in _with_endings(forest)
        ]
        found.append(Section(lanes.names.get(key, ""), entries))
    return found


def _with_endings(forest: Forest) -> list[tuple[int, int]]:
    """Every goal in the order of reading, with the number of families that end after it."""
    walk = list(forest.walk())
    depths = [forest.depth[goal] for goal in walk] + [0]
    return [(goal, max(0, depths[i] - depths[i + 1])) for i, goal in enumerate(walk)]


def _relations(links: Iterable[Link], rows: dict[int, ObjectiveRow]) -> dict[int, list[Relation]]:
    found: dict[int, list[Relation]] = {}
    for link in links:
        if link.tie is not Tie.SERVES and link.source in rows and link.target in rows:
            onward = Relation(FROM[link.tie], rows[link.target], link.is_settled)
            backward = Relation(TO[link.tie], rows[link.source], link.is_settled)
            found.setdefault(link.source, []).append(onward)
            found.setdefault(link.target, []).append(backward)
    return found
