"""The lanes of a map: which one a goal belongs to, what it is called, and in which order they come."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from denyut.alignment.rows.asked import By
from denyut.alignment.rows.terrain import Goal, Terrain
from denyut.okr.models import Cycle
from denyut.people.models import Department


@dataclass(frozen=True)
class Lanes:
    """`order` are the goals, lane by lane; `of` tells each one's lane by its key; `names` what a key is called. Without lanes `of` is
    empty."""

    order: list[int]
    of: dict[int, str]
    names: dict[str, str]


def lanes_of(
    by: By, terrain: Terrain, ids: Collection[int], departments: Iterable[Department], cycles: Iterable[Cycle]
) -> Lanes:
    """Sort some goals of the terrain into lanes. Departments stand in the order of their tree, the whole company first."""
    goals = [goal for goal in terrain.goals.values() if goal.id in ids]
    if by is By.NOTHING:
        return Lanes([goal.id for goal in goals], {}, {})
    names = {str(one.pk): one.name for one in (cycles if by is By.CYCLE else departments)}
    if by is By.DEPARTMENT:
        names = {"0": _("Whole company"), **names}
    if by is By.PERSON:
        names = {str(goal.owner_id): goal.owner for goal in sorted(goals, key=lambda goal: (goal.owner, goal.owner_id))}
    of = {goal.id: _key(by, goal) for goal in goals}
    # Cycles come as the terrain has them: by time.
    place = {key: i for i, key in enumerate(dict.fromkeys(of.values()) if by is By.CYCLE else names)}
    return Lanes(sorted(of, key=lambda pk: place[of[pk]]), of, names)


def _key(by: By, goal: Goal) -> str:
    number = {By.DEPARTMENT: goal.department_id, By.PERSON: goal.owner_id, By.CYCLE: goal.cycle_id}[by]
    return str(number or 0)
