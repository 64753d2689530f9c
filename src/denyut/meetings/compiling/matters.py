"""What else happened: revisions with their reasons, milestones, warnings, blockers, decisions, and people's weeks."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from denyut.matters.models import Decision
from denyut.meetings.compiling.moves import named
from denyut.meetings.compiling.sources import Facts, Source, Span
from denyut.meetings.scope import people_of
from denyut.okr.models import KeyResult, Milestone, Objective, Revision
from denyut.people.times import company_now
from denyut.rhythm.models import WeeklyItem

TOP_ITEMS = 5


def revised(source: Source, span: Span) -> Iterator[Facts]:
    """New key results, and changes of what was promised, with the reason given. Corrections within a day are none. Two queries."""
    new = source.goals.filter(made_at__gte=span.since, made_at__lt=span.until).exclude(
        objective__state__in=("draft", "proposed", "agreed")
    )
    for kr in new.select_related("objective", "owner"):
        yield {"kind": "added", "key": f"added:{kr.pk}", **named(kr), "who": kr.owner.name, "why": ""}
    about = Q(key_result__in=source.goals.values("pk"))
    about |= Q(key_result=None, objective__in=source.goals.values("objective"))
    found = Revision.objects.filter(about, is_free=False, at__gte=span.since, at__lt=span.until)
    for one in found.select_related("key_result__objective", "objective", "author").order_by("at", "id"):
        goal = named(one.key_result) if one.key_result else _objective(one.objective)
        unit = one.key_result.unit if one.key_result else ""
        yield {
            "kind": "revised",
            "key": f"revision:{one.pk}",
            **goal,
            "what": one.kind,
            "changes": one.changes,
            "unit": unit,
            "reason": one.reason,
            "why": one.note,
            "who": one.author.name,
        }


def reached(source: Source, span: Span) -> Iterator[Facts]:
    """Milestones that were reached. One query."""
    found = Milestone.objects.filter(
        key_result__in=source.goals.values("pk"), reached_at__gte=span.since, reached_at__lt=span.until
    )
    for one in found.select_related("key_result__objective").order_by("reached_at", "id"):
        yield {"kind": "reached", "key": f"milestone:{one.pk}", **named(one.key_result), "text": one.title, "why": ""}


def risks(source: Source, span: Span) -> Iterator[Facts]:
    """Warnings and blockers that were raised or settled, and the blockers that still stand. Two queries."""
    went = Q(closed_at__gte=span.since, closed_at__lt=span.until)
    came = Q(open_at__gte=span.since, open_at__lt=span.until)
    for one in source.warnings.filter(came | went).select_related("key_result__objective").order_by("id"):
        is_over = one.closed_at is not None and one.closed_at < span.until
        own = {"number": one.pk, "warning": one.kind, "why": ""}
        yield {
            "kind": "warning_closed" if is_over else "warning",
            "key": f"warning:{one.pk}",
            **named(one.key_result),
            **own,
        }
    stands = Q(opened_at__lt=span.until) & (Q(closed_at=None) | went)
    blocked = source.blockers.filter(stands).select_related("key_result__objective", "waits_on", "waits_on_department")
    for blocker in blocked.order_by("opened_at", "id"):
        is_new, is_over = blocker.opened_at >= span.since, blocker.closed_at is not None
        yield {
            "kind": "blocker_closed" if is_over else ("blocker" if is_new else "blocker_stands"),
            "key": f"blocker:{blocker.pk}",
            **named(blocker.key_result),
            "number": blocker.pk,
            "text": blocker.text,
            "why": blocker.resolution if is_over else "",
            "days": (span.until - blocker.standing_since).days,
            "waits_on": blocker.waits_on.name if blocker.waits_on else getattr(blocker.waits_on_department, "name", ""),
        }


def decisions(source: Source, span: Span) -> tuple[list[Facts], list[Facts]]:
    """Decisions that were taken, and those that are needed. Four queries at most."""
    taken = source.decisions.filter(decided_at__gte=span.since, decided_at__lt=span.until)
    pending = source.decisions.pending().filter(asked_at__lt=span.until).order_by("due_on", "id")
    return (
        [_decision(one, "decided", span) for one in taken.select_related("decider").prefetch_related("key_results")],
        [_decision(one, "needed", span) for one in pending.select_related("decider").prefetch_related("key_results")],
    )


def weeks(source: Source, week_on: date) -> list[Facts]:
    """What people wrote of their week, as numbers and the few lines that name a goal of this report. Two queries."""
    if not source.has_weeks:
        return []
    filed = WeeklyItem.objects.filter(weekly__week_on=week_on, weekly__person__in=people_of(source.department))
    rows = list(filed.standing().exclude(weekly__filed_at=None).select_related("weekly__person", "key_result"))
    if not rows:
        return []
    open_ids = set(source.goals.values_list("pk", flat=True))
    told = [row for row in rows if row.key_result_id in open_ids and row.kind != "plan"]
    told = sorted(told, key=lambda row: (row.kind != "problem", row.pk))[:TOP_ITEMS]
    numbers = {kind: sum(row.kind == kind for row in rows) for kind in ("plan", "progress", "problem")}
    kept = {"done": sum(row.kind == "plan" and row.done_at is not None for row in rows)}
    people = len({row.weekly.person_id for row in rows})
    summary = {"kind": "weeks", "key": "weeks", **numbers, **kept, "people": people, "week_on": week_on.isoformat()}
    return [summary, *(_line(row) for row in told)]


def _line(row: WeeklyItem) -> Facts:
    kr = row.key_result
    goal = {"key_result": kr.pk, "objective": kr.objective_id, "label": kr.label, "title": kr.title} if kr else {}
    own = {"kind": row.kind, "key": f"week:{row.pk}", "text": row.text, "who": row.weekly.person.name, "why": ""}
    return {**own, **goal}


def _decision(one: Decision, kind: str, span: Span) -> Facts:
    goals: list[KeyResult] = list(one.key_results.all())
    return {
        "kind": kind,
        "key": f"decision:{one.pk}",
        "number": one.pk,
        "key_result": goals[0].pk if goals else None,
        "objectives": sorted({kr.objective_id for kr in goals}),
        "label": one.label,
        "title": one.question,
        "choice": one.choice,
        "why": one.reason,
        "who": one.decider.name,
        "is_new": one.asked_at >= span.since,
        "due_on": one.due_on.isoformat() if one.due_on else "",
    }


def _objective(objective: Objective) -> Facts:
    names = {"label": "", "title": objective.title, "objective_title": objective.title}
    return {"key_result": None, "objective": objective.pk, **names}


def week_of(span: Span) -> date:
    """The Monday of the week in which a span ends, by the company's clock."""
    last = span.until.astimezone(company_now().tzinfo).date()
    return date.fromordinal(last.toordinal() - last.weekday())
