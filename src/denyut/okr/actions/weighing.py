"""Weights: the shares of a set of goals, which sum to 1."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.actions.revising import revise
from denyut.okr.actions.rollup import carry_up
from denyut.okr.actions.shares import share_key_results
from denyut.okr.models import GONE, KeyResult, Objective
from denyut.okr.values import fitting
from denyut.okr.verbs import WEIGHTS_SET
from denyut.okr.weights import NothingLeft, TooMuch, Weight, edited, freed
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

THOUSANDTH = Decimal("0.001")


@deed("okr.weigh_key_result")
def weigh_key_result(
    actor: Person, key_result: KeyResult, *, weight: Decimal | None = None, reason: str = "", note: str = ""
) -> KeyResult:
    """Fix a key result's share of its objective (0 to 1), or give None to share it out again; the others take the rest in equal parts.

    Raises Refused where the rule says no, Invalid when the fixed shares don't leave room, or when a promised weight moves without a reason.
    """
    objective = as_it_stands(key_result.objective)
    require(actor, "okr.change_objective", objective)
    group = list(objective.key_results.order_by("position", "id"))
    index = [kr.pk for kr in group].index(key_result.pk)
    before = {kr.pk: kr.weight for kr in group}
    _set(group, index, weight)
    changed = [kr for kr in group if kr.weight != before[kr.pk]]
    for kr in changed:
        kr.objective = objective
        is_asked = kr.pk == key_result.pk
        revise(
            actor,
            kr,
            {"weight": [str(before[kr.pk]), str(kr.weight)]},
            reason=reason,
            note=note if is_asked else "",
        )
    _tell(actor, objective)
    return group[index]


@deed("okr.weigh_objective")
def weigh_objective(actor: Person, objective: Objective, *, weight: Decimal | None = None) -> Objective:
    """Fix an objective's share (0 to 1) among those of its department in the cycle, or give None to share it out again.

    Raises as `weigh_key_result` does.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    if objective.state in GONE:
        reason = _("%(label)s is cancelled or archived, so it has no weight. Make it active again first.")
        raise Conflict(reason % {"label": objective.label}, code="gone")
    group = list(_set_of(objective))
    index = [one.pk for one in group].index(objective.pk)
    _set(group, index, weight)
    record(WEIGHTS_SET, actor, objective, facts={**facts_of(objective), "moved": []}, text=objective.title)
    return group[index]


@deed("okr.share_out")
def share_out(actor: Person, objective: Objective, *, weights: Sequence[Decimal], reason: str = "") -> Objective:
    """Fix the shares of all key results of an objective at once, in their order; they have to sum to 1.

    Raises Refused where the rule says no, Invalid for another number of weights or another sum.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    group = list(objective.key_results.order_by("position", "id"))
    shares = [_share(weight) for weight in weights]
    if len(shares) != len(group) or sum(shares) != 1:
        raise Invalid(_("Give each key result a share; all shares together make 1."), code="weights", field="weights")
    for kr, share in zip(group, shares, strict=True):
        kr.objective = objective
        if kr.weight != share:
            revise(actor, kr, {"weight": [str(kr.weight), str(share)]}, reason=reason, note="")
        kr.weight, kr.is_weight_fixed = share, True
        kr.save(update_fields=["weight", "is_weight_fixed"])
    _tell(actor, objective)
    return objective


def fixed_share(objective: Objective, key_result: KeyResult, weight: Decimal) -> None:
    """Fix a new key result's share, inside the deed that adds it; the automatic ones share what is left. Raises Invalid without room."""
    share, group = _share(weight), list(objective.key_results.order_by("position", "id"))
    left = 1 - sum((kr.weight for kr in group if kr.is_weight_fixed and kr.pk != key_result.pk), Decimal(0))
    if share > left:
        reason = _("The other shares are fixed. At most %(left)s is left for this one; free another share first.")
        raise Invalid(reason % {"left": left}, code="weights_over", field="weight")
    KeyResult.objects.filter(pk=key_result.pk).update(weight=share, is_weight_fixed=True)
    share_key_results(objective)


def _set(group: list[Any], index: int, weight: Decimal | None) -> None:
    current = [Weight(one.weight, one.is_weight_fixed, _counts(one)) for one in group]
    after = freed(current, index) if weight is None else _edited(current, index, _share(weight))
    for one, share in zip(group, after, strict=True):
        one.weight, one.is_weight_fixed = share.value, share.is_fixed
        one.save(update_fields=["weight", "is_weight_fixed"])


def _edited(current: list[Weight], index: int, share: Decimal) -> list[Weight]:
    try:
        return edited(current, index, share)
    except TooMuch as error:
        reason = _("The other shares are fixed. At most %(left)s is left for this one; free another share first.")
        raise Invalid(reason % {"left": error.fits}, code="weights_over", field="weight") from error
    except NothingLeft as error:
        reason = _("All other shares are fixed, so this one has to be %(left)s. Free another share first.")
        raise Invalid(reason % {"left": error.fits}, code="weights_fixed", field="weight") from error


def _counts(goal: models.Model) -> bool:
    return bool(getattr(goal, "counts", True))


def _share(weight: Decimal) -> Decimal:
    weight = fitting(weight, "weight")
    if not 0 <= weight <= 1:
        raise Invalid(_("A weight is a share between 0 and 1, for example 0.25."), code="weight", field="weight")
    return weight.quantize(THOUSANDTH)


def _tell(actor: Person, objective: Objective) -> None:
    moved = carry_up(objective)
    record(WEIGHTS_SET, actor, objective, facts={**facts_of(objective), "moved": moved}, text=objective.title)


def _set_of(objective: Objective) -> models.QuerySet[Objective]:
    return Objective.objects.alive().filter(cycle=objective.cycle, department=objective.department)
