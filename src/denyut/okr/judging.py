"""Judging key results at the close: what score is suggested by the targets first promised, and by those that stood at the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from denyut.okr.models import CheckIn, KeyResult, Observation, Segment
from denyut.okr.progress import ONE, ZERO, Bounds, Hold, Kind, held, progress_of
from denyut.okr.scores import TENTH, suggested
from denyut.okr.setups import Setup, setup_of
from denyut.okr.statistics import Observed, judged

DECLARED = "judged_days"


class Basis(StrEnum):
    """What a suggestion goes by."""

    VALUE = "value"
    WINDOW = "window"
    HELD = "held"
    VERDICT = "verdict"
    FEW = "few"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Judged:
    """The suggested scores of a key result (0 to 1, in tenths) by its first and by its last targets.

    `progress` is the raw one by the last targets, `value` what it was judged by. FEW means that there were too few measurements in the
    judging window, so that the last value stands in; NOTHING that there is no value at all.
    """

    original: Decimal
    final: Decimal
    progress: Decimal
    value: Decimal | None
    basis: Basis

    @property
    def goalpost(self) -> Decimal:
        """How much of the final score comes from moving the targets."""
        return self.final - self.original


@dataclass(frozen=True, slots=True)
class _Promise:
    """Type, start, target and setup by which a value is measured."""

    kind: Kind
    unit: str
    baseline: Decimal
    target: Decimal
    how: Setup
    has_window: bool

    def measures_like(self, kr: KeyResult) -> bool:
        return (self.kind, self.unit) == (kr.measure, kr.unit)

    def progress(self, value: Decimal | None) -> Decimal:
        how = self.how
        return progress_of(
            self.kind,
            self.baseline,
            self.target,
            value,
            low=how.low,
            is_strict=how.is_strict,
            tolerance=how.tolerance,
        )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What was measured and said of one key result, in the company's time, up to the moment at which it is judged."""

    until: datetime
    observed: Sequence[Observed]
    said: Sequence[Observed]
    segments: Sequence[Segment]


def judge(key_results: Iterable[KeyResult], moment: datetime) -> dict[int, Judged]:
    """The suggestion for each of these key results by its id; their objectives' cycles must be loaded.

    A number counts as it is. A statistic is judged over its window before the last day; a number that stays within bounds by its whole
    history, or by the window it declares; an experiment by its verdict, whatever its sign. One that is measured differently since is
    judged by its first targets as it stood when that changed. Three queries at most, none where no history matters.
    """
    rows = list(key_results)
    evidence = _evidence(rows, moment)
    return {kr.pk: _judged(kr, evidence[kr.pk]) for kr in rows}


def in_tenths(progress: Decimal) -> Decimal:
    """The score that raw progress suggests. Nothing is rounded up to 1: that is said of what was reached in full alone."""
    score = suggested(progress)
    return score - TENTH if score == ONE and progress < ONE else score


def _judged(kr: KeyResult, evidence: _Evidence) -> Judged:
    last = _promise(kr.promise())
    first = _promise(kr.original) if kr.original else last
    value, progress, basis = _measured(kr, last, evidence)
    by_first = _by_first(kr, first, evidence)
    final = in_tenths(progress)
    return Judged(final if by_first is None else in_tenths(by_first), final, progress, value, basis)


def _by_first(kr: KeyResult, first: _Promise, evidence: _Evidence) -> Decimal | None:
    """Progress by the first targets; None where nothing was ever measured that way."""
    if first.measures_like(kr):
        return _measured(kr, first, evidence)[1]
    alike = [s for s in evidence.segments if (s.kind, s.unit) == (first.kind, first.unit)]
    return first.progress(alike[-1].value) if alike else None


def _measured(kr: KeyResult, by: _Promise, evidence: _Evidence) -> tuple[Decimal | None, Decimal, Basis]:
    if by.kind is Kind.LEARNING and kr.verdict:
        is_learned = kr.verdict != KeyResult.Verdict.UNCLEAR
        return kr.value, ONE if is_learned else ZERO, Basis.VERDICT
    if by.kind.is_control and evidence.said:
        return evidence.said[-1][1], _held(by, evidence), Basis.HELD
    if by.kind is Kind.STATISTIC and evidence.observed and not kr.is_feed_stopped:
        return _over_window(kr, by, evidence)
    return kr.value, by.progress(kr.value), Basis.NOTHING if kr.value is None else Basis.VALUE


def _over_window(kr: KeyResult, by: _Promise, evidence: _Evidence) -> tuple[Decimal | None, Decimal, Basis]:
    how = by.how
    last_day = (evidence.until - timedelta(microseconds=1)).date()
    point = judged(evidence.observed, last_day, days=how.judged_days, name=how.statistic, least=how.least)
    if point.is_hollow or point.value is None:
        return kr.value, by.progress(kr.value), Basis.FEW
    return point.value, by.progress(point.value), Basis.WINDOW


def _held(by: _Promise, evidence: _Evidence) -> Decimal:
    how, until = by.how, evidence.until
    bounds = Bounds(by.kind, by.target, how.low, how.is_strict, how.tolerance)
    since = until - timedelta(days=how.judged_days) if by.has_window else None
    if how.hold is Hold.NOW:
        return bounds.credit(evidence.said[-1][1])
    return held(how.hold, evidence.said, bounds, until=until, since=since, required_share=how.share)


def _promise(words: Mapping[str, Any]) -> _Promise:
    setup: Mapping[str, Any] = words.get("setup") or {}
    return _Promise(
        kind=Kind(words["kind"]),
        unit=words.get("unit", ""),
        baseline=Decimal(words["baseline"]),
        target=Decimal(words["target"]),
        how=setup_of(setup),
        has_window=DECLARED in setup,
    )


def _evidence(rows: Sequence[KeyResult], moment: datetime) -> dict[int, _Evidence]:
    ends = {kr.pk: _end(kr, moment) for kr in rows}
    observed = _observed([kr.pk for kr in rows if kr.measure is Kind.STATISTIC], moment)
    said = _said({kr.pk: kr.segment for kr in rows if kr.measure.is_control}, moment)
    segments = _segments([kr.pk for kr in rows if kr.segment > 1])
    return {
        pk: _Evidence(
            until,
            [one for one in observed.get(pk, []) if one[0] < until],
            [one for one in said.get(pk, []) if one[0] < until],
            segments.get(pk, []),
        )
        for pk, until in ends.items()
    }


def _end(kr: KeyResult, moment: datetime) -> datetime:
    """The end of its last day, or now while that lies ahead."""
    midnight = datetime.combine(kr.last_day + timedelta(days=1), time.min, moment.tzinfo)
    return min(moment + timedelta(microseconds=1), midnight)


def _observed(ids: Sequence[int], moment: datetime) -> dict[int, list[Observed]]:
    found: dict[int, list[Observed]] = {}
    if ids:
        standing = Observation.objects.filter(key_result__in=ids, is_withdrawn=False).order_by("at", "id")
        for pk, at, value in standing.values_list("key_result", "at", "value"):
            found.setdefault(pk, []).append((at.astimezone(moment.tzinfo), value))
    return found


def _said(stretches: Mapping[int, int], moment: datetime) -> dict[int, list[Observed]]:
    found: dict[int, list[Observed]] = {}
    if stretches:
        told = CheckIn.objects.filter(key_result__in=list(stretches)).order_by("valid_at", "id")
        for pk, segment, at, value in told.values_list("key_result", "segment", "valid_at", "value"):
            if segment == stretches[pk]:
                found.setdefault(pk, []).append((at.astimezone(moment.tzinfo), value))
    return found


def _segments(ids: Sequence[int]) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = {}
    if ids:
        for segment in Segment.objects.filter(key_result__in=ids).order_by("number"):
            found.setdefault(segment.key_result_id, []).append(segment)
    return found
