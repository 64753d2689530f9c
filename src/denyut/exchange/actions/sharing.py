"""Sharing the weights of many sets of goals out anew."""

from collections import defaultdict
from collections.abc import Iterable

from denyut.exchange.actions.writing import write_fields
from denyut.exchange.existing import in_batches
from denyut.okr.models import KeyResult, Objective
from denyut.okr.weights import Weight, settled

type Place = tuple[int, int | None]


def share_out(group: Iterable[KeyResult | Objective]) -> list[KeyResult | Objective]:
    """Gives the goals of one set shares that sum to 1, unsaved. Returns those that changed."""
    goals = list(group)
    weights = [Weight(one.weight, one.is_weight_fixed, getattr(one, "counts", True)) for one in goals]
    changed = []
    for one, share in zip(goals, settled(weights), strict=True):
        if one.weight != share:
            one.weight = share
            changed.append(one)
    return changed


def share_key_results_of(ids: Iterable[int]) -> None:
    """Share out the weights of the key results of objectives."""
    groups: dict[int, list[KeyResult]] = defaultdict(list)
    for some in in_batches(ids):
        for kr in KeyResult.objects.filter(objective__in=some).order_by("position", "id"):
            groups[kr.objective_id].append(kr)
    write_fields([kr for group in groups.values() for kr in share_out(group)], ["weight"])


def share_sets(places: Iterable[Place]) -> None:
    """Share out the weights of the objectives of each department in a cycle."""
    changed = []
    for cycle, department in places:
        group = Objective.objects.alive().filter(cycle=cycle, department=department).order_by("position", "id")
        changed += share_out(group)
    write_fields(changed, ["weight"])
