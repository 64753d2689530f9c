"""What closed key results taught here: how the trend, owners and votes are to be read, and what each of them is worth."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Avg, Q

from denyut.foresight.blend import SHARES, shares_of
from denyut.foresight.calibration import AS_SAID, OF_PEOPLE, Correction, correction_of
from denyut.foresight.models import Forecast
from denyut.lib.keeping import Kept
from denyut.okr.models import CheckIn, Cycle

# More than these teach nothing new, and reading them takes time.
CYCLES, CASES = 12, 2_000
HALF_A_WEEK = timedelta(days=4)

type Pair = tuple[float, bool]


@dataclass(frozen=True)
class Lessons:
    """Corrections of the trend and of people's confidence, the shares of the blend, and each owner's own pairs of said and come."""

    trend: Correction = AS_SAID
    people: Correction = OF_PEOPLE
    shares: Mapping[str, float] | None = None
    pairs: Mapping[int, Sequence[Pair]] | None = None

    def of_owner(self, owner: int) -> Correction:
        """How an owner's confidence is to be read, by how theirs came out before; theirs are pulled to everybody's."""
        own = (self.pairs or {}).get(owner)
        return correction_of(own, prior=self.people) if own else self.people


_kept: Kept[tuple[tuple[int, object], ...], Lessons] = Kept(2)


def lessons() -> Lessons:
    """What this organisation's closed key results teach. One query while nothing more was closed, three when something was."""
    recent = list(Cycle.objects.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:CYCLES])
    edition = tuple((cycle.pk, cycle.closed_at) for cycle in recent)
    return _kept.many([edition], lambda keys: {edition: _learned(recent)})[edition]


def _learned(recent: Sequence[Cycle]) -> Lessons:
    pairs = _said_and_come(recent)
    everybody = [pair for own in pairs.values() for pair in own][-CASES:]
    known = _forecasts_midway(recent)
    trend = correction_of((one[0], one[3]) for one in known)
    shares = shares_of((trend.of(said), sure, vote, came) for said, sure, vote, came in known) if known else SHARES
    return Lessons(trend, correction_of(everybody, prior=OF_PEOPLE), shares, pairs)


def _said_and_come(cycles: Sequence[Cycle]) -> dict[int, list[Pair]]:
    closed = (
        CheckIn.objects.filter(confidence__isnull=False, key_result__objective__cycle__in=cycles)
        .order_by("key_result")
        .values("key_result", "key_result__owner", "key_result__progress")
        .annotate(said=Avg("confidence"))
    )
    pairs: dict[int, list[Pair]] = defaultdict(list)
    for one in closed:
        pairs[one["key_result__owner"]].append((float(one["said"]) / 100, one["key_result__progress"] >= 1))
    return dict(pairs)


def _forecasts_midway(cycles: Sequence[Cycle]) -> list[tuple[float, float | None, float | None, bool]]:
    """The last forecast of each key result around the middle of its cycle, as (trend, confidence, vote, whether it was reached).

    One a key result: those of neighbouring days say the same and would count as if they were many.
    """
    if not cycles:
        return []
    known = Forecast.objects.filter(reduce(or_, (_midway(cycle) for cycle in cycles))).order_by("-day")
    names = ("key_result", "trend", "confidence", "vote", "key_result__progress")
    found: dict[int, tuple[float, float | None, float | None, bool]] = {}
    for pk, trend, confidence, vote, progress in known.values_list(*names)[: CASES * 8]:
        found.setdefault(pk, (trend, confidence, vote, progress >= 1))
    return list(found.values())[:CASES]


def _midway(cycle: Cycle) -> Q:
    middle = cycle.starts_on + (cycle.ends_on - cycle.starts_on) / 2
    days = (middle - HALF_A_WEEK, middle + HALF_A_WEEK)
    return Q(key_result__objective__cycle=cycle, day__range=days)
