"""Goals that pull against each other."""

from collections.abc import Iterator

from denyut.alignment.health.company import Company
from denyut.alignment.health.findings import Code, Finding, key_result, objective
from denyut.alignment.health.likeness import near
from denyut.okr.lines import Node


def opposing(company: Company) -> Iterator[Finding]:
    """Key results about the same number, in the same unit, of which one wants more and the other less."""
    shelves: dict[tuple[str, str], dict[int, str]] = {}
    for one in company.own_measures:
        if one.direction and one.is_live:
            shelves.setdefault((one.unit.casefold(), one.currency), {})[one.id] = one.title
    for titles in shelves.values():
        for first, second in sorted(near(titles)):
            one, other = company.measures[first], company.measures[second]
            if one.direction != other.direction and one.objective != other.objective:
                inputs = (one.title, one.direction, other.id, other.title, other.direction, one.unit)
                words = {"title": one.title, "other": other.title, "other_label": other.label}
                department = company.goals[one.objective].department
                yield Finding(Code.OPPOSING, key_result(first), department, inputs, (key_result(second),), words)


def conflicts(company: Company) -> Iterator[Finding]:
    """Goals whose owners agreed that they conflict, as long as both run."""
    for tie in company.ties:
        if tie.kind == "conflicts":
            goal, other = company.goal_of(tie.source), company.goal_of(tie.target)
            if company.cycle in (goal.cycle, other.cycle) and goal.is_promised and other.is_promised:
                inputs = (tie.target[0], tie.target[1], company.title_of(tie.source), company.title_of(tie.target))
                words = {"title": company.title_of(tie.source), "other": company.title_of(tie.target)}
                yield Finding(
                    Code.CONFLICT, _subject(tie.source), goal.department, inputs, (_subject(tie.target),), words
                )


def _subject(node: Node) -> str:
    kind, pk = node
    return objective(pk) if kind == "objective" else key_result(pk)
