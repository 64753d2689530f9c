"""When a message is tried again, and when an address is given up: the times that Standard Webhooks recommends."""

from datetime import datetime, timedelta

RESTS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
)
PATIENCE = timedelta(days=5)
GONE = 410


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many attempts (from 1), None when that was the last."""
    return now + RESTS[attempts - 1] if attempts <= len(RESTS) else None


def is_given_up(failing_since: datetime | None, now: datetime) -> bool:
    """Whether an address has failed for so long that nobody is expected there any more."""
    return failing_since is not None and now - failing_since >= PATIENCE
