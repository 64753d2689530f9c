"""Deeds on objectives."""

from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.actions.rollup import carry_up
from denyut.okr.models import Cycle, Objective, Visibility
from denyut.okr.values import chosen, own_key
from denyut.okr.verbs import OBJECTIVE_ADDED, OBJECTIVE_CANCELLED, OBJECTIVE_CHANGED
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("okr.add_objective")
def add_objective(
    actor: Person,
    cycle: Cycle,
    *,
    title: str,
    description: str = "",
    owner: Person | None = None,
    department: Department | None = None,
    parent: Objective | None = None,
    ambition: str = Objective.Ambition.COMMITTED,
    roll_up: str = Objective.RollUp.KEY_RESULTS,
    visibility: str = Visibility.PUBLIC,
    external_key: str | None = None,
) -> Objective:
    """Add an objective to a cycle, owned by the actor unless another owner is named.

    Raises Refused where the rule says no, Invalid for an empty or overlong title.
    """
    cycle = Cycle.objects.get(pk=cycle.pk)
    require(actor, "okr.add_objective", cycle, department)
    objective = Objective.objects.create(
        cycle=cycle,
        title=_checked(title),
        description=description.strip(),
        owner=owner or actor,
        department=department,
        parent=parent,
        ambition=chosen(Objective.Ambition, ambition, "ambition"),
        roll_up=chosen(Objective.RollUp, roll_up, "roll_up"),
        visibility=chosen(Visibility, visibility, "visibility"),
        external_key=own_key(Objective, external_key),
        position=Objective.objects.filter(cycle=cycle, department=department).count(),
        made_at=clock.now(),
    )
    moved = carry_up(as_it_stands(parent)) if parent else []
    record(OBJECTIVE_ADDED, actor, objective, facts={**facts_of(objective), "moved": moved}, text=objective.title)
    return objective


@deed("okr.change_objective")
def change_objective(
    actor: Person,
    objective: Objective,
    *,
    title: str,
    description: str = "",
    owner: Person | None = None,
    department: Department | None = None,
    parent: Objective | None = None,
    ambition: str = Objective.Ambition.COMMITTED,
    roll_up: str = Objective.RollUp.KEY_RESULTS,
    visibility: str = Visibility.PUBLIC,
) -> Objective:
    """Change an objective. Raises Refused where the rule says no, Invalid for its title, Conflict when it would serve itself."""
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    _check_line(objective, parent)
    former, was_open = objective.parent, objective.is_open
    objective.title, objective.description = _checked(title), description.strip()
    objective.owner, objective.department, objective.parent = owner or objective.owner, department, parent
    objective.ambition = chosen(Objective.Ambition, ambition, "ambition")
    objective.roll_up = chosen(Objective.RollUp, roll_up, "roll_up")
    objective.visibility = chosen(Visibility, visibility, "visibility")
    objective.version += 1
    objective.save()
    moved = carry_up(objective) + (carry_up(former) if former and former != parent else [])
    facts = {**facts_of(objective), "was_open": was_open, "moved": moved}
    record(OBJECTIVE_CHANGED, actor, objective, facts=facts, text=objective.title)
    return objective


@deed("okr.cancel_objective")
def cancel_objective(actor: Person, objective: Objective) -> Objective:
    """Cancel an objective: it leaves the board and takes no more check-ins; its history stays. Again changes nothing."""
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    if objective.cancelled_at is None:
        objective.cancelled_at = clock.now()
        objective.version += 1
        objective.save(update_fields=["cancelled_at", "version"])
        moved = carry_up(objective.parent) if objective.parent else []
        record(
            OBJECTIVE_CANCELLED, actor, objective, facts={**facts_of(objective), "moved": moved}, text=objective.title
        )
    return objective


def facts_of(objective: Objective) -> dict[str, Any]:
    """The plain facts that every event of a goal carries."""
    return {
        "objective": objective.pk,
        "cycle": objective.cycle_id,
        "department": objective.department_id,
        "open": objective.is_open,
        "owner": objective.owner_id,
    }


def as_it_stands(objective: Objective) -> Objective:
    """The row as it is now: the caller may have read it before somebody else moved it."""
    return Objective.objects.select_related("cycle", "owner", "department", "parent").get(pk=objective.pk)


def _checked(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > 300:
        raise Invalid(_("Give it a title of up to 300 letters."), code="title", field="title")
    return title


def _check_line(objective: Objective, parent: Objective | None) -> None:
    # Asked of the table at each step: the caller's parent may have been read before it was moved itself.
    ancestor, seen = parent.pk if parent else None, set[int]()
    while ancestor is not None and ancestor not in seen:
        if ancestor == objective.pk:
            raise Conflict(
                _("An objective can't serve itself, not even through others. Choose another one."),
                code="circle",
                field="parent",
            )
        seen.add(ancestor)
        ancestor = Objective.objects.filter(pk=ancestor).values_list("parent", flat=True).first()
