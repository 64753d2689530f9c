"""Pairs of changes: what an indicator did from one reading to the next, and what the goal had done as long before as the delay says."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from denyut.alignment.chain.courses import Course, Step

# Once a week, whatever the hour and the day: six days apart are a week that was read early.
APART = timedelta(days=5, hours=12)
AT_MOST = 104
# A reading and a check-in of one week belong together, whichever of the two came first.
LEEWAY = timedelta(days=3)

type Pair = tuple[Decimal, Decimal]


def pairs_of(course: Course, readings: Iterable[Step], delay: timedelta) -> list[Pair]:
    """Pairs (change of the goal, change of the indicator), oldest first, 104 at most.

    Each is from one reading to the next, readings taken once a week; the goal's change is that of the same stretch, `delay` earlier. A
    stretch goes on until something was heard of the goal too. They begin with the stretch in which the goal first moved, and end with the
    last of which something was heard. A check-in up to three days after a reading counts as having come before it.
    """
    began, ended = course.began, course.ended
    if began is None or ended is None:
        return []
    heard = [moment for moment, _level in course.steps]
    found = []
    for (first, before), (last, after) in pairwise(_heard(_weekly(readings), heard, delay - LEEWAY)):
        since, until = first - delay + LEEWAY, last - delay + LEEWAY
        if until < began or since >= ended:
            continue
        was, became = course.level(since), course.level(until)
        if was is not None and became is not None:
            found.append((became - was, after - before))
    return found[-AT_MOST:]


def _weekly(readings: Iterable[Step]) -> list[Step]:
    """From the oldest on, so that a pair that was there stays there when the next reading comes."""
    kept: list[Step] = []
    for moment, value in sorted(readings):
        if not kept or moment - kept[-1][0] >= APART:
            kept.append((moment, value))
    return kept


def _heard(readings: Sequence[Step], heard: Sequence[datetime], shift: timedelta) -> list[Step]:
    kept = list(readings[:1])
    for moment, value in readings[1:]:
        if bisect_right(heard, moment - shift) > bisect_right(heard, kept[-1][0] - shift):
            kept.append((moment, value))
        elif bisect_right(heard, moment - shift) == 0:
            kept[-1] = (moment, value)
    return kept


def moved_with(course: Course, readings: Iterable[Step], delay: timedelta) -> Decimal | None:
    """What the indicator did since the goal began to move, until the delay after it was last heard of; None where readings are missing."""
    began, ended = course.began, course.ended
    if began is None or ended is None:
        return None
    within = [step for step in sorted(readings) if step[0] <= ended + delay + LEEWAY]
    before = [value for moment, value in within if moment <= began]
    return within[-1][1] - before[-1] if before and len(before) < len(within) else None
