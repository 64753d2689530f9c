"""Key results as the forecast sees them, many at once: their check-ins by date, what lies before the cycle, what people think."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from denyut.foresight.forecast import CUMULATED, MEAN, is_too_early
from denyut.foresight.periods import Dates, readings_by_date
from denyut.foresight.priors import adds_up, is_mean, priors_of
from denyut.okr.models import NOT_COUNTED, PLANNED, SPANS, Cadence, CheckIn, KeyResult
from denyut.okr.progress import Kind
from denyut.people.times import company_now

FREQUENCIES = {Cadence.WEEK: "W", Cadence.TWO_WEEKS: "W", Cadence.MONTH: "M"}
# Of these only the share that is done is a number that travels.
BY_SHARE = (Kind.MILESTONE, Kind.TASKS, Kind.COVERAGE, Kind.MANUAL)
WITHOUT = (Kind.RANGE, Kind.BINARY, Kind.BASELINE, Kind.LEARNING)


@dataclass(frozen=True)
class Said:
    """A check-in: the day for which it holds, its number, and the confidence (percent) that came with it."""

    day: date
    value: float
    confidence: int | None


@dataclass(frozen=True)
class Case:
    """A key result at a moment. `history` has one value for each check-in date that passed; numbers are in its unit, or, where
    `is_share` holds, shares of the way.
    """

    kr: KeyResult
    day: date
    dates: Dates
    said: Sequence[Said]
    history: Sequence[float | None]
    elapsed: int
    prior: Sequence[float] = ()
    is_share: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def baseline(self) -> float:
        return 0.0 if self.is_share else float(self.kr.baseline)

    @property
    def target(self) -> float:
        return 1.0 if self.is_share else float(self.kr.target)

    @property
    def direction(self) -> str:
        """Which way is better: "increase" or "decrease"."""
        if self.kr.measure is Kind.AT_MOST or (self.kr.measure is not Kind.AT_LEAST and self.target < self.baseline):
            return "decrease"
        return "increase"

    @property
    def is_too_early(self) -> bool:
        """Whether too little was said for a forecast."""
        return is_too_early(self.history)

    @property
    def confidence(self) -> int | None:
        """What its owner said last, in percent."""
        return next((one.confidence for one in reversed(self.said) if one.confidence is not None), None)

    @property
    def value(self) -> float | None:
        return self.said[-1].value if self.said else None

    def arguments(self) -> tuple[Any, ...]:
        """What `forecast.probability` and its neighbours take. Confidence is left out: it is blended in afterwards, once."""
        context: dict[str, Any] = {"freq": FREQUENCIES[self.kr.rhythm]}
        if adds_up(self.kr):
            context["kind"] = CUMULATED
        elif is_mean(self.kr):
            context["kind"] = MEAN
        if self.prior:
            context["prior"] = list(self.prior)
        horizon = self.dates.horizon
        return (list(self.history), self.baseline, self.target, self.direction, self.elapsed, horizon, context)

    def share(self, change: float) -> float:
        """A change in its number as a share of the way from start to target, signed so that better is positive."""
        way = abs(self.target - self.baseline) or max(abs(self.target), 1.0)
        return (change if self.direction == "increase" else -change) / way


def running(day: date, *, only: int | None = None) -> list[KeyResult]:
    """The key results that run on a day and have numbers that go somewhere, with what a forecast needs of them. One query.

    `only` is the id of one of them: the others are left out.
    """
    asked = KeyResult.objects.all() if only is None else KeyResult.objects.filter(pk=only)
    found = (
        asked.alive()
        .counted()
        .filter(
            objective__cycle__closed_at=None, objective__cycle__starts_on__lte=day, objective__cycle__ends_on__gte=day
        )
        .exclude(kind__in=[kind.value for kind in WITHOUT])
        .exclude(objective__state__in=(*PLANNED, *NOT_COUNTED))
        .select_related("objective__cycle", "objective__department", "objective__owner", "owner")
        .order_by("pk")
    )
    return [kr for kr in found if kr.first_day <= day <= kr.last_day]


def cases_of(key_results: Sequence[KeyResult], moment: datetime) -> dict[int, Case]:
    """These key results as they were at a moment (what was recorded later is left out), by id. Five queries at most."""
    said: dict[int, list[CheckIn]] = defaultdict(list)
    stretches = {kr.pk: kr.segment for kr in key_results}
    known = CheckIn.objects.filter(key_result__in=stretches, recorded_at__lte=moment, valid_at__lte=moment)
    for one in known.order_by("valid_at", "pk").only(
        "key_result", "segment", "value", "progress", "confidence", "valid_at"
    ):
        if one.segment == stretches[one.key_result_id]:
            said[one.key_result_id].append(one)
    priors = priors_of([kr for kr in key_results if kr.measure not in BY_SHARE])
    zone = company_now().tzinfo
    day = moment.astimezone(zone).date()
    return {kr.pk: _case(kr, said[kr.pk], day, zone, priors.get(kr.pk, ())) for kr in key_results}


def _case(kr: KeyResult, known: Sequence[CheckIn], day: date, zone: Any, prior: Sequence[float]) -> Case:
    is_share = kr.measure in BY_SHARE
    said = [
        Said(one.valid_at.astimezone(zone).date(), float(one.progress if is_share else one.value), one.confidence)
        for one in known
    ]
    dates = Dates(kr.first_day, max(kr.first_day, kr.last_day), SPANS[kr.rhythm].days)
    history, elapsed = readings_by_date(dates, [(one.day, one.value) for one in said], day)
    return Case(kr, day, dates, said, history, elapsed, prior, is_share)
