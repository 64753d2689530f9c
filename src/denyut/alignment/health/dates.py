"""Days that don't fit: goals that end after what they serve, key results due outside their cycle."""

from collections.abc import Iterator

from denyut.alignment.health.company import Company
from denyut.alignment.health.findings import Code, Finding, key_result, objective


def ending_late(company: Company) -> Iterator[Finding]:
    """Objectives of which the cycle ends after that of a goal they serve: what they bring comes too late for it."""
    seen = set()
    for tie in company.upward:
        goal, above = company.goal_of(tie.source), company.goal_of(tie.target)
        is_late = goal.cycle == company.cycle and goal.ends_on > above.ends_on
        if is_late and (goal.id, above.id) not in seen:
            seen.add((goal.id, above.id))
            inputs = (above.id, goal.ends_on.isoformat(), above.ends_on.isoformat())
            words = {"title": goal.title, "other": above.title, "day": inputs[1], "other_day": inputs[2]}
            yield Finding(
                Code.ENDS_LATE, objective(goal.id), goal.department, inputs, (objective(above.id),), words=words
            )


def due_outside(company: Company) -> Iterator[Finding]:
    """Key results that begin before their cycle or are due after it."""
    for one in company.own_measures:
        goal = company.goals[one.objective]
        outside = [
            day for day in (one.starts_on, one.due_on) if day is not None and not goal.starts_on <= day <= goal.ends_on
        ]
        if outside and one.is_live:
            inputs = tuple(day.isoformat() for day in (*outside, goal.starts_on, goal.ends_on))
            words = {"title": one.title, "day": inputs[0]}
            yield Finding(Code.DUE_OUTSIDE, key_result(one.id), goal.department, inputs, words=words)
