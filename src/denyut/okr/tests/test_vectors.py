"""The test vectors that goals have in common with other systems, by number: those that are arithmetic.

20, 21, 27 and 28 are about cadence, leave, keys and languages, and are tried where those live.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from denyut.okr.coverage import coverage
from denyut.okr.pace import by_hours, calendar
from denyut.okr.progress import Bounds, Hold, Kind, held, progress_of
from denyut.okr.relative import Relative, question, target_of
from denyut.okr.rollups import Item, closes_circle, explain
from denyut.okr.scores import Setup, carried, is_achieved, needs_post_mortem, objective_score, scores, suggested
from denyut.okr.statistics import current, statistic_of, windows
from denyut.okr.status import Preset, Status, standing
from denyut.okr.weights import Weight, auto_weights, edited, lark_weights, proportional

D = Decimal
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def decimals(*words: str) -> list[Decimal]:
    return [D(word) for word in words]


def items(*progress: str) -> list[Item]:
    return [Item(word, D(1), D(word)) for word in progress]


def shown(value: Decimal | None, step: str) -> str:
    return str((value or D(0)).quantize(D(step), ROUND_HALF_UP))


def test_1_decrease() -> None:
    found = [progress_of(Kind.METRIC, D(100), D(60), value) for value in decimals("80", "70", "50", "110")]
    assert found == decimals("0.50", "0.75", "1.25", "-0.25")


def test_2_increase() -> None:
    found = [progress_of(Kind.METRIC, D(20), D(40), value) for value in decimals("25", "45", "15")]
    assert found == decimals("0.25", "1.25", "-0.25")


def test_3_a_target_on_its_start_is_refused() -> None:
    with pytest.raises(ValueError, match="start value is the target"):
        progress_of(Kind.METRIC, D(10), D(10), D(10))


def test_4_the_bound_itself() -> None:
    found = [progress_of(Kind.AT_MOST, D(0), D(25), D(25), is_strict=is_strict) for is_strict in (False, True)]
    assert found == [1, 0]


def test_5_nine_of_thirteen_check_ins() -> None:
    said = [D("4.5")] * 9 + [D("5.2")] * 3 + [None]
    seen = [(MONDAY + timedelta(weeks=week), value) for week, value in enumerate(said)]
    progress = held(Hold.CHECK_INS, seen, Bounds(Kind.RANGE, D(5), D(4)), until=MONDAY + timedelta(weeks=13))
    assert (progress, shown(100 * progress, "1")) == (D("0.6923"), "69")


def test_6_distance() -> None:
    bounds = Bounds(Kind.AT_MOST, D(1))
    found = [held(Hold.DISTANCE, [(MONDAY, v)], bounds, until=MONDAY) for v in decimals("0.8", "1.5", "1.75")]
    assert [100 * progress for progress in found] == [120, 50, 25]


def test_7_equal_weights() -> None:
    assert explain("key_results", items("0", "0.25", "0.20")).total == D("0.15")


def test_8_clamped_and_not() -> None:
    parts = items("1.25", "-0.20", "0.50")
    found = [explain("key_results", parts, is_clamped=is_clamped).total for is_clamped in (False, True)]
    assert [shown(total, "0.001") for total in found] == ["0.517", "0.500"]


def test_9_the_score_of_an_objective() -> None:
    score = objective_score([(D("0.3"), D("0.84")), (D("0.3"), D("0.80")), (D("0.4"), D("0.90"))])
    assert (score, shown(score, "0.01")) == (D("0.852"), "0.85")


def test_10_one_fixed_of_four() -> None:
    after = edited([Weight(D("0.25"), False)] * 4, 0, D("0.5"))
    assert [w.value for w in after] == decimals("0.5", "0.167", "0.167", "0.166")


def test_11_lark_gives_the_rest() -> None:
    assert lark_weights([D("0.6"), D("0.3"), None], [D("0.333")] * 3) == decimals("0.6", "0.3", "0.1")


def test_12_by_target_size() -> None:
    assert proportional(decimals("100000", "20000", "1000")) == decimals("0.827", "0.165", "0.008")


def test_13_less_time_and_more_speed() -> None:
    time, speed = (target_of(D(30), Relative(D(c), means)) for c, means in (("-40", "time"), ("40", "speed")))
    assert (shown(time, "0.01"), shown(speed, "0.01")) == ("18.00", "21.43")
    both = question(D(30), D(40))
    assert (both.as_time, both.as_speed) == (time, speed)


def attended() -> dict[int, int]:
    return {person: 3 if person < 12 else 2 if person < 17 else 0 for person in range(20)}


def test_14_coverage() -> None:
    found = coverage(range(20), attended(), 3)
    assert (found.strict, shown(found.soft, "0.1")) == (60, "76.7")


def test_15_coverage_after_two_left() -> None:
    assert shown(coverage(range(18), attended(), 3).strict, "0.1") == "66.7"


def test_16_milestones() -> None:
    milestones = [(D("0.5"), True), (D("0.3"), False), (D("0.2"), True)]
    percent = sum((100 * weight for weight, is_done in milestones if is_done), D(0))
    assert progress_of(Kind.MILESTONE, D(0), D(100), percent) == D("0.70")


def test_17_a_hollow_point_moves_nothing() -> None:
    today = statistic_of("median", decimals("5", "7", "9", "100"), least=5)
    assert (today.value, today.n, today.is_hollow) == (8, 4, True)
    observations = [(MONDAY, D(6))] * 5 + [(MONDAY + timedelta(days=1), v) for v in decimals("5", "7", "9", "100")]
    line = windows(observations, "day", ends=MONDAY.date() + timedelta(days=1), least=5)
    assert (line[1].point, current(line)) == (today, line[0])


def test_18_four_systems() -> None:
    start, end = date(2026, 1, 1), date(2026, 4, 11)
    found = [
        standing(Kind.METRIC, D("0.35"), start, end, date(2026, 2, 20), has_begun=True, preset=preset).status
        for preset in (Preset.OURS, Preset.VIVA, Preset.ENGAGEDLY, Preset.MOONCAMP)
    ]
    assert found == [Status.AT_RISK, Status.BEHIND, Status.ON_TRACK, Status.PROGRESSING]


def test_19_hours_on_leave_are_not_expected() -> None:
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(14) if n % 7 < 5]
    hours = [(day, D(0 if 2 <= number <= 6 else 8)) for number, day in enumerate(days, 1)]
    assert by_hours(hours, days[5]) == D("0.20")
    assert by_hours([(day, D(8)) for day in days], days[5]) == D("0.60")
    assert calendar(days[0], days[-1], days[5]) > D("0.20")


def test_22_the_goalpost() -> None:
    found = scores(Kind.METRIC, Setup(D(0), D(100)), Setup(D(0), D(80)), D(80))
    assert (found.final, found.original, found.goalpost) == (1, D("0.8"), D("0.2"))


def test_23_ten_blogs() -> None:
    baseline, target = carried("current", D(0), D(10), D(5))
    assert (baseline, target, progress_of(Kind.METRIC, baseline, target, D(5))) == (5, 10, 0)
    assert carried("remaining", D(0), D(10), D(5)) == (0, 5)
    assert carried("baseline", D(0), D(10), D(5)) == (0, 10)


def test_24_contributing_to_each_other() -> None:
    assert closes_circle({"A": ["B"]}, "B", "A")


def test_25_a_postponed_child() -> None:
    assert auto_weights([Weight(D("0.333"), False), Weight(D("0.333"), False, False), Weight(D("0.334"), False)]) == [
        D("0.5"),
        0,
        D("0.5"),
    ]
    fixed = [Weight(D("0.2"), True), Weight(D("0.5"), True, False), Weight(D("0.3"), True)]
    assert auto_weights(fixed) == decimals("0.4", "0", "0.6")


def test_26_a_committed_key_result_at_nine_tenths() -> None:
    score = suggested(D("0.9"))
    assert (score, is_achieved("committed", score), needs_post_mortem("committed", score)) == (D("0.9"), False, True)
