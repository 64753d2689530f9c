"""Status: whether progress keeps pace with time. The default thresholds: 10 points behind are on track, 25 at risk, more off track."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from denyut.okr.progress import ONE, ZERO, Kind, clamp

AT_RISK_BEYOND = Decimal("0.10")
OFF_TRACK_BEYOND = Decimal("0.25")
GRACE = Decimal("0.10")


class Status(StrEnum):
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    ACHIEVED = "achieved"


@dataclass(frozen=True)
class Standing:
    """A status and the three numbers it comes from: expected and actual progress, and the gap between them (all ratios)."""

    status: Status
    expected: Decimal
    actual: Decimal

    @property
    def gap(self) -> Decimal:
        return self.expected - self.actual


def expected_progress(starts_on: date, ends_on: date, day: date) -> Decimal:
    """Expected progress on `day`: linear from 0 on the first day to 1 on the last."""
    span = (ends_on - starts_on).days
    if span <= 0:
        return ONE if day >= ends_on else ZERO
    return clamp(Decimal((day - starts_on).days) / span)


def standing(kind: Kind, progress: Decimal, starts_on: date, ends_on: date, day: date, *, has_begun: bool) -> Standing:
    """Where something stands on `day`. In the first tenth of the span nothing is red by itself; before the first value and after no
    time it has not started."""
    expected = expected_progress(starts_on, ends_on, min(day, ends_on))
    return Standing(_status(kind, progress, expected, has_begun), expected, progress)


def _status(kind: Kind, progress: Decimal, expected: Decimal, has_begun: bool) -> Status:
    is_early = expected <= GRACE
    if not has_begun and is_early:
        return Status.NOT_STARTED
    if kind.is_control:
        return _control_status(progress, expected, is_early)
    if progress >= ONE:
        return Status.ACHIEVED
    gap = expected - progress
    if gap <= AT_RISK_BEYOND or is_early:
        return Status.ON_TRACK
    return Status.AT_RISK if gap <= OFF_TRACK_BEYOND else Status.OFF_TRACK


def _control_status(progress: Decimal, expected: Decimal, is_early: bool) -> Status:
    if progress < ONE:
        return Status.AT_RISK if is_early else Status.OFF_TRACK
    return Status.ACHIEVED if expected >= ONE else Status.ON_TRACK
