"""When a source is read next. Pure."""

from datetime import datetime, time, timedelta


def next_moment(every: str, at: time | None, now: datetime) -> datetime | None:
    """The next moment after `now`, which is aware and by the company's clock; None for by hand."""
    if every == "hour":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if every not in ("day", "week"):
        return None
    clock = at or time(6)
    days = (7 - now.weekday()) % 7 if every == "week" else 0
    moment = (now + timedelta(days=days)).replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return moment if moment > now else moment + timedelta(days=7 if every == "week" else 1)
