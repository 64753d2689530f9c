"""When something is due by the clock. Pure."""

from datetime import date, datetime, time, timedelta, tzinfo

WEEK = timedelta(days=7)


def last_moment(now: datetime, weekday: int, at: time, zone: tzinfo) -> datetime:
    """The latest moment of this weekday (0 is Monday) and hour, by the clock of `zone`, that is not after `now`."""
    local = now.astimezone(zone)
    day = local.date() - timedelta(days=(local.weekday() - weekday) % 7)
    moment = datetime.combine(day, at, zone)
    return moment if moment <= now else datetime.combine(day - WEEK, at, zone)


def monday_of_moment(moment: datetime, zone: tzinfo) -> date:
    """The Monday of the week in which a moment lies, by the clock of `zone`."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def next_digest(heard_to: datetime, every: str, hour: int, zone: tzinfo) -> datetime:
    """When a subscriber is told next: on the first `hour` o'clock after they heard last, or the first Monday's."""
    local = heard_to.astimezone(zone)
    moment = datetime.combine(local.date(), time(hour), zone)
    if moment <= heard_to:
        moment = datetime.combine(local.date() + timedelta(days=1), time(hour), zone)
    while every == "week" and moment.weekday() != 0:
        moment = datetime.combine(moment.date() + timedelta(days=1), time(hour), zone)
    return moment
