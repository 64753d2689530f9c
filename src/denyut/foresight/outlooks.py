"""Forecasts of many key results at once: the trend, what their owners and voters think, and what both come to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Avg

from denyut.foresight.blend import Blend, blend
from denyut.foresight.calibration import OF_PEOPLE, Correction, correction_of
from denyut.foresight.cases import Case, cases_of
from denyut.foresight.fan import Fan, fan
from denyut.foresight.forecast import probability
from denyut.foresight.momentum import Momentum, momentum
from denyut.okr.models import CheckIn, KeyResult
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
    corrections = corrections_of({kr.owner_id for kr in key_results})
    return {pk: _outlook(case, paces, polls.get(pk), corrections) for pk, case in cases.items()}


def corrections_of(owners: set[int]) -> Mapping[int, Correction]:
    """How each owner's confidence is to be read, by how theirs came out before. One query."""
    closed = (
        CheckIn.objects.filter(confidence__isnull=False, key_result__objective__cycle__closed_at__isnull=False)
        .order_by()
        .values("key_result", "key_result__owner", "key_result__progress")
        .annotate(said=Avg("confidence"))
    )
    pairs: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in closed:
        pairs[one["key_result__owner"]].append((float(one["said"]) / 100, one["key_result__progress"] >= 1))
    everybody = correction_of([pair for own in pairs.values() for pair in own], prior=OF_PEOPLE)
    return {owner: correction_of(pairs[owner], prior=everybody) if owner in pairs else everybody for owner in owners}


def _outlook(case: Case, paces: Paces, poll: Poll | None, corrections: Mapping[int, Correction]) -> Outlook:
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
        confidence_correction=corrections.get(kr.owner_id),
    )
    return Outlook(case, standing, whole, fan(*case.arguments()), poll, moved)
