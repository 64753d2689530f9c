"""Lines of arithmetic between goals: key result to objective, objective to what it serves, contributions. They never close."""

from collections.abc import Collection, Iterator

from denyut.okr.models import Edge, KeyResult, Objective

type Node = tuple[str, int]
LETTERS = {"objective": "O", "key_result": "KR"}


def closes_line(source: Node, target: Node) -> bool:
    """Whether a line from `source` up to `target` would make a circle: whether `source` is reached from `target` already.

    Asked of the tables level by level: three queries for each level above the target, whatever the number of goals.
    """
    return bool(way_up(target, source))


def way_up(start: Node, end: Node) -> list[Node]:
    """A shortest way along the lines from `start` up to `end`, both included; empty when there is none. Queries as `closes_line`."""
    came_from: dict[Node, Node | None] = {start: None}
    level: Collection[Node] = [start]
    while level and end not in came_from:
        found = [(below, above) for below, above in _above(level) if above not in came_from]
        came_from |= {above: below for below, above in reversed(found)}
        level = {above for _below, above in found}
    way: list[Node] = []
    node: Node | None = end if end in came_from else None
    while node is not None:
        way.append(node)
        node = came_from[node]
    return way[::-1]


def named(node: Node) -> str:
    """A node as people write it: O-12, KR-5."""
    kind, pk = node
    return f"{LETTERS[kind]}-{pk}"


def _above(nodes: Collection[Node]) -> Iterator[tuple[Node, Node]]:
    """All lines that start at these nodes, as (from, to)."""
    objectives = [pk for kind, pk in nodes if kind == "objective"]
    key_results = [pk for kind, pk in nodes if kind == "key_result"]
    if objectives:
        serving = Objective.objects.filter(pk__in=objectives, parent__isnull=False)
        for pk, parent in serving.values_list("pk", "parent"):
            yield ("objective", pk), ("objective", parent or 0)
    if key_results:
        for pk, objective in KeyResult.objects.filter(pk__in=key_results).values_list("pk", "objective"):
            yield ("key_result", pk), ("objective", objective)
    contributions = Edge.objects.contributing()
    edges = contributions.filter(from_objective__in=objectives) | contributions.filter(from_key_result__in=key_results)
    ends = edges.values_list("from_objective", "from_key_result", "to_objective", "to_key_result")
    for from_objective, from_key_result, to_objective, to_key_result in ends:
        yield node_of(from_objective, from_key_result), node_of(to_objective, to_key_result)


def node_of(objective: int | None, key_result: int | None) -> Node:
    """The end of an edge as a node, from its two columns."""
    return ("objective", objective) if objective else ("key_result", key_result or 0)
