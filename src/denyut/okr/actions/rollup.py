"""Carrying a change up: through key results, objectives, those they serve, and those they contribute to."""

from collections import deque

from django.db.models import F

from denyut.okr.items import contributions_to, fed, items_of
from denyut.okr.models import Edge, KeyResult, Objective
from denyut.okr.models.edges import EdgeQuerySet
from denyut.okr.rollups import explain

type Moved = list[tuple[int, bool]]
type Node = tuple[str, int]


def carry_up(objective: Objective, *, key_result: KeyResult | None = None) -> Moved:
    """Work out the progress of an objective and of everything above it, as far as something changes.

    `key_result` is the one that moved, if one did: what it contributes to is worked out too. Returns (id, whether everybody may see it)
    of each objective that moved. A constant number of queries for each step up, whatever the history.
    """
    has_edges = Edge.objects.contributing().exists()
    moved: dict[int, bool] = {}
    waiting: deque[Node] = deque()
    if key_result is not None and has_edges:
        waiting.extend(_above_key_result(key_result.pk))
    waiting.extend(_roll(objective, moved, is_forced=True, has_edges=has_edges))
    while waiting:
        kind, pk = waiting.popleft()
        above = _feed(pk) if kind == "key_result" else _roll(Objective.objects.get(pk=pk), moved, has_edges=has_edges)
        waiting.extend(above)
    return list(moved.items())


def _roll(current: Objective, moved: dict[int, bool], *, is_forced: bool = False, has_edges: bool) -> list[Node]:
    progress = explain(current.roll_up, items_of(current, has_edges=has_edges), stated=current.stated).total
    if not is_forced and progress == current.progress:
        return []
    Objective.objects.filter(pk=current.pk).update(progress=progress, version=F("version") + 1)
    current.progress, current.version = progress, current.version + 1
    moved[current.pk] = current.is_open
    above: list[Node] = [("objective", current.parent_id)] if current.parent_id else []
    return above + _targets(Edge.objects.contributing().filter(from_objective=current.pk)) if has_edges else above


def _feed(pk: int) -> list[Node]:
    kr = KeyResult.objects.select_related("objective").get(pk=pk)
    value = fed(kr, contributions_to(kr))
    if value is None or value == kr.fed_value:
        return []
    kr.fed_value = value
    if not kr.is_feed_stopped:
        kr.value = value
        kr.progress = kr.progress_at(value)
        kr.series = [*kr.series, format(value.normalize(), "f")][-13:]
    kr.save(update_fields=["fed_value", "value", "progress", "series"])
    return [("objective", kr.objective_id), *_above_key_result(kr.pk)]


def _above_key_result(pk: int) -> list[Node]:
    return _targets(Edge.objects.contributing().filter(from_key_result=pk))


def _targets(edges: EdgeQuerySet) -> list[Node]:
    found = edges.values_list("to_objective", "to_key_result")
    return [("objective", o) if o else ("key_result", k) for o, k in found]
