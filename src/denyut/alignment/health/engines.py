"""Key results that nobody works on, and goals that nothing has moved for weeks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from denyut.alignment.health.company import Company
from denyut.alignment.health.findings import Code, Finding, Words, key_result, objective
from denyut.okr.progress import Kind

HEAD_START = timedelta(days=7)
SILENCE = timedelta(days=21)


def without_engine(company: Company, now: datetime) -> Iterator[Finding]:
    """Active key results that have no work under way seven days after their goal was published, and that others don't feed."""
    fed = {tie.target for tie in company.ties if tie.kind == "contributes"}
    for one in company.own_measures:
        goal = company.goals[one.objective]
        is_running = goal.is_active and one.state == "active" and one.progress < 1
        # Milestones are work themselves.
        has_engine = one.id in company.engines or ("key_result", one.id) in fed or one.kind is Kind.MILESTONE
        since = max(goal.since, one.since)
        if is_running and not has_engine and now - since >= HEAD_START:
            inputs = (one.title, str(one.target), since.isoformat())
            words: Words = {"title": one.title, "days": (now - since).days}
            yield Finding(Code.NO_ENGINE, key_result(one.id), goal.department, inputs, words=words)


def silent(company: Company, now: datetime) -> Iterator[Finding]:
    """Active goals without a check-in, a step of work, talk or any event for 21 days, neither their own nor of what serves them."""
    last = last_moves(company)
    for goal in company.own:
        quiet = now - last[goal.id]
        if goal.is_active and quiet >= SILENCE:
            words: Words = {"title": goal.title, "days": quiet.days}
            inputs = (last[goal.id].isoformat(),)
            yield Finding(Code.SILENT, objective(goal.id), goal.department, inputs, words=words)


def last_moves(company: Company) -> dict[int, datetime]:
    """When each objective last moved: itself, its key results, the work on them, or what serves it."""
    last = {
        goal.id: max(goal.since, company.heard.get(("objective", goal.id), goal.since))
        for goal in company.goals.values()
    }
    for one in company.measures.values():
        moments = (one.checked_in_at, company.moved.get(one.id), company.heard.get(("key_result", one.id)))
        last[one.objective] = max([last[one.objective], *(moment for moment in moments if moment)])
    above = [(company.goal_of(tie.source).id, company.goal_of(tie.target).id) for tie in company.upward]
    is_settled = False
    # What moves a goal moves what it serves, level by level; the lines never close, so this comes to an end.
    while not is_settled:
        is_settled = True
        for source, target in above:
            if last[source] > last[target]:
                last[target], is_settled = last[source], False
    return last
