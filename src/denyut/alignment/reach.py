"""Which objectives serve a goal, themselves or through others, and which of them stand in a department or at a site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from denyut.okr.lines import Node, node_of
from denyut.okr.models import Cycle, Edge, Objective
from denyut.okr.models.objectives import ObjectiveQuerySet
from denyut.people.models import Site

UPWARDS = (Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONTRIBUTES)


@dataclass(frozen=True, slots=True)
class Column:
    """A department with all inside it, or a site; `holds` are the ids of departments or sites that it stands for."""

    key: int
    name: str
    holds: frozenset[int]


@dataclass(frozen=True)
class Reach:
    """Lines seen from above: what serves a goal directly (`sources`), and the key results of the goals looked at (`parts`).

    `places` tells the department or site of every objective that the viewer sees.
    """

    parts: Mapping[int, Sequence[Node]]
    sources: Mapping[Node, Sequence[int]]
    places: Mapping[int, int | None]

    def nodes_of(self, objective: int) -> list[Node]:
        """An objective and its key results."""
        return [("objective", objective), *self.parts.get(objective, ())]

    def serving(self, goal: Node) -> dict[int, int]:
        """The objectives that serve a goal, by how many steps they are away; of an objective also those that serve its key results."""
        found: dict[int, int] = {}
        level = self.nodes_of(goal[1]) if goal[0] == "objective" else [goal]
        steps = 1
        while level:
            new = {pk for one in level for pk in self.sources.get(one, ())} - found.keys()
            found |= dict.fromkeys(new, steps)
            level = [("objective", pk) for pk in new]
            steps += 1
        return {pk: far for pk, far in found.items() if pk in self.places}

    def nearest(self, serving: Mapping[int, int], column: Column) -> list[int]:
        """Of the objectives that serve a goal those in a column that are the fewest steps away."""
        inside = {pk: far for pk, far in serving.items() if self.places[pk] in column.holds}
        nearest = min(inside.values(), default=0)
        return sorted(pk for pk, far in inside.items() if far == nearest)


def reach_of(cycle: Cycle, seen: ObjectiveQuerySet, parts: Iterable[tuple[int, int]], place: str) -> Reach:
    """The lines of all cycles that overlap this one. `seen` are the viewer's goals, `place` the column of theirs that matters.

    Three queries.
    """
    own: dict[int, list[Node]] = {}
    for pk, objective in parts:
        own.setdefault(objective, []).append(("key_result", pk))
    span = {"cycle__starts_on__lte": cycle.ends_on, "cycle__ends_on__gte": cycle.starts_on}
    sources: dict[Node, list[int]] = {}
    children = Objective.objects.alive().filter(parent__isnull=False, **span).order_by("id")
    for pk, parent in children.values_list("pk", "parent"):
        sources.setdefault(("objective", parent or 0), []).append(pk)
    edges = Edge.objects.standing().filter(kind__in=UPWARDS).order_by("id")
    columns = ("from_objective", "from_key_result__objective", "to_objective", "to_key_result")
    for from_objective, whole, to_objective, to_key_result in edges.values_list(*columns):
        sources.setdefault(node_of(to_objective, to_key_result), []).append(from_objective or whole)
    return Reach(own, sources, dict(seen.filter(**span).values_list("pk", place)))


def departments_at(departments: Sequence[Any], level: int) -> list[Column]:
    """The departments of a level of the tree (0 is the top), and those above it that have none inside."""
    with_inside = {one.parent_id for one in departments}
    chosen = [
        one for one in departments if one.tree_depth == level or (one.tree_depth < level and one.pk not in with_inside)
    ]
    return [
        Column(one.pk, one.name, frozenset(other.pk for other in departments if one.pk in other.tree_path))
        for one in chosen
    ]


def all_sites() -> list[Column]:
    """Every site. One query."""
    return [Column(site.pk, site.name, frozenset([site.pk])) for site in Site.objects.order_by("name")]
