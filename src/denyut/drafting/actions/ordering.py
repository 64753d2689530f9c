"""Deeds on the order of goals in a draft, and on the draft as a whole."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.drafting.verbs import KEY_RESULT_PLACED, OBJECTIVE_PLACED
from denyut.okr.actions import move_objective
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.models import Cycle, KeyResult, Objective, State
from denyut.people.models import Department, Person
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

STEPS = {"up": -1, "down": 1}


@deed("drafting.place_objective")
def place_objective(actor: Person, objective: Objective, *, to: str) -> Objective:
    """Move a drafted objective "up" or "down" by one among those of its set; at the end nothing changes.

    Raises Refused where the rule says no, Invalid for another direction.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    family = list(Objective.objects.alive().filter(cycle=objective.cycle_id, department=objective.department_id))
    if _shift(family, objective, to, [one for one in family if one.is_planned]):
        Objective.objects.bulk_update(family, ["position"])
        record(OBJECTIVE_PLACED, actor, objective, facts=facts_of(objective), text=objective.title)
    return objective


@deed("drafting.place_key_result")
def place_key_result(actor: Person, key_result: KeyResult, *, to: str) -> KeyResult:
    """Move a key result "up" or "down" by one in its objective; at the end nothing changes. Raises as `place_objective`."""
    kr = kr_as_it_stands(key_result)
    objective = as_it_stands(kr.objective)
    require(actor, "okr.change_objective", objective)
    family = list(KeyResult.objects.filter(objective=objective).exclude(state=State.CANCELLED))
    if _shift(family, kr, to, family):
        KeyResult.objects.bulk_update(family, ["position"])
        # Boards keep an objective's rows by its version.
        objective.version += 1
        objective.save(update_fields=["version"])
        record(KEY_RESULT_PLACED, actor, kr, facts={**facts_of(objective), "key_result": kr.pk}, text=kr.title)
    return kr


@deed("drafting.propose_set")
def propose_set(actor: Person, cycle: Cycle, *, department: Department | None = None) -> Cycle:
    """Propose all drafts of a department, or without one of the whole company, in a cycle.

    Raises Conflict when there is none, else as `move_objective` does for the first that may not be moved.
    """
    return _moved(actor, cycle, department, (State.DRAFT,), State.PROPOSED)


@deed("drafting.publish_set")
def publish_set(actor: Person, cycle: Cycle, *, department: Department | None = None) -> Cycle:
    """Publish all drafts and proposals of a set: all of them or none. Raises as `propose_set` does."""
    return _moved(actor, cycle, department, (State.DRAFT, State.PROPOSED, State.AGREED), State.ACTIVE)


def _moved(actor: Person, cycle: Cycle, department: Department | None, now: tuple[State, ...], to: State) -> Cycle:
    seen = Objective.objects.visible_to(actor).filter(cycle=cycle, department=department, state__in=now)
    goals = list(seen)
    if not goals:
        raise Conflict(_("There is no draft here that could be moved."), code="nothing_drafted")
    for objective in goals:
        move_objective.function(actor, objective, to=to)
    return Cycle.objects.get(pk=cycle.pk)


def _shift[G: (Objective, KeyResult)](family: list[G], goal: G, to: str, shown: Sequence[G]) -> bool:
    """Give the goals of a family new positions, `goal` beyond its neighbour among those shown. False at the end."""
    if to not in STEPS:
        raise Invalid(_("A goal moves “up” or “down”."), code="not_a_choice", field="to")
    place = list(shown).index(goal) + STEPS[to]
    if not 0 <= place < len(shown):
        return False
    neighbour = shown[place]
    family.remove(goal)
    family.insert(family.index(neighbour) + (1 if to == "down" else 0), goal)
    for position, one in enumerate(family):
        one.position = position
    return True
