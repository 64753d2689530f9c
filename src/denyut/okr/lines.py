"""Lines of arithmetic between goals: key result to objective, objective to what it serves, contributions. They never close."""

from collections.abc import Iterable

from denyut.okr.models import Edge, KeyResult, Objective

type Node = tuple[str, int]


def closes_line(source: Node, target: Node) -> bool:
    """Whether a line from `source` up to `target` would make a circle: whether `source` is reached from `target` already.

    Asked of the tables level by level: three queries for each level above the target, whatever the number of goals.
    """
    seen: set[Node] = set()
    level = {target}
    while level:
        if source in level:
            return True
        seen |= level
        level = set(_above(level)) - seen
    return False


def _above(nodes: Iterable[Node]) -> list[Node]:
    objectives = [pk for kind, pk in nodes if kind == "objective"]
    key_results = [pk for kind, pk in nodes if kind == "key_result"]
    found: list[Node] = []
    if objectives:
        parents = Objective.objects.filter(pk__in=objectives, parent__isnull=False)
        found += [("objective", pk) for pk in parents.values_list("parent", flat=True) if pk]
    if key_results:
        owners = KeyResult.objects.filter(pk__in=key_results).values_list("objective", flat=True)
        found += [("objective", pk) for pk in owners]
    contributions = Edge.objects.contributing()
    edges = contributions.filter(from_objective__in=objectives) | contributions.filter(from_key_result__in=key_results)
    for objective, key_result in edges.values_list("to_objective", "to_key_result"):
        found.append(("objective", objective) if objective else ("key_result", key_result))
    return found
