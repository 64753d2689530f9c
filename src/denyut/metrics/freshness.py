"""How old the last reading of an indicator may be. Pure."""

from datetime import datetime, timedelta

# A little more than the span itself: a weekend, a late export or a short month is no fault yet.
LIMITS = {
    "hour": timedelta(hours=2),
    "day": timedelta(hours=48),
    "week": timedelta(days=9),
    "month": timedelta(days=38),
    "quarter": timedelta(days=105),
}


def limit_of(cadence: str) -> timedelta | None:
    """How old a reading may become before it is stale; None where none is expected at any time."""
    return LIMITS.get(cadence)


def is_overdue(read_at: datetime | None, cadence: str, now: datetime) -> bool:
    """Whether the last reading is older than its cadence allows. Without a reading there is nothing to grow old."""
    limit = limit_of(cadence)
    return limit is not None and read_at is not None and now - read_at > limit
