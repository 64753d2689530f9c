"""Deeds on one field of a drafted goal, which others may be changing at the same time."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from denyut.drafting.fields import field_named, meant, plain, tidied
from denyut.drafting.merging import settled
from denyut.okr.actions import change_key_result, change_objective
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import as_it_stands
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import Deed, deed

# The edition is the one that was just read: deeds take turns, so nobody is in between.
NOT_ABOUT_THE_GOAL = ("edition", "reason", "note")


@deed("drafting.write_objective")
def write_objective(actor: Person, objective: Objective, *, field: str, value: str, was: str) -> Objective:
    """Write one field of a drafted objective ("title", "description", "owner"); all others stay as they are.

    `was` is what the writer started from. When somebody else wrote meanwhile, different words are merged. Raises Conflict
    ("changed_meanwhile") when both changed the same, or when the objective is published; else as `change_objective`.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    return _written(objective, field, value, was, lambda others: change_objective.function(actor, objective, **others))


@deed("drafting.write_key_result")
def write_key_result(actor: Person, key_result: KeyResult, *, field: str, value: str, was: str) -> KeyResult:
    """Write one field of a drafted key result ("title", "kind", "baseline", "target", "unit", "owner").

    Raises as `write_objective` and `change_key_result` do.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.change_objective", kr.objective)
    return _written(kr, field, value, was, lambda others: change_key_result.function(actor, kr, **others))


def _written[G: (Objective, KeyResult)](
    goal: G, name: str, value: str, was: str, change: Callable[[dict[str, Any]], G]
) -> G:
    field = field_named(goal, name)
    _check_is_planned(goal if isinstance(goal, Objective) else goal.objective)
    now = plain(goal, field)
    settlement = settled(tidied(field, was), tidied(field, value), now, is_text=field.sort.is_text)
    if settlement is None:
        raise Conflict(
            _("Somebody changed this while you were writing. Choose one of the two, then save again."),
            code="changed_meanwhile",
            field=name,
        )
    if settlement == now:
        return goal
    whole: Deed[..., Any] = change_objective if isinstance(goal, Objective) else change_key_result
    return change(_as_it_is(whole, goal) | {name: meant(field, settlement)})


def _check_is_planned(objective: Objective) -> None:
    if not objective.is_planned:
        raise Conflict(_("This goal is published. Change it on its own page."), code="published")


def _as_it_is(whole: Deed[..., Any], goal: Objective | KeyResult) -> dict[str, Any]:
    """Everything that the deed on a whole goal may change, as it stands."""
    return {name: getattr(goal, name) for name in whole.options() if name not in NOT_ABOUT_THE_GOAL}
