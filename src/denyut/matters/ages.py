"""How long something has stood, in the days on which people work."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

AMBER, RED = 3, 7
FARTHEST = 90


def after_working_days(since: datetime, days: int, works_on: Callable[[date], bool]) -> datetime:
    """The moment when so many working days have passed since: the same hour on the last of them.

    The first day that counts is the one after `since`. Where hardly anybody works ninety calendar days are the end of it.
    """
    day, left = since, days
    for _step in range(FARTHEST):
        if left <= 0:
            break
        day += timedelta(days=1)
        left -= works_on(day.date())
    return day
