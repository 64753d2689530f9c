"""In one word: did it become better? And how long to wait until that can be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from denyut.benefits.statistics.intervals import Interval
from denyut.benefits.statistics.trends import Change, Point, change_at, half_width_after

WEEKS_AT_LEAST = 4
# A gain that would matter to anybody; an interval wider than TOO_WIDE on each side can't tell it from none.
DETECTED, TOO_WIDE, WAITED_AT_MOST = 0.10, 0.25, 104


class Verdict(StrEnum):
    """What the numbers say. UNMEASURED: there is no baseline to compare with."""

    UNMEASURED = "unmeasured"
    UNSURE = "unsure"
    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its numbers: `gain` and its interval are ratios of what the trend alone would have brought; positive is better.

    `weeks_needed` is how many more weeks would show a gain of 10 %; None when it is known already or would take over two years.
    """

    verdict: Verdict
    gain: float | None = None
    interval: Interval | None = None
    count: int = 0
    weeks_needed: int | None = None


def finding_of(before: Sequence[Point], after: Sequence[Point], *, is_higher_better: bool) -> Finding:
    """Compare the weeks after a baseline with those of it. Points are (number of the week, value)."""
    if not before:
        return Finding(Verdict.UNMEASURED)
    change = change_at(before, after) if len(before) >= WEEKS_AT_LEAST and len(after) >= WEEKS_AT_LEAST else None
    if change is None:
        return Finding(Verdict.UNSURE, weeks_needed=max(WEEKS_AT_LEAST - len(after), 0) or None)
    sign = 1 if is_higher_better == (change.expected > 0) else -1
    ends = sorted(sign * end for end in (change.interval.low, change.interval.high))
    interval = Interval(ends[0], ends[1])
    verdict = _verdict(interval)
    is_open = verdict in (Verdict.UNSURE, Verdict.SAME) and (interval.high - interval.low) / 2 > DETECTED
    needed = _weeks_needed(before, after, change) if is_open else None
    return Finding(verdict, sign * change.ratio, interval, change.count, needed)


def _verdict(interval: Interval) -> Verdict:
    if interval.low > 0:
        return Verdict.IMPROVED
    if interval.high < 0:
        return Verdict.WORSE
    return Verdict.SAME if (interval.high - interval.low) / 2 <= TOO_WIDE else Verdict.UNSURE


def _weeks_needed(before: Sequence[Point], after: Sequence[Point], change: Change) -> int | None:
    weeks, wanted = [week for week, _value in before], DETECTED * abs(change.expected)
    for more in range(1, WAITED_AT_MOST + 1):
        half = half_width_after(weeks, len(after) + more, change.noise)
        if half is not None and half <= wanted:
            return more
    return None
