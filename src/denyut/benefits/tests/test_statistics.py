from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.benefits.statistics.intervals import bootstrap_median, bootstrap_rate, wilson
from denyut.benefits.statistics.student import t_quantile
from denyut.benefits.statistics.trends import change_at
from denyut.benefits.statistics.verdicts import Finding, Verdict, finding_of

ORGANISATIONS = 200


@pytest.mark.parametrize(("degrees", "table"), [(1, 6.314), (2, 2.920), (5, 2.015), (10, 1.812), (30, 1.697)])
def test_t_agrees_with_the_printed_table(degrees: int, table: float) -> None:
    assert t_quantile(0.95, degrees) == pytest.approx(table, abs=0.011)


def test_wilson_of_nine_in_forty_one() -> None:
    found = wilson(9, 41)
    assert (round(found.low, 4), round(found.high, 4)) == (0.1324, 0.3413)


@given(st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=50)
def test_wilson_holds_its_share(hits: int, of: int) -> None:
    hits = min(hits, of)
    found = wilson(hits, of)
    assert 0 <= found.low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= found.high <= 1


def test_drawing_anew_says_the_same_twice() -> None:
    samples = [3.0, 5.0, 8.0, 13.0, 21.0]
    assert bootstrap_median(samples) == bootstrap_median(samples)
    assert 8.0 in bootstrap_median(samples)
    assert 0.5 in bootstrap_rate([(1, 2), (2, 4), (3, 6)])
    with pytest.raises(ValueError, match="nothing was measured"):
        bootstrap_median([])


def test_a_step_without_noise_is_found_exactly() -> None:
    before = [(week, 10.0 + week) for week in range(6)]
    after = [(week, 4.0 + week) for week in range(6, 12)]
    found = change_at(before, after)
    assert found is not None
    assert found.step == pytest.approx(-6)
    assert found.expected == pytest.approx(18.5)


def test_a_trend_alone_is_no_improvement() -> None:
    dice = Random(4)
    points = [(week, 50.0 - week + dice.gauss(0, 1)) for week in range(24)]
    assert finding_of(points[:12], points[12:], is_higher_better=False).verdict == Verdict.SAME


def test_without_a_baseline_nothing_is_measured() -> None:
    assert finding_of([], [(1, 5.0)], is_higher_better=True) == Finding(Verdict.UNMEASURED)


def test_few_weeks_can_not_tell_yet() -> None:
    before = [(week, 10.0) for week in range(6)]
    found = finding_of(before, [(6, 12.0)], is_higher_better=True)
    assert (found.verdict, found.gain, found.weeks_needed) == (Verdict.UNSURE, None, 3)


def test_a_wide_answer_says_how_long_to_wait() -> None:
    dice = Random(9)
    points = [(week, 20 + dice.gauss(0, 3)) for week in range(18)]
    found = finding_of(points[:12], points[12:], is_higher_better=True)
    assert found.verdict in (Verdict.UNSURE, Verdict.SAME)
    assert found.weeks_needed is None or found.weeks_needed > 0


def simulated(dice: Random, effect: float) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """Weeks of an organisation with a level, a trend, errors that resemble their neighbours, and a true step of `effect` (a ratio)."""
    level, trend, memory = dice.uniform(20, 60), dice.uniform(-0.3, 0.3), dice.uniform(0, 0.4)
    spread, error, values = level * dice.uniform(0.05, 0.15), 0.0, []
    first, weeks = dice.randint(8, 14), dice.randint(8, 16)
    for week in range(first + weeks):
        error = memory * error + dice.gauss(0, spread)
        values.append((week, level + trend * week + error))
    expected = sum(level + trend * week for week in range(first, first + weeks)) / weeks
    return values[:first], [(week, value + effect * expected) for week, value in values[first:]]


def test_intervals_cover_what_is_true() -> None:
    dice, covered = Random(11), 0
    for _number in range(ORGANISATIONS):
        effect = dice.uniform(-0.4, 0.6)
        found = finding_of(*simulated(dice, effect), is_higher_better=True)
        covered += found.interval is not None and effect in found.interval
    assert covered / ORGANISATIONS >= 0.85


def test_nothing_is_rarely_called_an_improvement() -> None:
    dice = Random(12)
    found = [finding_of(*simulated(dice, 0.0), is_higher_better=True).verdict for _number in range(ORGANISATIONS)]
    assert found.count(Verdict.IMPROVED) / ORGANISATIONS <= 0.07
