"""Quiet hours: when somebody should not be called, by the clock of their site, its days off and their own absences."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta, tzinfo

from denyut.people.calendars import WorkingTime, working_time
from denyut.people.models import Person
from denyut.people.times import zone_of

FARTHEST = timedelta(days=60)


def waking(moment: datetime, zone: tzinfo, quiet: tuple[time, time], is_off: Callable[[date], bool]) -> datetime:
    """The first moment from `moment` on that is not quiet: outside the hours `quiet` and on no day that `is_off`.

    Whoever is off for two months and more is called then all the same: it can't be that nobody ever hears.
    """
    local, latest = moment.astimezone(zone), moment + FARTHEST
    while local < latest:
        later = _end_of_quiet(local, quiet, is_off)
        if later is None:
            break
        local = later
    return max(moment, local.astimezone(moment.tzinfo))


def waking_times(people: Collection[Person], moments: Callable[[Person], datetime]) -> dict[int, datetime]:
    """When each of these people is called at the earliest, if they should be called at `moments(person)`.

    Two queries; their sites must be loaded.
    """
    wanted = {person: moments(person) for person in people}
    if not wanted:
        return {}
    first, last = min(wanted.values()), max(wanted.values()) + FARTHEST
    known = working_time([person.pk for person in people], first.date() - timedelta(days=1), last.date())
    return {
        person.pk: waking(at, zone_of(person), (person.quiet_from, person.quiet_to), _days_off(known, person.pk))
        for person, at in wanted.items()
    }


def _days_off(known: WorkingTime, person_id: int) -> Callable[[date], bool]:
    def is_off(day: date) -> bool:
        # Whoever has no site has no known week: only their own absences count.
        return known.site_works(person_id, day) is False or known.is_away(person_id, day)

    return is_off


def _end_of_quiet(local: datetime, quiet: tuple[time, time], is_off: Callable[[date], bool]) -> datetime | None:
    """When the quiet in which `local` lies ends, None when it lies in none."""
    begins, ends = quiet
    clock, day = local.time().replace(tzinfo=None), local.date()
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=local.tzinfo)
    if is_off(day):
        return midnight
    is_over_night = begins > ends
    if begins != ends and (is_over_night and clock >= begins):
        return midnight if is_off(day + timedelta(days=1)) else datetime.combine(midnight.date(), ends, local.tzinfo)
    if begins != ends and clock < ends and (is_over_night or clock >= begins):
        return datetime.combine(day, ends, tzinfo=local.tzinfo)
    return None
