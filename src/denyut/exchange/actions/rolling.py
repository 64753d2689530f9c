"""Carrying very many changes up at once: the same progress as `carry_up` gives one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F

from denyut.exchange.actions.writing import write_fields
from denyut.exchange.existing import in_batches
from denyut.okr.actions.rollup import Moved, carry_up
from denyut.okr.models import NOT_COUNTED, Edge, KeyResult, Objective
from denyut.okr.rollups import Item, explain

FROM_CHILDREN = (Objective.RollUp.CHILDREN, Objective.RollUp.BOTH)


def roll_up(ids: Iterable[int]) -> Moved:
    """Work out the progress of these objectives and of all above them, as far as something changes.

    Those that live by their own key results are counted together, all others one by one. What stands in a closed cycle
    stays as it is. Returns (id, whether everybody may see it) of each that moved.
    """
    ids = set(ids)
    if not ids:
        return []
    running = Objective.objects.filter(cycle__closed_at=None).order_by("id")
    objectives = [one for some in in_batches(ids) for one in running.filter(pk__in=some)]
    items = items_by_objective(ids)
    is_alone = not Edge.objects.contributing().exists()
    by_own = [one for one in objectives if is_alone and items[one.pk] and one.roll_up == Objective.RollUp.KEY_RESULTS]
    moved = dict(count_together(by_own, items))
    counted = {one.pk for one in by_own}
    for one in objectives:
        if one.pk not in counted:
            moved |= dict(carry_up(one))
    above = {one.parent_id for one in objectives if one.parent_id and one.pk in moved} - ids
    return list((moved | dict(roll_up_parents(above))).items())


def roll_up_parents(ids: Iterable[int]) -> Moved:
    """Work out the progress of objectives of which a child came, went or moved, as far as they live by their children."""
    moved: dict[Any, bool] = {}
    for parent in Objective.objects.filter(pk__in=set(ids)).order_by("-id"):
        if lives_by_children(parent):
            moved |= dict(carry_up(parent))
    return list(moved.items())


def items_by_objective(ids: Iterable[int]) -> dict[int, list[Item]]:
    """The key results of objectives as the arithmetic counts them."""
    found: dict[int, list[Item]] = defaultdict(list)
    for some in in_batches(ids):
        rows = KeyResult.objects.filter(objective__in=some).order_by("position", "id")
        for objective, title, weight, progress, state in rows.values_list(
            "objective", "title", "weight", "progress", "state"
        ):
            item = Item(name=title, weight=weight, progress=progress, counts=state not in NOT_COUNTED, reason=state)
            found[objective].append(item)
    return found


def count_together(objectives: Sequence[Objective], items: dict[int, list[Item]]) -> Moved:
    """Progress from own key results, written for all that changed in one statement."""
    changed = []
    for one in objectives:
        progress = explain(one.roll_up, items[one.pk]).total
        if progress != one.progress:
            one.progress, one.version = progress, one.version + 1
            changed.append(one)
    write_fields(changed, ["progress", "version"])
    same = {one.pk for one in objectives}.difference(one.pk for one in changed)
    Objective.objects.filter(pk__in=same).update(version=F("version") + 1)
    return [(one.pk, one.is_open) for one in changed]


def lives_by_children(objective: Objective) -> bool:
    """Whether an objective's progress comes from those that serve it."""
    if objective.roll_up == Objective.RollUp.MANUAL:
        return False
    return objective.roll_up in FROM_CHILDREN or not objective.key_results.exists()
