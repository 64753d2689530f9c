"""The rituals of a person over all cycles that run, as a page shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from denyut.okr.models import Cycle
from denyut.people.calendars import WorkingTime
from denyut.people.models import Department, Person
from denyut.people.times import zone_of
from denyut.rhythm.models import Ritual, Sitting
from denyut.rhythm.opening import Occurrence, occurrences_of, time_around
from denyut.spine import clock

AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Entry:
    """One ritual on one day for one person: "ahead", "open" or "over", whether they are away, and whether they attended.

    Moments are by their own clock.
    """

    ritual: Ritual
    planned_on: date
    held_on: date
    opens_at: datetime
    closes_at: datetime
    state: str
    is_moved: bool
    is_away: bool
    has_attended: bool
    has_output: bool


def agenda_of(person: Person, first: date, last: date, *, cycle: Cycle | None = None) -> list[Entry]:
    """What a person has from `first` to `last`, both included, in order; of all open cycles or of one. Six queries at most."""
    rituals = _rituals_for(person, first, last, cycle)
    time = time_around(person, first, last)
    times = [o for ritual in rituals for o in occurrences_of(person, ritual, time) if first <= o.held_on <= last]
    said = _said(person, times)
    entries = [_entry(person, one, time, said.get((one.ritual.pk, one.planned_on))) for one in times]
    return sorted(entries, key=lambda entry: (entry.opens_at, entry.ritual.pk))


def next_of(person: Person, *, cycle: Cycle | None = None) -> Entry | None:
    """The ritual that is open now or comes next, of those on which the person is there; None when none is in sight."""
    today = clock.now().astimezone(zone_of(person)).date()
    coming = agenda_of(person, today - timedelta(days=1), today + AHEAD, cycle=cycle)
    return next((entry for entry in coming if entry.state != "over" and not entry.is_away), None)


def by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """The entries of each day, in order."""
    days: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.held_on].append(entry)
    return dict(days)


def departments_of(person: Person) -> set[int]:
    """The departments whose rituals are a person's: their own, those above it, and those they lead with all below."""
    led, own = set[int](), set[int]()
    # Parents come before what lies in them.
    for department in Department.objects.with_tree_fields():
        if department.lead_id == person.pk or department.parent_id in led:
            led.add(department.pk)
        if department.pk == person.department_id:
            own.update(department.tree_path)
    return led | own


def _rituals_for(person: Person, first: date, last: date, cycle: Cycle | None) -> list[Ritual]:
    mine = Q(department=None) | Q(department__in=departments_of(person))
    found = Ritual.objects.standing().filter(mine, first_on__lte=last).select_related("cycle", "department")
    if cycle is not None:
        return list(found.filter(cycle=cycle))
    return list(found.filter(cycle__closed_at=None, cycle__ends_on__gte=first - timedelta(days=31)))


def _said(person: Person, times: list[Occurrence]) -> dict[tuple[int, date], Sitting]:
    if not times:
        return {}
    sittings = Sitting.objects.filter(
        ritual__in={one.ritual.pk for one in times}, day__in={one.planned_on for one in times}
    )
    found = sittings.annotate(mine=Count("attended", filter=Q(attended=person)))
    return {(sitting.ritual_id, sitting.day): sitting for sitting in found}


def _entry(person: Person, one: Occurrence, time: WorkingTime, sitting: Sitting | None) -> Entry:
    now, zone = clock.now(), zone_of(person)
    return Entry(
        ritual=one.ritual,
        planned_on=one.planned_on,
        held_on=one.held_on,
        opens_at=one.window.opens_at.astimezone(zone),
        closes_at=one.window.closes_at.astimezone(zone),
        state="over" if one.is_over(now) else "open" if one.window.is_open(now) else "ahead",
        is_moved=one.held_on != one.planned_on,
        is_away=time.is_away(person.pk, one.held_on),
        has_attended=bool(sitting and getattr(sitting, "mine", 0)),
        has_output=bool(sitting and sitting.output),
    )
