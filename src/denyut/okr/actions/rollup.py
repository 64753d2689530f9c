"""Carrying a change up: through key results, objectives, those they serve, and those they contribute to."""

from collections import deque
from collections.abc import Sequence

from django.db.models import F

from denyut.okr.items import contributions_to, fed, items_of
from denyut.okr.models import Cycle, Edge, KeyResult, Objective
from denyut.okr.models.edges import EdgeQuerySet
from denyut.okr.rollups import explain

# What moved: an objective, or a key result that others fed (as objective and key result); and whether everybody may see it.
type Moved = list[tuple[int | tuple[int, int], bool]]
type Node = tuple[str, int]
type Found = dict[int | tuple[int, int], bool]


def carry_up(objective: Objective, *, key_result: KeyResult | None = None, is_remeasured: bool = False) -> Moved:
    """Work out the progress of an objective and of everything above it, as far as something changes and its cycle is open.

    `key_result` is the one that moved, if one did: what it contributes to is worked out too, and with `is_remeasured` what others
    contribute to it. Returns what moved. A constant number of queries for each step up, whatever the history.
    """
    has_edges = Edge.objects.contributing().exists()
    moved: Found = {}
    waiting: list[Node] = []
    if key_result is not None and has_edges:
        waiting += [("key_result", key_result.pk)] if is_remeasured else []
        waiting += _above_key_result(key_result.pk)
    waiting += _roll(objective, moved, is_forced=True, has_edges=has_edges)
    return _climb(waiting, moved, has_edges=has_edges)


def carry_on(objective: Objective) -> Moved:
    """Work out everything above an objective that began to count or ceased to: what it serves, what it and its key results contribute to.

    Returns what moved, as `carry_up` does.
    """
    waiting: list[Node] = [("objective", objective.parent_id)] if objective.parent_id else []
    has_edges = Edge.objects.contributing().exists()
    if has_edges:
        contributions = Edge.objects.contributing()
        waiting += _targets(contributions.filter(from_objective=objective.pk))
        waiting += _targets(contributions.filter(from_key_result__objective=objective.pk))
    return _climb(waiting, {}, has_edges=has_edges)


def catch_up(cycle: Cycle) -> Moved:
    """Work out what goals of other cycles moved in a cycle while it was closed. Returns what moved, as `carry_up` does."""
    serving = Objective.objects.filter(parent__cycle=cycle).exclude(cycle=cycle)
    contributions = Edge.objects.contributing()
    into = contributions.filter(to_objective__cycle=cycle) | contributions.filter(to_key_result__objective__cycle=cycle)
    waiting = {("objective", pk) for pk in serving.values_list("parent", flat=True) if pk} | set(_targets(into))
    return _climb(sorted(waiting), {}, has_edges=contributions.exists())


def _climb(nodes: Sequence[Node], moved: Found, *, has_edges: bool) -> Moved:
    waiting = deque(nodes)
    while waiting:
        kind, pk = waiting.popleft()
        if kind == "key_result":
            waiting.extend(_feed(pk, moved))
        else:
            waiting.extend(_roll(Objective.objects.select_related("cycle").get(pk=pk), moved, has_edges=has_edges))
    return list(moved.items())


def _roll(current: Objective, moved: Found, *, is_forced: bool = False, has_edges: bool) -> list[Node]:
    if current.cycle.is_closed:
        return []
    progress = explain(current.roll_up, items_of(current, has_edges=has_edges), stated=current.stated).total
    if not is_forced and progress == current.progress:
        return []
    Objective.objects.filter(pk=current.pk).update(progress=progress, version=F("version") + 1)
    current.progress, current.version = progress, current.version + 1
    moved[current.pk] = current.is_open
    above: list[Node] = [("objective", current.parent_id)] if current.parent_id else []
    return above + _targets(Edge.objects.contributing().filter(from_objective=current.pk)) if has_edges else above


def _feed(pk: int, moved: Found) -> list[Node]:
    kr = KeyResult.objects.select_related("objective__cycle").get(pk=pk)
    value = None if kr.objective.cycle.is_closed else fed(kr, contributions_to(kr))
    if value is None or value == kr.fed_value:
        return []
    kr.fed_value = value
    if not kr.is_feed_stopped:
        kr.value = value
        kr.progress = kr.progress_at(value)
        kr.series = [*kr.series, format(value.normalize(), "f")][-13:]
    kr.save(update_fields=["fed_value", "value", "progress", "series"])
    # Its row on a board shows the value, also where the objective's progress stays.
    Objective.objects.filter(pk=kr.objective_id).update(version=F("version") + 1)
    moved[kr.objective_id, kr.pk] = kr.objective.is_open
    return [("objective", kr.objective_id), *_above_key_result(kr.pk)]


def _above_key_result(pk: int) -> list[Node]:
    return _targets(Edge.objects.contributing().filter(from_key_result=pk))


def _targets(edges: EdgeQuerySet) -> list[Node]:
    found = edges.values_list("to_objective", "to_key_result")
    return [("objective", o) if o else ("key_result", k) for o, k in found]
