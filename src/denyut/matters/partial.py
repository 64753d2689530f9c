"""The partial-action check: key results that need several departments, on which only one works."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from denyut.matters.models import Blocker
from denyut.okr.models import Cycle, Edge, Initiative, KeyResult
from denyut.people.faces import Face, face_of
from denyut.people.models import Department, Person

NEEDING = (Edge.EdgeKind.CONTRIBUTES, Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.DEPENDS)
type Needs = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A key result whose work belongs to the department `planned_by` alone, though those `missing` are needed too."""

    key_result: int
    label: str
    title: str
    owner: Face
    planned_by: str
    missing: list[str]


def findings_of(cycle: Cycle, viewer: Person) -> list[Finding]:
    """The key results of a cycle that the viewer sees and that are planned by one department, though two or more are needed.

    Needed are: its own department, those of goals that are to support it or on which it depends, those it waits or waited for. Planned is
    by whoever has work for it, or for a key result that is linked to it; where nobody has any, by its own. Six queries.
    """
    seen = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle=cycle)
    goals = list(seen.select_related("owner", "objective").order_by("id"))
    own = {kr.pk: kr.objective.department_id or kr.owner.department_id for kr in goals}
    linked, sources = _linked(own)
    needed: Needs = defaultdict(set)
    for kr, department in [*own.items(), *linked, *_waited_for(own)]:
        if department is not None:
            needed[kr].add(department)
    planned = _planned(own, sources)
    names = dict(Department.objects.values_list("pk", "name"))
    return [
        Finding(
            key_result=kr.pk,
            label=kr.label,
            title=kr.title,
            owner=face_of(kr.owner),
            planned_by=names[only],
            missing=sorted(names[pk] for pk in needed[kr.pk] - {only}),
        )
        for kr in goals
        if (only := _only(planned[kr.pk], own[kr.pk])) is not None and needed[kr.pk] - {only}
    ]


def _only(planned: set[int], own: int | None) -> int | None:
    """The one department that plans it; None where several do, or nobody knows."""
    if len(planned) > 1:
        return None
    return next(iter(planned), own)


def _linked(goals: Iterable[int]) -> tuple[list[tuple[int, int | None]], dict[int, list[tuple[str, int]]]]:
    """The departments of goals at the other end of edges, by key result; and those other ends themselves."""
    edges = Edge.objects.filter(kind__in=NEEDING, state__in=(Edge.EdgeState.ACCEPTED, Edge.EdgeState.PROPOSED))
    ends = ("objective", "key_result", "objective__department", "key_result__objective__department")
    needs: list[tuple[int, int | None]] = []
    sources: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for mine, other in (("to", "from"), ("from", "to")):
        some = edges.filter(**{f"{mine}_key_result__in": list(goals)})
        # A goal needs what it depends on, and what supports it; not what it supports itself.
        depends = Edge.EdgeKind.DEPENDS
        some = some.exclude(kind=depends) if mine == "to" else some.filter(kind=depends)
        for row in some.values_list(f"{mine}_key_result", *(f"{other}_{end}" for end in ends)):
            kr, objective, key_result, department, whole = row
            needs.append((kr, department or whole))
            sources[kr].append(("objective", objective) if objective else ("key_result", key_result))
    return needs, sources


def _waited_for(goals: Iterable[int]) -> list[tuple[int, int | None]]:
    found = Blocker.objects.filter(key_result__in=list(goals))
    rows = found.values_list("key_result", "waits_on_department", "waits_on__department")
    return [(kr, department or persons) for kr, department, persons in rows]


def _planned(own: Iterable[int], sources: dict[int, list[tuple[str, int]]]) -> Needs:
    """The departments of those who have work for these key results, or for what is linked to them."""
    below = {end for ends in sources.values() for end in ends}
    krs = [*own, *(pk for kind, pk in below if kind == "key_result")]
    by_kr, by_objective = _work(krs, [pk for kind, pk in below if kind == "objective"])
    planned: Needs = defaultdict(set)
    for kr in own:
        planned[kr] |= by_kr[kr]
        for kind, pk in sources.get(kr, ()):
            planned[kr] |= by_kr[pk] if kind == "key_result" else by_objective[pk]
    return planned


def _work(key_results: Sequence[int], objectives: Sequence[int]) -> tuple[Needs, Needs]:
    alive = Initiative.objects.filter(dropped_at=None, owner__department__isnull=False)
    by_kr: Needs = defaultdict(set)
    by_objective: Needs = defaultdict(set)
    for kr, department in alive.filter(key_result__in=key_results).values_list("key_result", "owner__department"):
        by_kr[kr].add(department)
    of_objectives = alive.filter(key_result__objective__in=objectives)
    for objective, department in of_objectives.values_list("key_result__objective", "owner__department"):
        by_objective[objective].add(department)
    return by_kr, by_objective
