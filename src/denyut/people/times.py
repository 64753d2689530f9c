"""The company's own day: what everybody sees together is dated by the workspace's time zone, whoever looks."""

from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from denyut.people.models import Person, Workspace
from denyut.spine import clock


def company_now() -> datetime:
    """The current moment by the workspace's clock; its `.date()` is the company's day."""
    now = clock.now()
    return now.astimezone(_zone(int(now.timestamp()) // 60))


def zone_of(person: Person) -> tzinfo:
    """The clock of a person: that of their site, or the company's for whoever has none. No query for a loaded site."""
    return person.zone if person.site_id else _zone(int(clock.now().timestamp()) // 60)


@lru_cache(maxsize=1)
def _zone(minute: int) -> ZoneInfo:
    # Asked once a minute, because every board and every drawn row needs it.
    return ZoneInfo(Workspace.objects.values_list("zone", flat=True).first() or "UTC")
