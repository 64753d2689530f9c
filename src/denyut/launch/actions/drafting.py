"""Deeds by which groups become goals: the objective, its key results, and the departments each of them needs."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from denyut.launch.actions.workshops import as_it_stands, in_phase, tell
from denyut.launch.models import Group, Phase, Position, Workshop
from denyut.launch.verbs import DEPARTMENTS_NAMED, GOAL_DRAFTED
from denyut.okr.actions import add_key_result, add_objective
from denyut.okr.models import KeyResult, Objective, State
from denyut.people.models import Department, Person
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed


@deed("launch.draft_objective")
def draft_objective(
    actor: Person,
    group: Group,
    *,
    title: str = "",
    department: Department | None = None,
    owner: Person | None = None,
) -> Group:
    """Draft an objective from a group of ideas; it has the group's title, and is the company's, unless another is given.

    Raises Refused where the rules say no, Conflict outside the drafting or for a group that has one, Invalid as goals do.
    """
    group = Group.objects.select_related("workshop", "objective").get(pk=group.pk)
    workshop = as_it_stands(group.workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.DRAFT)
    if group.objective is not None and group.objective.state != State.CANCELLED:
        raise Conflict(_("An objective was drafted from this group already."), code="drafted")
    group.objective = add_objective.function(
        actor,
        workshop.cycle,
        title=title or group.title,
        department=department,
        owner=owner,
        state=State.DRAFT,
    )
    group.save(update_fields=["objective"])
    tell(GOAL_DRAFTED, actor, workshop)
    return group


@deed("launch.draft_key_result")
def draft_key_result(
    actor: Person,
    group: Group,
    *,
    title: str,
    unit: str,
    baseline: Decimal,
    target: Decimal,
    owner: Person,
    departments: Sequence[Department] = (),
) -> KeyResult:
    """Draft a key result of a group's objective: what is counted, from where to where, and who answers for it. `departments` have to agree.

    Raises Refused where the rules say no, Conflict outside the drafting or before the objective, Invalid without a unit or as goals do.
    """
    group = Group.objects.select_related("workshop", "objective").get(pk=group.pk)
    workshop = as_it_stands(group.workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.DRAFT, Phase.AGREE)
    if group.objective is None:
        raise Conflict(_("Draft the objective first."), code="no_objective")
    if not unit.strip():
        raise Invalid(_("Say what is counted: minutes, percent, customers…"), code="unit", field="unit")
    kr = add_key_result.function(
        actor, group.objective, title=title, unit=unit.strip(), baseline=baseline, target=target, owner=owner
    )
    _name(workshop, kr, departments)
    tell(GOAL_DRAFTED, actor, workshop)
    return kr


@deed("launch.name_departments")
def name_departments(
    actor: Person, workshop: Workshop, key_result: KeyResult, *, departments: Sequence[Department]
) -> KeyResult:
    """Name the departments that a key result needs. Who has said something already stays; others that are not named are asked no more.

    Raises Refused where the rule says no, Conflict before the drafting, Invalid for a key result of elsewhere or one that is not drafted.
    """
    workshop = as_it_stands(workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.DRAFT, Phase.AGREE)
    if not goals_of(workshop).filter(pk=key_result.objective_id).exists():
        raise Invalid(_("This key result is not of this workshop."), code="other_workshop", field="key_result")
    still = Position.objects.filter(workshop=workshop, key_result=key_result, stance="")
    still.exclude(department__in=departments).delete()
    _name(workshop, key_result, departments)
    tell(DEPARTMENTS_NAMED, actor, workshop)
    return key_result


def goals_of(workshop: Workshop) -> QuerySet[Objective]:
    """The objectives that were drafted in a workshop."""
    return Objective.objects.filter(pk__in=workshop.groups.filter(removed_at=None).values("objective"))


def _name(workshop: Workshop, kr: KeyResult, departments: Sequence[Department]) -> None:
    known = set(Position.objects.filter(workshop=workshop, key_result=kr).values_list("department", flat=True))
    Position.objects.bulk_create(
        [Position(workshop=workshop, key_result=kr, department=one) for one in departments if one.pk not in known]
    )
