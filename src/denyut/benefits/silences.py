"""Finds the owners who have not updated anything of their own accord since a cycle began: the second week is when tools are abandoned."""

from datetime import datetime, time, timedelta, tzinfo
from typing import cast

from denyut.benefits.actions import tell_of_silence
from denyut.benefits.updates import updates_in
from denyut.benefits.weeks import WEEK, Weeks, this_monday
from denyut.lib.dates import monday_of
from denyut.okr.models import Cycle, KeyResult
from denyut.people.models import Person
from denyut.people.times import company_now

ALARMS = (8, 14)


def tell_quiet_owners() -> None:
    """Tell of each cycle that is on its day 8 or 14. Owners who joined a goal later have not been quiet that long, and are left out."""
    now = company_now()
    for days in ALARMS:
        for cycle in Cycle.objects.filter(starts_on=now.date() - timedelta(days=days), closed_at=None):
            tell_of_silence(None, cycle, days=days, people=quiet_owners(cycle, now))


def quiet_owners(cycle: Cycle, now: datetime) -> list[Person]:
    """The owners of the cycle's key results without an update of their own accord since its first day. Four queries."""
    begin = datetime.combine(cycle.starts_on, time(), now.tzinfo)
    owned = KeyResult.objects.alive().filter(objective__cycle=cycle, made_at__lt=begin + timedelta(days=1))
    weeks = Weeks(monday_of(cycle.starts_on), this_monday() + WEEK, cast(tzinfo, now.tzinfo))
    heard = {
        one.person for one in updates_in(weeks) if one.cycle == cycle.pk and one.at >= begin and not one.is_prompted
    }
    owners = Person.objects.colleagues().filter(pk__in=owned.values("owner")).exclude(pk__in=heard)
    return list(owners.select_related("department"))
