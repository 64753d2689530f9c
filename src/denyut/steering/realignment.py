"""How fast a change of plan reaches people: the time until half, nine tenths and all of those asked have answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil


@dataclass(frozen=True, slots=True)
class Realignment:
    """How many of `asked` have `answered`, and how long it took until 50, 90 and 100% of all had; None where it is not so far yet."""

    asked: int
    answered: int
    half: timedelta | None
    most: timedelta | None
    everybody: timedelta | None

    @property
    def percent(self) -> int:
        """The share that has answered, in whole percent, never rounded up."""
        return self.answered * 100 // self.asked if self.asked else 0


def realignment_of(since: datetime, answered: Sequence[datetime], asked: int) -> Realignment:
    """The times to realignment of a change declared at `since`; `answered` are the moments of the answers, in any order."""
    times = sorted(answered)
    half, most, everybody = (_reached(since, times, asked, percent) for percent in (50, 90, 100))
    return Realignment(asked, len(times), half, most, everybody)


def _reached(since: datetime, times: Sequence[datetime], asked: int, percent: int) -> timedelta | None:
    needed = ceil(asked * percent / 100)
    return times[needed - 1] - since if 0 < needed <= len(times) else None
