from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.okr.progress import Kind
from denyut.okr.status import (
    THRESHOLDS,
    Preset,
    Rule,
    Standing,
    Status,
    Thresholds,
    final_category,
    from_results,
    standing,
    worst_of,
)

START, END = date(2026, 1, 1), date(2026, 4, 11)
D = Decimal
PRESETS = (Preset.VIVA, Preset.ENGAGEDLY, Preset.MOONCAMP, Preset.OURS)


def stands(kind: Kind, progress: str, day: int, *, has_begun: bool = True, preset: Preset = Preset.OURS) -> Standing:
    on = START + timedelta(days=day)
    return standing(kind, D(progress), START, END, on, has_begun=has_begun, preset=preset)


def status(kind: Kind, progress: str, percent: int, *, has_begun: bool = True, preset: Preset = Preset.OURS) -> Status:
    return stands(kind, progress, percent, has_begun=has_begun, preset=preset).status


@pytest.mark.parametrize(
    ("percent", "progress", "words"),
    [
        (50, "0.45", "behind on_track on_track on_track"),
        (50, "0.40", "behind on_track progressing on_track"),
        (50, "0.35", "behind on_track progressing at_risk"),
        (50, "0.20", "at_risk behind off_track off_track"),
        (10, "0", "behind on_track off_track on_track"),
        (90, "0.80", "behind on_track progressing on_track"),
        (90, "0.60", "at_risk behind off_track off_track"),
    ],
)
def test_same_facts_different_colours(percent: int, progress: str, words: str) -> None:
    assert [status(Kind.METRIC, progress, percent, preset=p).value for p in PRESETS] == words.split()


@pytest.mark.parametrize(
    ("preset", "progress", "expected"),
    [
        (Preset.OURS, "0.40", Status.ON_TRACK),
        (Preset.OURS, "0.3999", Status.AT_RISK),
        (Preset.OURS, "0.25", Status.AT_RISK),
        (Preset.OURS, "0.2499", Status.OFF_TRACK),
        (Preset.VIVA, "0.50", Status.ON_TRACK),
        (Preset.VIVA, "0.4999", Status.BEHIND),
        (Preset.VIVA, "0.25", Status.BEHIND),
        (Preset.VIVA, "0.2499", Status.AT_RISK),
        (Preset.ENGAGEDLY, "0.3351", Status.ON_TRACK),
        (Preset.ENGAGEDLY, "0.335", Status.BEHIND),
        (Preset.ENGAGEDLY, "0.17", Status.BEHIND),
        (Preset.ENGAGEDLY, "0.1699", Status.AT_RISK),
        (Preset.ENGAGEDLY, "1", Status.ACHIEVED),
        (Preset.MOONCAMP, "0.45", Status.ON_TRACK),
        (Preset.MOONCAMP, "0.4499", Status.PROGRESSING),
        (Preset.MOONCAMP, "0.35", Status.PROGRESSING),
        (Preset.MOONCAMP, "0.3499", Status.OFF_TRACK),
        (Preset.ATLASSIAN, "0.65", Status.ON_TRACK),
        (Preset.ATLASSIAN, "0.6499", Status.AT_RISK),
        (Preset.ATLASSIAN, "0.35", Status.AT_RISK),
        (Preset.ATLASSIAN, "0.3499", Status.OFF_TRACK),
        (Preset.LARK, "0.5", Status.ON_TRACK),
        (Preset.LARK, "0.4999", Status.AT_RISK),
        (Preset.OURS, "1.2", Status.ACHIEVED),
    ],
)
def test_status_half_way_at_each_threshold(preset: Preset, progress: str, expected: Status) -> None:
    assert status(Kind.METRIC, progress, 50, preset=preset) == expected


@pytest.mark.parametrize(
    ("preset", "progress", "expected"),
    [
        (Preset.OURS, "0.7", Status.OFF_TRACK),
        (Preset.VIVA, "1", Status.ON_TRACK),
        (Preset.VIVA, "0.7", Status.AT_RISK),
        (Preset.MOONCAMP, "1", Status.ACHIEVED),
        (Preset.MOONCAMP, "0.7", Status.PARTLY),
        (Preset.MOONCAMP, "0.4999", Status.MISSED),
        (Preset.LARK, "1", Status.ON_TRACK),
        (Preset.LARK, "0.9999", Status.OVERDUE),
    ],
)
def test_status_after_the_last_day(preset: Preset, progress: str, expected: Status) -> None:
    assert status(Kind.METRIC, progress, 101, preset=preset) == expected


def test_the_last_day_itself_is_not_over() -> None:
    assert status(Kind.METRIC, "0.95", 100, preset=Preset.MOONCAMP) == Status.ON_TRACK
    assert status(Kind.METRIC, "0.95", 100, preset=Preset.LARK) == Status.AT_RISK


def test_final_categories() -> None:
    found = [final_category(D(p)).value for p in ("1.1", "1", "0.99", "0.5", "0.49")]
    assert found == ["achieved", "achieved", "partly", "partly", "missed"]


@pytest.mark.parametrize(("percent", "expected"), [(10, Status.ON_TRACK), (11, Status.OFF_TRACK)])
def test_grace_ends_with_the_first_tenth(percent: int, expected: Status) -> None:
    assert status(Kind.METRIC, "-0.3", percent) == expected


def test_grace_goes_by_the_days_and_not_by_another_line() -> None:
    late = standing(Kind.METRIC, D("-0.3"), START, END, START + timedelta(days=60), has_begun=True, expected=D("0.05"))
    assert (late.status, late.expected) == (Status.OFF_TRACK, D("0.05"))


def test_another_line_replaces_the_calendar() -> None:
    shutdown = standing(Kind.METRIC, D("0"), START, END, START + timedelta(days=40), has_begun=True, expected=D(0))
    assert (shutdown.status, shutdown.gap) == (Status.ON_TRACK, 0)


def test_other_thresholds_replace_those_of_the_preset() -> None:
    strict = Thresholds(D(0), D("0.05"))
    found = standing(Kind.METRIC, D("0.4"), START, END, START + timedelta(days=50), has_begun=True, thresholds=strict)
    assert (found.status, found.thresholds) == (Status.OFF_TRACK, strict)


@pytest.mark.parametrize("preset", list(Preset))
def test_before_anything_is_expected_it_has_not_started(preset: Preset) -> None:
    assert status(Kind.METRIC, "0", -5, has_begun=False, preset=preset) == Status.NOT_STARTED


def test_status_before_the_first_check_in_in_a_young_cycle() -> None:
    found = [status(Kind.METRIC, "0", 5, has_begun=False, preset=p) for p in (Preset.OURS, Preset.VIVA)]
    assert found == [Status.NOT_STARTED, Status.BEHIND]


def test_silence_turns_red_with_time() -> None:
    assert status(Kind.METRIC, "0", 60, has_begun=False) == Status.OFF_TRACK


@pytest.mark.parametrize("kind", [Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE])
@pytest.mark.parametrize(
    ("progress", "percent", "expected"),
    [
        ("1", 50, Status.ON_TRACK),
        ("0", 50, Status.OFF_TRACK),
        ("0.75", 50, Status.AT_RISK),
        ("0.7499", 50, Status.OFF_TRACK),
        ("0", 5, Status.AT_RISK),
        ("1", 100, Status.ACHIEVED),
    ],
)
def test_status_of_a_bound_is_achieved_only_at_the_end(
    kind: Kind, progress: str, percent: int, expected: Status
) -> None:
    assert status(kind, progress, percent) == expected


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        (Preset.VIVA, "on_track at_risk on_track at_risk"),
        (Preset.ENGAGEDLY, "on_track behind achieved at_risk"),
        (Preset.MOONCAMP, "on_track off_track achieved missed"),
        (Preset.ATLASSIAN, "on_track off_track on_track off_track"),
        (Preset.LARK, "on_track at_risk on_track overdue"),
    ],
)
def test_status_of_a_bound_elsewhere(preset: Preset, words: str) -> None:
    found = [status(Kind.AT_MOST, p, day, preset=preset) for day in (50, 101) for p in ("1", "0")]
    assert [s.value for s in found] == words.split()


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        (stands(Kind.METRIC, "0", 5, has_begun=False), Rule.NOT_BEGUN),
        (stands(Kind.METRIC, "-0.3", 5), Rule.GRACE),
        (stands(Kind.METRIC, "0.3", 50), Rule.GAP),
        (stands(Kind.METRIC, "1", 50), Rule.COMPLETE),
        (stands(Kind.AT_MOST, "1", 50), Rule.BOUNDS),
        (stands(Kind.METRIC, "0.3", 50, preset=Preset.MOONCAMP), Rule.RATIO),
        (stands(Kind.METRIC, "0.3", 101, preset=Preset.MOONCAMP), Rule.FINAL),
        (stands(Kind.METRIC, "0.3", 50, preset=Preset.ATLASSIAN), Rule.SCORE),
        (stands(Kind.METRIC, "0.3", 101, preset=Preset.LARK), Rule.TIME),
    ],
)
def test_a_standing_names_the_rule_that_decided(found: Standing, rule: Rule) -> None:
    assert (found.rule, found.thresholds) == (rule, THRESHOLDS[found.preset])


def test_a_standing_shows_its_numbers() -> None:
    found = stands(Kind.METRIC, "0.35", 50)
    assert (found.expected, found.actual, found.gap, found.preset) == (D("0.5"), D("0.35"), D("0.15"), Preset.OURS)


def test_at_risk_is_red_where_nothing_is_worse() -> None:
    red = [p for p in Preset if Standing(Status.AT_RISK, D(1), D(0), p).is_red]
    assert red == [Preset.VIVA, Preset.ENGAGEDLY]


def test_statuses_that_are_red_and_green() -> None:
    assert [s for s in Status if s.is_green] == [Status.ACHIEVED, Status.ON_TRACK]
    assert [s for s in Status if s.is_red] == [Status.OFF_TRACK, Status.MISSED, Status.OVERDUE]


def test_the_worst_of_several() -> None:
    assert worst_of([]) == Status.NOT_STARTED
    assert worst_of([Status.NOT_STARTED, Status.ON_TRACK]) == Status.ON_TRACK
    assert worst_of([Status.AT_RISK, Status.BEHIND, Status.ON_TRACK, Status.NOT_STARTED]) == Status.AT_RISK
    assert worst_of([Status.ACHIEVED, Status.NOT_STARTED]) == Status.NOT_STARTED


def test_an_objective_may_take_the_worst_of_its_results() -> None:
    own = stands(Kind.METRIC, "0.6", 50, preset=Preset.VIVA)
    taken = from_results(own, [Status.ON_TRACK, Status.BEHIND])
    assert (taken.status, taken.rule, taken.actual) == (Status.BEHIND, Rule.RESULTS, D("0.6"))
    assert from_results(own, []) == own


ratios = st.decimals(min_value=-2, max_value=3, places=2)


@given(st.integers(-20, 130), ratios, ratios, st.booleans(), st.sampled_from(Kind), st.sampled_from(Preset))
def test_more_progress_is_never_a_worse_status(
    percent: int, one: Decimal, other: Decimal, has_begun: bool, kind: Kind, preset: Preset
) -> None:
    less, more = sorted((one, other))
    worse = status(kind, str(less), percent, has_begun=has_begun, preset=preset)
    better = status(kind, str(more), percent, has_begun=has_begun, preset=preset)
    assert better.severity <= worse.severity


@given(ratios, st.integers(11, 99), st.integers(11, 99), st.sampled_from([p for p in Preset if p != Preset.ATLASSIAN]))
def test_more_time_is_never_a_better_status(progress: Decimal, one: int, other: int, preset: Preset) -> None:
    early, late = sorted((one, other))
    before = status(Kind.METRIC, str(progress), early, preset=preset)
    after = status(Kind.METRIC, str(progress), late, preset=preset)
    assert after.severity >= before.severity


@given(st.lists(st.sampled_from(Status), max_size=6))
def test_the_worst_does_not_depend_on_the_order(statuses: list[Status]) -> None:
    assert worst_of(statuses) == worst_of(list(reversed(statuses))) == worst_of([*statuses, worst_of(statuses)])
