"""Forecasts of many key results at once: the trend, what their owners and voters think, and what both come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from denyut.foresight.blend import Blend, blend
from denyut.foresight.cases import Case, cases_of
from denyut.foresight.fan import Fan, fan
from denyut.foresight.forecast import probability
from denyut.foresight.lessons import Lessons, lessons
from denyut.foresight.momentum import Momentum, momentum
from denyut.okr.models import KeyResult
from denyut.okr.paces import Paces, paces_of
from denyut.okr.status import Standing
from denyut.okr.votes import Poll, polls_of

WEEK = 7


@dataclass(frozen=True)
class Outlook:
    """A key result with its forecast. `blend` and `fan` are None while it is too early."""

    case: Case
    standing: Standing
    blend: Blend | None
    fan: Fan | None
    poll: Poll | None
    momentum: Momentum

    @property
    def probability(self) -> float | None:
        """The chance of reaching the target, 0 to 1; None while it is too early."""
        return self.blend.probability if self.blend else None

    @property
    def is_red(self) -> bool:
        return self.standing.is_red

    def arrival(self, which: str) -> date | None:
        """The day of an arrival ("early", "middle", "late"); None: not in this cycle."""
        number = getattr(self.fan.arrival, which) if self.fan else None
        return self.case.dates.on(number) if number is not None else None

    def weekly(self, change: float | None) -> float | None:
        """A change for each check-in date as one for each week."""
        return None if change is None else change * WEEK / self.case.dates.days


def outlooks_of(key_results: Sequence[KeyResult], moment: datetime) -> dict[int, Outlook]:
    """The outlook of these key results as of a moment, by id; owners, objectives and cycles must be loaded. A dozen queries at most."""
    cases, paces = cases_of(key_results, moment), paces_of([], key_results)
    polls = polls_of([kr.pk for kr in key_results if kr.objective.cycle.has_votes])
    learned = lessons() if key_results else Lessons()
    return {pk: _outlook(case, paces, polls.get(pk), learned) for pk, case in cases.items()}


def _outlook(case: Case, paces: Paces, poll: Poll | None, learned: Lessons) -> Outlook:
    kr = case.kr
    standing = paces.key_result(kr, case.day)
    moved = momentum([(one.day, one.value) for one in case.said], case.day, direction=case.direction)
    if case.is_too_early:
        return Outlook(case, standing, None, None, poll, moved)
    confidence = case.confidence
    whole = blend(
        probability(*case.arguments()),
        None if confidence is None else confidence / 100,
        None if poll is None else poll.median / 100,
        trend_correction=learned.trend,
        confidence_correction=learned.of_owner(kr.owner_id),
        shares=learned.shares,
    )
    return Outlook(case, standing, whole, fan(*case.arguments()), poll, moved)
