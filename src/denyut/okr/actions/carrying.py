"""Carrying a goal over into another cycle: a new draft with the same line of descent. The one before stays as it is."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.actions.carried_results import Carried, carried_numbers, carry_key_result
from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.actions.rollup import carry_up
from denyut.okr.actions.shares import share_key_results, share_set
from denyut.okr.lineage import is_zombie, times_carried
from denyut.okr.models import PLANNED, Cycle, KeyResult, Objective, State
from denyut.okr.scores import Start
from denyut.okr.values import chosen
from denyut.okr.verbs import OBJECTIVE_ADDED, OBJECTIVE_CARRIED, OBJECTIVE_CONTINUED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, may, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

COPIED = ("title", "description", "department", "level", "ambition", "roll_up", "visibility")
NEVER_CARRIED = (*PLANNED, State.CANCELLED)


@dataclass(frozen=True)
class _Way:
    """Into which cycle, from where in the numbers, and whether it was asked whether the goal is still wanted."""

    cycle: Cycle
    start: Start
    is_sure: bool


@dataclass(frozen=True)
class _Left:
    """The key results of an objective that go on, and how many it has."""

    carried: list[Carried]
    number: int

    @property
    def is_nothing(self) -> bool:
        return self.number > 0 and not self.carried

    @property
    def is_all(self) -> bool:
        return self.number == len(self.carried)


@deed("okr.carry_over")
def carry_over(
    actor: Person,
    objective: Objective,
    cycle: Cycle,
    *,
    start: str = Start.CURRENT,
    owner: Person | None = None,
    with_children: bool = False,
    is_sure: bool = False,
) -> Objective:
    """Carry an objective over into a later cycle as a draft, with key results that are not reached yet. Once is enough: again gives the
    one that was made.

    `start` says from where its numbers begin: the current value, the start value as it was, or 0 with only what is left. `owner` is the
    new owner, by default the same; `with_children` takes along what serves it, as far as the actor answers for it. Open work moves over.
    Raises Refused where the rules say no; Conflict for a goal that was never agreed, an earlier cycle, when nothing is left to reach, or
    when it was carried over twice already and nobody `is_sure`; Invalid when its owner has left.
    """
    objective, cycle = as_it_stands(objective), Cycle.objects.get(pk=cycle.pk)
    way = _Way(cycle, chosen(Start, start, "start"), is_sure)
    require(actor, "okr.carry_over", objective)
    require(actor, "okr.add_objective", cycle, objective.department)
    made = _made_before(objective, cycle)
    if made is not None:
        return made
    _check(objective, way)
    new_owner = owner or objective.owner
    if not new_owner.is_active:
        gone = _("%(owner)s has left. Choose who owns it from now on.")
        raise Invalid(gone % {"owner": new_owner.name}, code="owner_gone", field="owner")
    left = _left_of(objective, way.start)
    if left.is_nothing:
        raise Conflict(
            _("All its key results are reached. Keep the start values, or set yourselves a new goal."),
            code="nothing_remains",
            field="start",
        )
    goal = _carry(actor, objective, left, way, owner=new_owner, parent=_parent_in(objective, cycle))
    if with_children:
        _carry_children(actor, objective, goal, way)
    return goal


def _made_before(objective: Objective, cycle: Cycle) -> Objective | None:
    return objective.carried_to.filter(cycle=cycle).exclude(state=State.CANCELLED).first()


def _check(objective: Objective, way: _Way) -> None:
    if objective.state in NEVER_CARRIED:
        raise Conflict(
            _("Only agreed goals are carried over. This one is a draft or was cancelled."), code="not_agreed"
        )
    if way.cycle.ends_on <= objective.cycle.ends_on:
        raise Conflict(_("Choose a cycle that ends later than the goal's own."), code="not_later", field="cycle")
    times = times_carried(objective)
    if is_zombie(times) and not way.is_sure:
        asked = _(
            "Times “%(title)s” was carried over already: %(times)s. Is it still the right goal? Confirm it, or let it end."
        )
        raise Conflict(asked % {"title": objective.title, "times": times}, code="zombie", field="is_sure")


def _parent_in(objective: Objective, cycle: Cycle) -> Objective | None:
    """What it served, if that goes on in the new cycle."""
    parent = objective.parent
    if parent is None or parent.state in (State.CANCELLED, State.ARCHIVED):
        return None
    goes_on = parent.cycle.starts_on <= cycle.ends_on and cycle.starts_on <= parent.cycle.ends_on
    return parent if goes_on else _made_before(parent, cycle)


def _left_of(objective: Objective, start: Start) -> _Left:
    rows = KeyResult.objects.filter(objective=objective).exclude(state=State.CANCELLED)
    found = [carried_numbers(kr, start) for kr in rows.select_related("owner", "delegate").order_by("position", "id")]
    return _Left([one for one in found if one is not None], len(found))


def _carry(
    actor: Person, objective: Objective, left: _Left, way: _Way, *, owner: Person, parent: Objective | None
) -> Objective:
    cycle, now = way.cycle, clock.now()
    goal = Objective(
        cycle=cycle,
        owner=owner,
        parent=parent,
        state=State.DRAFT,
        carried_from=objective,
        lineage=objective.lineage or objective.pk,
        position=Objective.objects.filter(cycle=cycle, department=objective.department).count(),
        made_at=now,
        **{name: getattr(objective, name) for name in COPIED},
    )
    goal.save(force_insert=True)
    share_set(goal)
    record(OBJECTIVE_ADDED, actor, goal, facts={**facts_of(goal), "moved": []}, text=goal.title)
    for number in left.carried:
        carry_key_result(actor, goal, number, former=objective.owner, keeps_weight=left.is_all)
    share_key_results(goal)
    carry_up(goal)
    _tell(actor, objective, goal, way.start)
    return as_it_stands(goal)


def _tell(actor: Person, objective: Objective, goal: Objective, start: Start) -> None:
    link: dict[str, Any] = {"from": objective.pk, "to": goal.pk, "start": start.value}
    record(OBJECTIVE_CONTINUED, actor, goal, facts={**facts_of(goal), **link}, text=objective.cycle.name)
    record(OBJECTIVE_CARRIED, actor, objective, facts={**facts_of(objective), **link}, text=goal.cycle.name)


def _carry_children(actor: Person, objective: Objective, goal: Objective, way: _Way) -> None:
    serving = Objective.objects.filter(parent=objective, cycle=objective.cycle_id).exclude(state__in=NEVER_CARRIED)
    for child in serving.select_related("cycle", "owner", "department", "parent").order_by("position", "id"):
        is_allowed = may(actor, "okr.carry_over", child) and may(
            actor, "okr.add_objective", way.cycle, child.department
        )
        if not is_allowed or _made_before(child, way.cycle) is not None:
            continue
        _check(child, way)
        left = _left_of(child, way.start)
        if not left.is_nothing:
            owner = child.owner if child.owner.is_active else goal.owner
            _carry_children(actor, child, _carry(actor, child, left, way, owner=owner, parent=goal), way)
