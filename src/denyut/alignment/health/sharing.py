"""Key results that two departments share while one person owns everything."""

from collections.abc import Iterator

from denyut.alignment.health.company import UPWARDS, Company
from denyut.alignment.health.findings import Code, Finding, Words, key_result
from denyut.okr.lines import Node


def shared(company: Company) -> Iterator[Finding]:
    """Key results linked with a goal of another department, where one person owns both: nobody speaks for the second department."""
    neighbours: dict[int, list[Node]] = {}
    for tie in company.ties:
        # Of two key results the one that is served is the one they share.
        node, other = (tie.target, tie.source) if tie.target[0] == "key_result" else (tie.source, tie.target)
        if tie.kind in UPWARDS and node[0] == "key_result":
            neighbours.setdefault(node[1], []).append(other)
    for pk, others in neighbours.items():
        one = company.measures[pk]
        goal = company.goals[one.objective]
        departments = {goal.department, *(company.goal_of(node).department for node in others)} - {None}
        owners = {one.owner, *(company.owner_of(node) for node in others)}
        if goal.cycle == company.cycle and len(departments) > 1 and len(owners) == 1:
            inputs = (one.owner, *sorted(department for department in departments if department))
            words: Words = {"title": one.title, "number": len(departments)}
            yield Finding(Code.SHARED, key_result(pk), goal.department, inputs, words=words)
