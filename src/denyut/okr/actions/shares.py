"""Sharing weights out anew when a goal joins a set, leaves it or is put off."""

from collections.abc import Sequence
from typing import Any

from denyut.okr.models import KeyResult, Objective
from denyut.okr.weights import Weight, settled


def share_key_results(objective: Objective) -> None:
    """Give the key results of an objective shares that sum to 1; fixed ones keep theirs where there is room. Two queries."""
    group = list(KeyResult.objects.filter(objective=objective).order_by("position", "id"))
    _share(group, KeyResult)


def share_set(objective: Objective) -> None:
    """Give the objectives of a department in a cycle shares that sum to 1. Two queries."""
    group = Objective.objects.alive().filter(cycle=objective.cycle_id, department=objective.department_id)
    _share(list(group.order_by("position", "id")), Objective)


def _share(group: Sequence[Any], model: Any) -> None:
    weights = [Weight(one.weight, one.is_weight_fixed, getattr(one, "counts", True)) for one in group]
    changed = []
    # What somebody fixed stays as they said, and so does the share of what is put off: it comes back with it.
    for one, weight, share in zip(group, weights, settled(weights), strict=True):
        if weight.counts and not weight.is_fixed and one.weight != share:
            one.weight = share
            changed.append(one)
    if changed:
        model.objects.bulk_update(changed, ["weight"])
