"""More than anybody keeps in sight: goals with many key results, people with many goals."""

from collections.abc import Iterator

from denyut.alignment.health.company import Company, Goal
from denyut.alignment.health.findings import Code, Finding, Words, objective

KEY_RESULTS, OBJECTIVES = 5, 5


def many_key_results(company: Company) -> Iterator[Finding]:
    """Objectives with more than five key results."""
    for goal in company.own:
        live = [one for one in company.parts[goal.id] if one.is_live]
        if len(live) > KEY_RESULTS and goal.is_promised:
            words: Words = {"title": goal.title, "number": len(live)}
            inputs = tuple(sorted(one.id for one in live))
            yield Finding(Code.MANY_KEY_RESULTS, objective(goal.id), goal.department, inputs, words=words)


def many_objectives(company: Company) -> Iterator[Finding]:
    """People who own more than five objectives of the cycle."""
    owned: dict[int, list[Goal]] = {}
    for goal in company.own:
        if goal.is_promised:
            owned.setdefault(goal.owner, []).append(goal)
    for owner, goals in owned.items():
        if len(goals) > OBJECTIVES:
            words: Words = {"name": goals[0].owner_name, "number": len(goals)}
            inputs = tuple(sorted(goal.id for goal in goals))
            others = tuple(objective(goal.id) for goal in goals)
            yield Finding(Code.MANY_OBJECTIVES, f"person:{owner}", goals[0].department, inputs, others, words)
