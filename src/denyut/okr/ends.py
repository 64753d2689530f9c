"""The two ends of an edge: which goals they are, and which of them is asked for an answer."""

from collections.abc import Sequence
from typing import Any

from denyut.okr.lines import Node
from denyut.okr.models import Edge, KeyResult, Objective
from denyut.okr.models.edges import EdgeQuerySet

type Goal = Objective | KeyResult
_OBJECTIVE = ("cycle", "owner", "department")
_KEY_RESULT = ("owner", *(f"objective__{name}" for name in _OBJECTIVE))


def with_ends(edges: EdgeQuerySet) -> EdgeQuerySet:
    """The same edges with both goals, the people and what they answer loaded."""
    ends = [f"{end}_objective__{name}" for end in ("from", "to") for name in _OBJECTIVE]
    ends += [f"{end}_key_result__{name}" for end in ("from", "to") for name in _KEY_RESULT]
    return edges.select_related(*ends, "proposed_by", "asked", "answered_by", "counter_to__counter_to__counter_to")


def objective_of(goal: Goal) -> Objective:
    """The objective a goal is, or belongs to."""
    return goal if isinstance(goal, Objective) else goal.objective


def node(goal: Goal) -> Node:
    """A goal as a point of the lines between goals."""
    return ("objective" if isinstance(goal, Objective) else "key_result", goal.pk)


def asks_source(edge: Edge) -> bool:
    """Whether the side from which an edge starts is asked: a counter-proposal goes back to where the proposal came from."""
    return edge.counter_to is not None and not asks_source(edge.counter_to)


def asked_end(edge: Edge) -> Goal:
    """The goal for which an answer is awaited."""
    end: Goal = edge.source if asks_source(edge) else edge.target
    return end


def asking_end(edge: Edge) -> Goal:
    """The goal in whose name the edge was proposed."""
    end: Goal = edge.target if asks_source(edge) else edge.source
    return end


def is_open(edge: Edge) -> bool:
    """Whether everybody may see both goals, and so that they are linked."""
    return objective_of(edge.source).is_open and objective_of(edge.target).is_open


def edge_facts(edge: Edge, moved: Sequence[tuple[int | tuple[int, int], bool]]) -> dict[str, Any]:
    """The plain facts of what happens to a link. Goals are named by their numbers alone: one of them may be private."""
    source, target = objective_of(edge.source), objective_of(edge.target)
    return {
        "edge": edge.pk,
        "kind": edge.kind,
        "state": edge.state,
        "weight": None if edge.weight is None else str(edge.weight),
        "from": edge.source.label,
        "to": edge.target.label,
        "objective": source.pk,
        "other": target.pk,
        "key_result": edge.from_key_result_id,
        "other_key_result": edge.to_key_result_id,
        "cycle": target.cycle_id,
        "department": target.department_id,
        "open": is_open(edge),
        "asked": edge.asked_id,
        "proposed_by": edge.proposed_by_id,
        "counter_to": edge.counter_to_id,
        "moved": list(moved),
    }
