"""Deeds on objectives."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.actions.primaries import end_primaries
from denyut.okr.actions.revising import changes_between, not_stale, revise, values_of
from denyut.okr.actions.rollup import Moved, carry_up
from denyut.okr.actions.shares import share_set
from denyut.okr.lines import closes_line
from denyut.okr.models import Cycle, Objective, State, Visibility
from denyut.okr.models.objectives import PLANNED
from denyut.okr.summing import check_summed
from denyut.okr.values import chosen, fitting, own_key
from denyut.okr.verbs import OBJECTIVE_ADDED, OBJECTIVE_CHANGED, PROGRESS_STATED
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

CHANGING = ("title", "description", "owner", "department", "parent", "ambition", "roll_up", "visibility", "level")
# As who answers for a goal says: these decide who that is, and who sees it.
HANDED_OVER = ("owner", "department", "visibility")


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
    level: str = "",
    state: str = State.ACTIVE,
    external_key: str | None = None,
) -> Objective:
    """Add an objective to a cycle, owned by the actor unless another owner is named.

    `state` is draft, proposed or active; `level` follows from the department unless it is said. Raises Refused where the rule says no,
    Invalid for an empty or overlong title or a choice that is none.
    """
    cycle = Cycle.objects.get(pk=cycle.pk)
    require(actor, "okr.add_objective", cycle, department)
    first = _first(state)
    now = clock.now()
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
        level=_level(level, department),
        external_key=own_key(Objective, external_key),
        position=Objective.objects.filter(cycle=cycle, department=department).count(),
        state=first,
        published_at=None if first in PLANNED else now,
        made_at=now,
    )
    objective.lineage = objective.pk
    objective.save(update_fields=["lineage"])
    share_set(objective)
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
    level: str = "",
    edition: int | None = None,
    reason: str = "",
    note: str = "",
) -> Objective:
    """Change an objective; what it was stays as a revision.

    `edition` is the one the change was made upon. Raises Refused where the rule says no, Invalid for its title, Conflict when it would
    serve itself or when somebody changed it since.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    not_stale(objective, edition)
    _check_line(objective, parent)
    before, former, was_open = values_of(objective, CHANGING), objective.parent, objective.is_open
    moved_house = objective.department != department
    objective.title, objective.description = _checked(title), description.strip()
    objective.owner, objective.department, objective.parent = owner or objective.owner, department, parent
    objective.ambition = chosen(Objective.Ambition, ambition, "ambition")
    objective.roll_up = _summed(objective, chosen(Objective.RollUp, roll_up, "roll_up"))
    objective.visibility = chosen(Visibility, visibility, "visibility")
    objective.level = _level(level, department) if level or moved_house else objective.level
    changes = changes_between(before, values_of(objective, CHANGING))
    if any(field in HANDED_OVER for field in changes):
        require(actor, "okr.hand_over_objective", as_it_stands(objective))
    revise(actor, objective, changes, reason=reason, note=note)
    objective.version += 1
    objective.edition += 1
    objective.save()
    if moved_house:
        _share_both(objective, before["department"])
    if former != objective.parent:
        end_primaries(actor, objective)
    moved = carry_up(objective) + _left_and_joined(former, objective.parent)
    seen = {"changed": sorted(changes), "visibility": objective.visibility}
    facts = {**facts_of(objective), **seen, "was_open": was_open, "moved": moved}
    record(OBJECTIVE_CHANGED, actor, objective, facts=facts, text=objective.title)
    return objective


@deed("okr.state_progress")
def state_progress(actor: Person, objective: Objective, *, percent: Decimal, note: str = "") -> Objective:
    """State the progress (0 to 100) of an objective whose progress comes from its owner.

    Raises Refused where the rule says no, Conflict when its progress is counted, Invalid for a percentage that is none.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    if objective.roll_up != Objective.RollUp.MANUAL:
        raise Conflict(
            _("This objective's progress is counted from its parts. Choose “What its owner states” first."),
            code="counted",
        )
    if not 0 <= fitting(percent, "percent") <= 100:
        raise Invalid(_("A percentage lies between 0 and 100."), code="not_percent", field="percent")
    objective.stated = percent / 100
    objective.save(update_fields=["stated"])
    facts = {**facts_of(objective), "percent": str(percent), "moved": carry_up(objective)}
    record(PROGRESS_STATED, actor, objective, facts=facts, text=note.strip()[:500])
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


def _first(state: str) -> State:
    first = chosen(State, state, "state")
    if first not in (State.DRAFT, State.PROPOSED, State.ACTIVE):
        raise Invalid(_("A new goal is a draft, a proposal, or active."), code="first_state", field="state")
    return first


def _level(level: str, department: Department | None) -> str:
    usual = Objective.Level.COMPANY if department is None else Objective.Level.TEAM
    return chosen(Objective.Level, level, "level").value if level else usual.value


def _checked(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > 300:
        raise Invalid(_("Give it a title of up to 300 letters."), code="title", field="title")
    return title


def _check_line(objective: Objective, parent: Objective | None) -> None:
    if parent is not None and closes_line(("objective", objective.pk), ("objective", parent.pk)):
        raise Conflict(
            _("An objective can't serve itself, not even through others. Choose another one."),
            code="circle",
            field="parent",
        )


def _summed(objective: Objective, mode: Objective.RollUp) -> Objective.RollUp:
    if mode == Objective.RollUp.SUM:
        check_summed(objective)
    return mode


def _share_both(objective: Objective, former: int | None) -> None:
    share_set(objective)
    left = Objective.objects.alive().filter(cycle=objective.cycle_id, department=former).first()
    if left is not None:
        share_set(left)


def _left_and_joined(former: Objective | None, parent: Objective | None) -> Moved:
    if former == parent:
        return []
    return [pair for goal in (former, parent) if goal is not None for pair in carry_up(as_it_stands(goal))]
