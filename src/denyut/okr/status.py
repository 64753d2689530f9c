"""Status: whether progress keeps pace with what is expected, by our thresholds or by those of the system a company comes from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from denyut.okr.pace import calendar
from denyut.okr.progress import ONE, ZERO, Kind, clamp

GRACE = Decimal("0.10")


class Status(StrEnum):
    """How something stands. Partly and missed are only said at the end (Mooncamp), overdue only after it (Lark)."""

    ACHIEVED = "achieved"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    PROGRESSING = "progressing"
    BEHIND = "behind"
    PARTLY = "partly"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    OVERDUE = "overdue"

    @property
    def severity(self) -> int:
        """0 for the best, the more the worse."""
        return list(Status).index(self)

    @property
    def is_red(self) -> bool:
        """Whether it is the worst there is, in our reading; where at risk is the worst, `Standing.is_red` knows."""
        return self.severity >= Status.OFF_TRACK.severity

    @property
    def is_green(self) -> bool:
        return self in (Status.ACHIEVED, Status.ON_TRACK)


class Preset(StrEnum):
    """Whose thresholds decide: ours, or those of another system, so that its colours stay after a move."""

    OURS = "ours"
    VIVA = "viva"
    ENGAGEDLY = "engagedly"
    MOONCAMP = "mooncamp"
    ATLASSIAN = "atlassian"
    LARK = "lark"


class Rule(StrEnum):
    """What decided a status."""

    NOT_BEGUN = "not_begun"
    COMPLETE = "complete"
    GRACE = "grace"
    GAP = "gap"
    RATIO = "ratio"
    SCORE = "score"
    TIME = "time"
    BOUNDS = "bounds"
    FINAL = "final"
    RESULTS = "results"


@dataclass(frozen=True)
class Thresholds:
    """Where green and yellow end. For a gap the most that is still green or yellow; for a ratio or a score the least. All ratios."""

    green: Decimal
    yellow: Decimal


THRESHOLDS = {
    Preset.OURS: Thresholds(Decimal("0.10"), Decimal("0.25")),
    Preset.VIVA: Thresholds(ZERO, Decimal("0.25")),
    Preset.ENGAGEDLY: Thresholds(Decimal("0.165"), Decimal("0.33")),
    Preset.MOONCAMP: Thresholds(Decimal("0.90"), Decimal("0.70")),
    Preset.ATLASSIAN: Thresholds(Decimal("0.7"), Decimal("0.4")),
    Preset.LARK: Thresholds(ZERO, ONE),
}


@dataclass(frozen=True)
class Standing:
    """A status and the numbers it comes from: expected and actual progress (ratios), and the rule and thresholds that decided."""

    status: Status
    expected: Decimal
    actual: Decimal
    preset: Preset = Preset.OURS
    rule: Rule = Rule.GAP
    thresholds: Thresholds = THRESHOLDS[Preset.OURS]

    @property
    def gap(self) -> Decimal:
        """How far progress is behind what is expected; negative when it is ahead."""
        return self.expected - self.actual

    @property
    def is_red(self) -> bool:
        """Whether its colour is red. Viva and Engagedly know nothing worse than at risk."""
        knows_no_worse = self.preset in (Preset.VIVA, Preset.ENGAGEDLY)
        return self.status.is_red or (knows_no_worse and self.status is Status.AT_RISK)


@dataclass(frozen=True)
class _Facts:
    kind: Kind
    actual: Decimal
    expected: Decimal
    gap: Decimal
    is_early: bool
    is_over: bool
    is_past: bool
    thresholds: Thresholds

    @property
    def is_complete(self) -> bool:
        return self.actual >= ONE


type Decided = tuple[Status, Rule]


def standing(
    kind: Kind,
    progress: Decimal,
    starts_on: date,
    ends_on: date,
    day: date,
    *,
    has_begun: bool,
    preset: Preset = Preset.OURS,
    expected: Decimal | None = None,
    thresholds: Thresholds | None = None,
) -> Standing:
    """Where something stands on `day` by the rules of `preset`. `expected` replaces the calendar's line, `thresholds` the preset's.

    Before the first value and any expectation it has not started. By our rules nothing turns red by itself in the first tenth of the
    calendar span. A control kind can only hold or not: it is achieved at the end.
    """
    passed = calendar(starts_on, ends_on, day)
    line = passed if expected is None else expected
    limits = thresholds or THRESHOLDS[preset]
    is_early = preset is Preset.OURS and passed <= GRACE
    if not has_begun and (is_early or line <= ZERO):
        return Standing(Status.NOT_STARTED, line, progress, preset, Rule.NOT_BEGUN, limits)
    facts = _Facts(kind, progress, line, line - progress, is_early, passed >= ONE, day > ends_on, limits)
    status, rule = _RULES[preset](facts)
    return Standing(status, line, progress, preset, rule, limits)


def from_results(own: Standing, results: Iterable[Status]) -> Standing:
    """Viva's other way for an objective: its own numbers, with the worst status among its key results; its own when it has none."""
    statuses = list(results)
    return replace(own, status=worst_of(statuses), rule=Rule.RESULTS) if statuses else own


def worst_of(statuses: Iterable[Status]) -> Status:
    """The most severe of several; not started when there are none."""
    return max(statuses, key=lambda status: status.severity, default=Status.NOT_STARTED)


def final_category(progress: Decimal) -> Status:
    """What Mooncamp says at the end: achieved from 100 %, partly from 50 %, else missed."""
    if progress >= ONE:
        return Status.ACHIEVED
    return Status.PARTLY if progress >= Decimal("0.5") else Status.MISSED


def _ours(facts: _Facts) -> Decided:
    if facts.kind.is_control:
        return _held(facts)
    if facts.is_complete:
        return Status.ACHIEVED, Rule.COMPLETE
    if facts.is_early and facts.gap > facts.thresholds.green:
        return Status.ON_TRACK, Rule.GRACE
    return _by_gap(facts, Status.AT_RISK, Status.OFF_TRACK), Rule.GAP


def _held(facts: _Facts) -> Decided:
    if facts.is_complete:
        return (Status.ACHIEVED, Rule.COMPLETE) if facts.is_over else (Status.ON_TRACK, Rule.BOUNDS)
    is_near = facts.is_early or ONE - facts.actual <= facts.thresholds.yellow
    return Status.AT_RISK if is_near else Status.OFF_TRACK, Rule.BOUNDS


def _viva(facts: _Facts) -> Decided:
    if facts.kind.is_control:
        return Status.ON_TRACK if facts.is_complete else Status.AT_RISK, Rule.BOUNDS
    return _by_gap(facts, Status.BEHIND, Status.AT_RISK), Rule.GAP


def _engagedly(facts: _Facts) -> Decided:
    if facts.kind.is_control:
        good, bad = (Status.ACHIEVED, Status.AT_RISK) if facts.is_past else (Status.ON_TRACK, Status.BEHIND)
        return good if facts.is_complete else bad, Rule.BOUNDS
    if facts.is_complete:
        return Status.ACHIEVED, Rule.COMPLETE
    is_at_green = facts.gap == facts.thresholds.green
    return Status.BEHIND if is_at_green else _by_gap(facts, Status.BEHIND, Status.AT_RISK), Rule.GAP


def _mooncamp(facts: _Facts) -> Decided:
    if facts.is_past:
        return final_category(facts.actual), Rule.FINAL
    if facts.kind.is_control:
        return Status.ON_TRACK if facts.is_complete else Status.OFF_TRACK, Rule.BOUNDS
    # Products, not the quotient: what is two thirds has no exact decimal, and 0 expected divides nothing.
    return _by_least(facts, facts.actual, facts.expected, Status.PROGRESSING), Rule.RATIO


def _atlassian(facts: _Facts) -> Decided:
    score = clamp(facts.actual).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _by_least(facts, score, ONE, Status.AT_RISK), Rule.SCORE


def _lark(facts: _Facts) -> Decided:
    if facts.is_past and not facts.is_complete:
        return Status.OVERDUE, Rule.TIME
    if facts.kind.is_control:
        return Status.ON_TRACK if facts.is_complete else Status.AT_RISK, Rule.BOUNDS
    return _by_gap(facts, Status.AT_RISK, Status.AT_RISK), Rule.GAP


def _by_gap(facts: _Facts, middle: Status, worst: Status) -> Status:
    if facts.gap <= facts.thresholds.green:
        return Status.ON_TRACK
    return middle if facts.gap <= facts.thresholds.yellow else worst


def _by_least(facts: _Facts, reached: Decimal, whole: Decimal, middle: Status) -> Status:
    if reached >= facts.thresholds.green * whole:
        return Status.ON_TRACK
    return middle if reached >= facts.thresholds.yellow * whole else Status.OFF_TRACK


_RULES: dict[Preset, Callable[[_Facts], Decided]] = {
    Preset.OURS: _ours,
    Preset.VIVA: _viva,
    Preset.ENGAGEDLY: _engagedly,
    Preset.MOONCAMP: _mooncamp,
    Preset.ATLASSIAN: _atlassian,
    Preset.LARK: _lark,
}
