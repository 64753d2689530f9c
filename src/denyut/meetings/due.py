"""Which reports and digests are due by now."""

from collections.abc import Iterator
from datetime import datetime

from denyut.meetings.models import Report, ReportPlan, Subscription
from denyut.meetings.models.reports import FRIDAY, USUAL_TIME
from denyut.meetings.moments import last_moment, monday_of_moment, next_digest
from denyut.meetings.scope import goals_of
from denyut.okr.models import Objective
from denyut.people.models import Department, Workspace
from denyut.people.times import company_now, zone_of

MORNING = 8


def reports_due(now: datetime) -> Iterator[tuple[Department | None, datetime]]:
    """The teams whose report is due and not compiled, each with its latest moment: those that were slept through are made once.

    Teams are the company, and departments with objectives of their own in a cycle that is open. Four queries at most.
    """
    zone = company_now().tzinfo
    founded = Workspace.objects.values_list("founded_at", flat=True).first()
    plans = {plan.department_id: plan for plan in ReportPlan.objects.all()}
    if zone is None or founded is None:
        return
    made = set(Report.objects.order_by().values_list("department", "week_on"))
    for team in teams():
        plan = plans.get(team.pk if team else None)
        weekday, at = (plan.weekday, plan.at) if plan else (FRIDAY, USUAL_TIME)
        moment = last_moment(now, weekday, at, zone)
        is_made = (team.pk if team else None, monday_of_moment(moment, zone)) in made
        if not is_made and not (plan and plan.is_off) and moment >= founded:
            yield team, moment


def teams() -> list[Department | None]:
    """The company, and the departments that have objectives in a cycle that is open. Two queries."""
    if not goals_of(None).exists():
        return []
    running = Objective.objects.counted().filter(cycle__closed_at=None).exclude(department=None)
    return [None, *Department.objects.filter(pk__in=running.values("department"))]


def digests_due(now: datetime) -> list[Subscription]:
    """The subscriptions whose hour has come. One query."""
    standing = Subscription.objects.standing().select_related("person__site", "room", "objective", "department")
    zone = company_now().tzinfo
    found = []
    for one in standing:
        own = zone_of(one.person) if one.person else zone
        if own is not None and next_digest(one.heard_to, one.every, MORNING, own) <= now:
            found.append(one)
    return found
