"""Where a goal that is being written stands: its cycle, its objective, its neighbours, its past."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from denyut.drafting.linting import Draft
from denyut.okr.models import Cycle, Edge, KeyResult, Objective, State
from denyut.people.models import Person
from denyut.spine.access import NotThere

type Sort = Literal["objective", "key_result"]


@dataclass(frozen=True, slots=True)
class Place:
    """A goal of one sort: the saved one where there is one, else the objective or the cycle in which it will stand."""

    sort: Sort
    key_result: KeyResult | None = None
    objective: Objective | None = None
    cycle: Cycle | None = None

    @property
    def subject(self) -> KeyResult | Objective | None:
        """The goal itself, when it was saved before."""
        return self.key_result if self.sort == "key_result" else self.objective


@dataclass(frozen=True, slots=True)
class Written:
    """What its form holds so far. `serves`: it serves another goal; `department` (none for the company's) is asked of objectives."""

    title: str = ""
    kind: str = "metric"
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    due_on: date | None = None
    source: str = ""
    hypothesis: str = ""
    owner: int | None = None
    department: int | None = None
    serves: bool = False


def place_of(viewer: Person, sort: Sort, *, key_result: int = 0, objective: int = 0, cycle: int = 0) -> Place:
    """The place that these numbers name, 0 for none. Raises NotThere for what the viewer may not see."""
    if key_result and sort == "key_result":
        seen = KeyResult.objects.visible_to(viewer).select_related(
            "objective__cycle", "objective__owner", "objective__department"
        )
        kr = seen.filter(pk=key_result).first()
        return Place(sort, kr, kr.objective, kr.objective.cycle) if kr else _nothing()
    if objective:
        goals = Objective.objects.visible_to(viewer).select_related("cycle", "owner", "department")
        goal = goals.filter(pk=objective).first()
        return Place(sort, None, goal, goal.cycle) if goal else _nothing()
    if cycle:
        found = Cycle.objects.filter(pk=cycle).first()
        return Place(sort, None, None, found) if found else _nothing()
    return Place(sort)


def saved(place: Place) -> Written:
    """What the goal itself says, as it was saved; nothing for one that is new."""
    if place.key_result and place.subject:
        kr = place.key_result
        return Written(
            title=kr.title,
            kind=kr.kind,
            unit=kr.unit or kr.currency,
            baseline=kr.baseline,
            target=kr.target,
            low=kr.how.low,
            due_on=kr.due_on,
            source=kr.source,
            hypothesis=kr.hypothesis,
            owner=kr.owner_id,
        )
    if place.sort == "objective" and place.objective:
        goal = place.objective
        return Written(
            title=goal.title,
            owner=goal.owner_id,
            department=goal.department_id,
            serves=goal.parent_id is not None,
        )
    return Written()


def draft_at(viewer: Person, place: Place, written: Written) -> Draft:
    """The draft with everything the linter asks of its surroundings, as far as the viewer sees them. A constant number of queries."""
    draft = Draft(
        title=written.title,
        kind=written.kind,
        unit=written.unit,
        baseline=written.baseline,
        target=written.target,
        low=written.low,
        has_owner=written.owner is not None,
        due_on=written.due_on,
        cycle_ends_on=place.cycle.ends_on if place.cycle else None,
        source=written.source,
        hypothesis=written.hypothesis,
        serves=written.serves,
    )
    if place.cycle is None:
        return draft
    if place.sort == "key_result":
        return _key_result_at(viewer, place.key_result, place.objective, draft) if place.objective else draft
    return _objective_at(viewer, place.cycle, place.objective, written, draft)


def _key_result_at(viewer: Person, kr: KeyResult | None, objective: Objective, draft: Draft) -> Draft:
    """Unless another is named, a key result belongs to its objective's owner."""
    others = KeyResult.objects.visible_to(viewer).filter(objective=objective).exclude(state=State.CANCELLED)
    # Whoever owns a key result of a private objective does not learn the names of its neighbours.
    is_seen = objective.is_open or Objective.objects.visible_to(viewer).filter(pk=objective.pk).exists()
    return replace(
        draft,
        has_owner=True,
        objective_title=objective.title if is_seen else "",
        serves=_serves(objective),
        history=tuple(Decimal(point) for point in kr.series) if kr else (),
        siblings=tuple(others.exclude(pk=kr.pk if kr else 0).values_list("title", flat=True)),
    )


def _objective_at(viewer: Person, cycle: Cycle, goal: Objective | None, written: Written, draft: Draft) -> Draft:
    others = Objective.objects.visible_to(viewer).alive().filter(cycle=cycle).exclude(pk=goal.pk if goal else 0)
    near = list(others.values_list("title", "owner_id", "department_id"))
    own = sum(owner == written.owner for _title, owner, _department in near)
    return replace(
        draft,
        serves=written.serves or written.department is None or (goal is not None and _is_joined(goal)),
        siblings=tuple(title for title, owner, home in near if owner == written.owner or home == written.department),
        siblings_count=goal.key_results.exclude(state=State.CANCELLED).count() if goal else 0,
        owner_objectives_count=own + 1 if written.owner else 0,
    )


def _serves(objective: Objective) -> bool:
    """Whether it serves another goal; one of the whole company serves what the company is for."""
    is_of_company = objective.department_id is None or objective.level == Objective.Level.COMPANY
    return is_of_company or objective.parent_id is not None or _is_joined(objective)


def _is_joined(objective: Objective) -> bool:
    serving = (Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONTRIBUTES)
    return Edge.objects.standing().filter(from_objective=objective, kind__in=serving).exists()


def _nothing() -> Place:
    raise NotThere(_("There is nothing here that you may see."), code="not_there")
