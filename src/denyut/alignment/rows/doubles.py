"""What counts twice, as the page of a goal tells it."""

from dataclasses import dataclass

from denyut.okr.double_counts import Twice, counted_twice, counting_lines
from denyut.okr.ends import Goal, node
from denyut.okr.lines import Node, named
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class Doubled:
    """That one goal counts `number` times towards another: `ways` are lines as "KR-3 → O-2 → O-1"."""

    label: str
    title: str
    end_label: str
    end_title: str
    number: int
    ways: list[str]


def doubles_of(viewer: Person, goal: Goal) -> list[Doubled]:
    """What counts twice, of this goal (of an objective its key results too) or towards it, as far as the viewer sees all goals on the
    ways. Without contributions one query; where something counts twice three more."""
    found = counted_twice(counting_lines())
    if not found:
        return []
    nodes = {node(goal)}
    if isinstance(goal, Objective):
        nodes |= {("key_result", pk) for pk in KeyResult.objects.filter(objective=goal).values_list("pk", flat=True)}
    found = [one for one in found if one.node in nodes or one.end in nodes]
    titles = _titles(viewer, {point for one in found for way in one.ways for point in way})
    return [_doubled(one, titles) for one in found if all(point in titles for way in one.ways for point in way)]


def _titles(viewer: Person, nodes: set[Node]) -> dict[Node, str]:
    objectives = Objective.objects.visible_to(viewer).filter(pk__in=[pk for kind, pk in nodes if kind == "objective"])
    parts = KeyResult.objects.visible_to(viewer).filter(pk__in=[pk for kind, pk in nodes if kind == "key_result"])
    return {("objective", pk): title for pk, title in objectives.values_list("pk", "title")} | {
        ("key_result", pk): title for pk, title in parts.values_list("pk", "title")
    }


def _doubled(one: Twice, titles: dict[Node, str]) -> Doubled:
    return Doubled(
        label=named(one.node),
        title=titles[one.node],
        end_label=named(one.end),
        end_title=titles[one.end],
        number=len(one.ways),
        ways=[" → ".join(map(named, way)) for way in one.ways],
    )
