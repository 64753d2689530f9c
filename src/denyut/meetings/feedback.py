"""How fast a word comes back on a check-in, and how fast something is changed after a sign of trouble."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from django.db.models import F, Min, Q

from denyut.meetings.models import Feedback
from denyut.meetings.scope import inside
from denyut.okr.models import CheckIn, Revision
from denyut.people.models import Department
from denyut.tasks.models import Task

FALL, HORIZON = 10, timedelta(days=28)


def latencies(first: datetime, until: datetime, *, department: Department | None = None) -> list[timedelta]:
    """For each check-in recorded from `first` up to `until` on which a colleague said something (or that they have seen it): how long
    the first one took. What its own author adds does not count. Company-wide or for a department with all below it. One query."""
    said = CheckIn.objects.filter(_of(department, "key_result__"), recorded_at__gte=first, recorded_at__lt=until)
    answers = Feedback.objects.filter(check_in__in=said.values("pk")).exclude(by=F("check_in__author"))
    firsts = answers.values("check_in").annotate(first=Min("at"), said=Min("check_in__recorded_at"))
    return [row["first"] - row["said"] for row in firsts.order_by("check_in")]


def coverage(first: datetime, until: datetime, *, department: Department | None = None) -> tuple[int, int]:
    """How many of the check-ins in the span got an answer, and of how many. Two queries."""
    said = CheckIn.objects.filter(_of(department, "key_result__"), recorded_at__gte=first, recorded_at__lt=until)
    return len(latencies(first, until, department=department)), said.count()


def adjustments(first: datetime, until: datetime, *, department: Department | None = None) -> list[timedelta]:
    """From sign to change, for each sign that was followed within four weeks (M-28): a sign is a check-in whose confidence fell by ten
    points or more; a change is a revision of the key result or a task linked to it, whichever came first. Three queries.
    """
    signs = signs_of(first, until, department=department)
    goals = {pk for pk, _at in signs}
    changes: dict[int, list[datetime]] = {}
    revised = Revision.objects.filter(key_result__in=goals, at__gte=first).values_list("key_result", "at")
    tasked = Task.objects.filter(key_result__in=goals, made_at__gte=first).values_list("key_result", "made_at")
    for pk, at in [*revised, *tasked]:
        changes.setdefault(pk or 0, []).append(at)
    return times_to_change(signs, changes)


def signs_of(first: datetime, until: datetime, *, department: Department | None = None) -> list[tuple[int, datetime]]:
    """The signs of trouble in the span: key result and moment. One query."""
    said = CheckIn.objects.filter(_of(department, "key_result__"), confidence__isnull=False, recorded_at__lt=until)
    rows = said.filter(recorded_at__gte=first - HORIZON).order_by("recorded_at", "id")
    last: dict[int, int] = {}
    found: list[tuple[int, datetime]] = []
    for pk, confidence, at in rows.values_list("key_result", "confidence", "recorded_at"):
        if last.get(pk, 0) - (confidence or 0) >= FALL and at >= first:
            found.append((pk, at))
        last[pk] = confidence or 0
    return found


def times_to_change(signs: Sequence[tuple[int, datetime]], changes: dict[int, list[datetime]]) -> list[timedelta]:
    """For each sign the time to the first change after it, those within four weeks. Pure."""
    found = []
    for pk, at in signs:
        after = [moment - at for moment in changes.get(pk, ()) if timedelta(0) <= moment - at <= HORIZON]
        found += [min(after)] if after else []
    return found


def middle(spans: Sequence[timedelta]) -> timedelta | None:
    """The median, None of nothing. Pure."""
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None


def _of(department: Department | None, prefix: str) -> Q:
    if department is None:
        return Q()
    return Q(**{f"{prefix}objective__department__in": inside(department)})
