"""Working time: on which days people work, and for how many hours."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import FilteredRelation, Q

from denyut.people.models import Holiday, Person

type Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Week:
    """How a site works: `days` are digits from 1 (Monday) to 7 (Sunday), `hours` those of one working day."""

    days: str
    hours: Decimal
    holidays: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """Whether the site works on `day`."""
        return str(day.isoweekday()) in self.days and day not in self.holidays


@dataclass(frozen=True)
class WorkingTime:
    """The working time of some people from `first` to `last`, both included. Asking it takes no query.

    `sites` says at which site each person works (None: at none, so nobody knows their hours); `away` holds the spans
    of days on which each is absent.
    """

    first: date
    last: date
    weeks: Mapping[int, Week]
    sites: Mapping[int, int | None]
    away: Mapping[int, Collection[Span]]
    _days: dict[int, list[date]] = field(default_factory=dict, repr=False, compare=False)

    def hours(self, person_id: int) -> list[tuple[date, Decimal]] | None:
        """The days on which a person is there to work, in order, with the hours of each.

        None for somebody without a site: unknown.
        """
        site = self.sites.get(person_id)
        if site is None:
            return None
        hours = self.weeks[site].hours
        return [(day, hours) for day in self._days_of(site) if not self.is_away(person_id, day)]

    def available(self, person_id: int, until: date | None = None) -> Decimal | None:
        """The hours that a person has from `first` to `until`, included (default: to the end); None when unknown."""
        hours = self.hours(person_id)
        if hours is None:
            return None
        return sum((worked for day, worked in hours if until is None or day <= until), Decimal(0))

    def share(self, person_id: int, until: date) -> Decimal | None:
        """Which part of a person's hours has passed at the end of `until`, 0 to 1.

        None when unknown, and for somebody who has no hours at all in this span.
        """
        whole, passed = self.available(person_id), self.available(person_id, until)
        return passed / whole if whole and passed is not None else None

    def is_away(self, person_id: int, day: date) -> bool:
        """Whether a person is absent on `day`. Days on which the site does not work do not count as absent."""
        return any(first <= day <= last for first, last in self.away.get(person_id, ()))

    def is_working_day(self, person_id: int, day: date) -> bool | None:
        """Whether a person is there to work on `day`; None when unknown."""
        site = self.sites.get(person_id)
        return None if site is None else self.weeks[site].works_on(day) and not self.is_away(person_id, day)

    def site_works(self, person_id: int, day: date) -> bool | None:
        """Whether the site of a person works on `day`, whether they are there or not; None when unknown.

        Holidays are known from `first` to `last`.
        """
        site = self.sites.get(person_id)
        return None if site is None else self.weeks[site].works_on(day)

    def _days_of(self, site: int) -> list[date]:
        # Asked once for each site: many people share a calendar.
        if site not in self._days:
            span = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
            self._days[site] = [day for day in span if self.weeks[site].works_on(day)]
        return self._days[site]


def working_time(people_ids: Collection[int], first: date, last: date) -> WorkingTime:
    """The working time of these people from `first` to `last`, both included. Two queries, whoever and how long."""
    touching = Q(absences__removed_at=None, absences__first_on__lte=last, absences__last_on__gte=first)
    rows = (
        Person.objects.filter(pk__in=set(people_ids))
        .annotate(absence=FilteredRelation("absences", condition=touching))
        .order_by()
        .values_list("pk", "site", "site__working_days", "site__hours_per_day", "absence__first_on", "absence__last_on")
    )
    sites: dict[int, int | None] = {}
    week_of: dict[int, tuple[str, Decimal]] = {}
    away: defaultdict[int, list[Span]] = defaultdict(list)
    for person, site, days, hours, first_on, last_on in rows:
        sites[person] = site
        if site is not None:
            week_of[site] = (days, hours)
        if first_on is not None:
            away[person].append((first_on, last_on))
    closed = _holidays(week_of, first, last)
    weeks = {site: Week(days, hours, frozenset(closed[site])) for site, (days, hours) in week_of.items()}
    return WorkingTime(first, last, weeks, sites, dict(away))


def _holidays(sites: Collection[int], first: date, last: date) -> defaultdict[int, set[date]]:
    found: defaultdict[int, set[date]] = defaultdict(set)
    within = Holiday.objects.filter(site__in=sites, day__gte=first, day__lte=last).order_by()
    for site, day in within.values_list("site", "day"):
        found[site].add(day)
    return found
