"""Goals that serve nothing, and goals of the company that nothing serves."""

from collections.abc import Iterator

from denyut.alignment.health.company import Company
from denyut.alignment.health.findings import Code, Finding, key_result, objective


def orphans(company: Company) -> Iterator[Finding]:
    """Objectives below the company that serve no other goal, neither themselves nor by a key result."""
    serving = {company.goal_of(node).id for node in company.linked_up}
    for goal in company.own:
        if goal.is_promised and not goal.is_company and goal.parent is None and goal.id not in serving:
            inputs = (goal.title, goal.department, goal.level)
            yield Finding(Code.ORPHAN, objective(goal.id), goal.department, inputs, words={"title": goal.title})


def childless(company: Company) -> Iterator[Finding]:
    """Objectives of the company that nobody serves; else their key results that nobody serves and nobody works on."""
    for goal in company.own:
        if goal.is_promised and goal.is_company:
            parts = [one for one in company.parts[goal.id] if one.is_live]
            nodes = [("objective", goal.id), *(("key_result", one.id) for one in parts)]
            if company.served.isdisjoint(nodes):
                words = {"title": goal.title}
                yield Finding(Code.CHILDLESS, objective(goal.id), goal.department, (goal.title,), words=words)
                continue
            for one in parts:
                if ("key_result", one.id) not in company.served and one.id not in company.engines:
                    inputs = (one.title, str(one.target))
                    words = {"title": one.title}
                    yield Finding(Code.CHILDLESS, key_result(one.id), goal.department, inputs, words=words)
