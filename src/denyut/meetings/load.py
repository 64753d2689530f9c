"""How much time meetings take (M-04, M-22), and what was saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from denyut.meetings.models import Dissolution, Held, Report
from denyut.meetings.scope import inside, people_of
from denyut.people.models import Department, Person


@dataclass(frozen=True, slots=True)
class Load:
    """Meetings of some days: how many, their mean duration, their person-minutes and those about how things stand, and by kind.

    `saved` are the person-minutes of meetings that were dissolved.
    """

    count: int
    mean_minutes: float
    person_minutes: int
    status_person_minutes: int
    by_kind: dict[str, int]
    saved: int


def meeting_load(first: date, last: date, *, department: Department | None = None) -> Load:
    """The load from `first` to `last`, both included: of the company, or of the people of a department and of all below it.

    Person-minutes are minutes times the people counted; for a department its own people alone. Two queries.
    """
    held = Held.objects.filter(day__gte=first, day__lte=last)
    if department is not None:
        members = people_of(department).values("pk")
        held = held.filter(people__in=members)
    rows = (
        held.annotate(number=Count("people")).order_by("id").values_list("kind", "minutes", "status_minutes", "number")
    )
    gone = Dissolution.objects.filter(state=Dissolution.State.DISSOLVED, day__gte=first, day__lte=last)
    if department is not None:
        gone = gone.filter(ritual__department__in=inside(department))
    return summed(rows, gone.aggregate(saved=Sum("saved"))["saved"] or 0)


def summed(rows: Iterable[tuple[str, int, int, int]], saved: int) -> Load:
    """The load of meetings given as (kind, minutes, status minutes, people). Pure."""
    found = list(rows)
    by_kind: dict[str, int] = {}
    for kind, minutes, _status, people in found:
        by_kind[kind] = by_kind.get(kind, 0) + minutes * people
    mean = sum(minutes for _kind, minutes, _status, _people in found) / len(found) if found else 0.0
    status = sum(told * people for _kind, _minutes, told, people in found)
    return Load(len(found), mean, sum(by_kind.values()), status, by_kind, saved)


def sync_minutes(person: Person, first: date, last: date) -> int:
    """The minutes of one person's meetings that told how things stand (M-22). One query."""
    held = Held.objects.filter(people=person, day__gte=first, day__lte=last)
    return held.aggregate(total=Sum("status_minutes"))["total"] or 0


def edit_time(first: date, last: date, *, department: Department | None = None) -> tuple[timedelta, int]:
    """How long editors worked on reports of these weeks (M-16), and how many reports there were. One query."""
    reports = Report.objects.filter(week_on__gte=first, week_on__lte=last)
    if department is not None:
        reports = reports.filter(department__in=inside(department))
    found = reports.aggregate(seconds=Sum("edit_seconds"), number=Count("pk"))
    return timedelta(seconds=found["seconds"] or 0), found["number"]
