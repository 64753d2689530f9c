"""Goals that count more than once towards the same goal: by their own line and by a contribution, or by two contributions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from denyut.okr.items import CHILDREN
from denyut.okr.lines import Node, node_of
from denyut.okr.models import NOT_COUNTED, Edge, KeyResult, Objective
from denyut.okr.rollups import double_counted, paths_between

WAYS_SHOWN = 5
HAS_PARTS = "has_parts"
type Lines = Mapping[Node, Sequence[Node]]


@dataclass(frozen=True, slots=True)
class Twice:
    """That a goal counts more than once towards another one, and by which ways: each from the one to the other, up to five."""

    node: Node
    end: Node
    ways: tuple[tuple[Node, ...], ...]


def counted_twice(lines: Lines) -> list[Twice]:
    """Where lines part and meet again: the goal at which they part, and the first at which they meet. Raises Circle for circles.

    What lies below the parting and above the meeting counts more than once too, and no longer does when these do not.
    """
    ends: dict[Node, list[Node]] = {}
    for node, end, _ways in double_counted(lines):
        if len(lines.get(node, ())) > 1:
            ends.setdefault(node, []).append(end)
    return [
        Twice(node, end, tuple(paths_between(lines, node, end, at_most=WAYS_SHOWN)))
        for node, found in ends.items()
        for end in found
        if not any(other != end and paths_between(lines, other, end, at_most=1) for other in found)
    ]


def counting_lines() -> dict[Node, list[Node]]:
    """Every line of arithmetic that a contribution has to do with, from what counts to where it counts.

    Without contributions there is none, and nothing can count twice. Three queries, and one for each level of goals above.
    """
    contributions = [
        (node_of(from_objective, from_key_result), node_of(to_objective, to_key_result))
        for from_objective, from_key_result, to_objective, to_key_result in Edge.objects.contributing()
        .exclude(to_objective__roll_up=Objective.RollUp.MANUAL)
        .exclude(to_key_result__is_feed_stopped=True)
        .order_by("id")
        .values_list("from_objective", "from_key_result", "to_objective", "to_key_result")
    ]
    if not contributions:
        return {}
    nodes = {node for pair in contributions for node in pair}
    parts = _parts(pk for kind, pk in nodes if kind == "key_result")
    objectives = _with_all_above({pk for kind, pk in nodes if kind == "objective"} | set(parts.values()))
    lines: dict[Node, list[Node]] = {}
    for key_result, objective in parts.items():
        if objectives[objective].counts_parts:
            lines.setdefault(("key_result", key_result), []).append(("objective", objective))
    for pk, one in objectives.items():
        parent = objectives.get(one.parent or 0)
        if one.counts and parent is not None and parent.counts_children:
            lines.setdefault(("objective", pk), []).append(("objective", one.parent or 0))
    for source, target in contributions:
        lines.setdefault(source, []).append(target)
    return lines


@dataclass(frozen=True, slots=True)
class _Counting:
    """How an objective counts, and what counts in it."""

    parent: int | None
    roll_up: str
    counts: bool
    has_parts: bool

    @property
    def counts_parts(self) -> bool:
        return self.roll_up not in (Objective.RollUp.CHILDREN, Objective.RollUp.MANUAL)

    @property
    def counts_children(self) -> bool:
        is_empty = not self.has_parts and self.roll_up != Objective.RollUp.MANUAL
        return self.roll_up in CHILDREN or is_empty


def _parts(key_results: Iterable[int]) -> dict[int, int]:
    """The objective of each of these key results that counts."""
    counted = KeyResult.objects.counted().filter(pk__in=list(key_results))
    return dict(counted.values_list("pk", "objective"))


def _with_all_above(wanted: set[int]) -> dict[int, _Counting]:
    found: dict[int, _Counting] = {}
    has_parts = Exists(KeyResult.objects.filter(objective=OuterRef("pk")))
    while wanted:
        rows = Objective.objects.filter(pk__in=wanted).annotate(**{HAS_PARTS: has_parts}).order_by("id")
        for pk, parent, roll_up, state, parts in rows.values_list("pk", "parent", "roll_up", "state", HAS_PARTS):
            found[pk] = _Counting(parent, roll_up, state not in NOT_COUNTED, parts)
        wanted = {one.parent for one in found.values() if one.parent} - found.keys()
    return found
