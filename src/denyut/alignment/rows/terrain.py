"""What a map is made of: goals that the viewer may see and the links between them, light enough for thousands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from denyut.alignment.map.links import Link, Tie, between
from denyut.okr.models import Cycle, Edge, Objective
from denyut.people.models import Person

FIELDS = (
    "id",
    "version",
    "parent_id",
    "cycle_id",
    "department_id",
    "owner_id",
    "owner__name",
    "cycle__starts_on",
    "cycle__ends_on",
    "position",
)
ENDS = ("from_objective", "from_key_result__objective", "to_objective", "to_key_result__objective")
# A parent above a parent, and so on, as far up as any company is deep: one query instead of one for each step.
STEPS_UP = ["parent" + "__parent" * step for step in range(10)]
ALIVE = (Edge.EdgeState.ACCEPTED, Edge.EdgeState.PROPOSED, Edge.EdgeState.COUNTERED)


@dataclass(frozen=True, slots=True)
class Goal:
    """What decides where a goal stands on a map."""

    id: int
    version: int
    parent_id: int | None
    cycle_id: int
    department_id: int | None
    owner_id: int
    owner: str


@dataclass(frozen=True)
class Terrain:
    """Goals in the order of the map: the longest cycle that began first comes first. Every link runs between two of them."""

    goals: dict[int, Goal]
    links: list[Link]

    def lineage(self, ids: Iterable[int]) -> set[int]:
        """These goals and all that they serve, directly or not."""
        found: set[int] = set()
        for start in ids:
            goal: int | None = start
            while goal in self.goals and goal not in found:
                found.add(goal)
                goal = self.goals[goal].parent_id
        return found

    def only(self, ids: Collection[int]) -> "Terrain":
        """The part of it that these goals make."""
        return Terrain({pk: goal for pk, goal in self.goals.items() if pk in ids}, between(self.links, ids))


def terrain_of(viewer: Person, cycles: Collection[int]) -> Terrain:
    """All goals of these cycles, with those of other cycles that they are linked to. Two queries."""
    touches = Q()
    for end in ENDS:
        touches |= Q(**{f"{end}__cycle__in": cycles})
    links = _links(touches)
    ends = {end for link in links for end in link.ends}
    return _terrain(viewer, Q(cycle__in=cycles) | Q(pk__in=ends), links)


def terrain_around(viewer: Person, pk: int) -> Terrain:
    """A goal with what it serves up to the top, what serves it, and what it is linked to; empty when the viewer may not see it.

    Also the goals that hold up those it depends on. Three queries.
    """
    rows = Objective.objects.filter(Q(pk=pk) | Q(parent=pk)).values_list("id", *STEPS_UP)
    family = {number for row in rows for number in row if number and (row[0] == pk or number == row[0])}
    touches = Q(kind=Edge.EdgeKind.DEPENDS)
    for end in ENDS:
        touches |= Q(**{end: pk})
    links = _links(touches)
    near = family | {end for link in links if pk in link.ends for end in link.ends} | _needed(near=pk, links=links)
    found = _terrain(viewer, Q(pk__in=near), links)
    return found if pk in found.goals else Terrain({}, [])


def _needed(near: int, links: Sequence[Link]) -> set[int]:
    """All that a goal depends on, directly or not."""
    needs: dict[int, list[int]] = {}
    for link in links:
        if link.tie is Tie.DEPENDS and link.is_settled:
            needs.setdefault(link.source, []).append(link.target)
    found, waiting = {near}, [near]
    while waiting:
        new = set(needs.get(waiting.pop(), ())) - found
        found |= new
        waiting.extend(new)
    return found


def _links(touches: Q) -> list[Link]:
    rows = Edge.objects.filter(touches, state__in=ALIVE, is_primary=False).order_by("id")
    return [
        Link(source or kr_source or 0, target or kr_target or 0, Tie(kind), state == Edge.EdgeState.ACCEPTED)
        for kind, state, source, kr_source, target, kr_target in rows.values_list("kind", "state", *ENDS)
    ]


def _terrain(viewer: Person, wanted: Q, links: list[Link]) -> Terrain:
    found = list(Objective.objects.alive().visible_to(viewer).filter(wanted).values_list(*FIELDS))
    found.sort(key=lambda row: (row[7], -row[8].toordinal(), row[9], row[0]))
    goals = {row[0]: Goal(*row[:7]) for row in found}
    served = [
        Link(goal.id, goal.parent_id, Tie.SERVES)
        for goal in goals.values()
        if goal.parent_id and goal.parent_id in goals
    ]
    return Terrain(goals, between([*served, *links], goals))


def wholes_of(cycle: Cycle, cycles: Iterable[Cycle]) -> set[int]:
    """The numbers of the cycles that this one is part of, and its own."""
    by_id = {one.pk: one for one in cycles}
    found: set[int] = set()
    above: int | None = cycle.pk
    while above in by_id and above not in found:
        found.add(above)
        above = by_id[above].parent_id
    return found


def parts_of(cycle: Cycle, cycles: Iterable[Cycle]) -> set[int]:
    """The numbers of the cycles that are part of this one, and its own."""
    every = list(cycles)
    return {one.pk for one in every if cycle.pk in wholes_of(one, every)}


def hidden_in(viewer: Person, cycles: Collection[int]) -> int:
    """How many living goals of these cycles the viewer does not see. One query."""
    alive = Objective.objects.alive().filter(cycle__in=cycles)
    seen = alive.visible_to(viewer).values("pk")
    return alive.exclude(pk__in=seen).count()
