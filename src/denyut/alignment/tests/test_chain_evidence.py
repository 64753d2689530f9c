"""Ranks, noise and words by hand, and error rates on simulated links."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import sqrt

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.alignment.chain.chance import chance_of, cut_off, reach_of
from denyut.alignment.chain.circles import is_same_course, is_same_number
from denyut.alignment.chain.courses import Course, course_of, joined
from denyut.alignment.chain.effect import Effect, effect_of
from denyut.alignment.chain.evidence import Doubt, Evidence, Word, judge, measure
from denyut.alignment.chain.pairs import AT_MOST, Pair, moved_with, pairs_of
from denyut.alignment.chain.plot import plot_of, scale_of, span_of
from denyut.alignment.chain.ranks import correlation, ranks_of
from denyut.alignment.chain.whitening import autoregression, filtered, surprises
from denyut.alignment.chain.words import LABELS, among, delayed, expected, ranged, why
from denyut.lib.bidi import isolated

MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
SIMULATIONS = 200

type Make = Callable[[random.Random], list[Pair]]


def steps(*levels: int | str, start: datetime = MONDAY) -> list[tuple[datetime, Decimal]]:
    return [(start + WEEK * place, Decimal(level)) for place, level in enumerate(levels)]


def pairs(*numbers: tuple[float, float]) -> list[Pair]:
    return [(Decimal(str(goal)), Decimal(str(indicator))) for goal, indicator in numbers]


def test_ranks_share_the_mean_where_values_tie() -> None:
    assert ranks_of([3, 1, 3, 2]) == (3.5, 1.0, 3.5, 2.0)
    assert ranks_of([5, 5, 5]) == (2.0, 2.0, 2.0)
    assert ranks_of([]) == ()


def test_rank_correlation_by_hand() -> None:
    # The textbook's ten people (hours of television, intelligence): ρ = −29/165.
    iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
    found = correlation(ranks_of(iq), ranks_of(hours))
    assert found is not None
    assert round(found, 12) == round(-29 / 165, 12)
    assert correlation([1, 2, 3], [2, 2, 2]) is None


def test_noise_is_that_of_the_tables() -> None:
    # Critical values of Spearman's ρ, two-sided 5 %: 0.390 at 26 points, 0.279 at 50.
    for n, table in ((26, 0.390), (50, 0.279)):
        assert reach_of(0.05, n) == pytest.approx(table, abs=0.01)
        assert chance_of(reach_of(0.05, n), n) == pytest.approx(0.05)


def test_the_more_links_are_tested_the_more_it_takes() -> None:
    # The fifteen chances of Benjamini and Hochberg's own example of 1995: at 0.05 the first four stand.
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    chances += [0.7590, 1.0]
    assert sum(one <= cut_off(chances) for one in chances) == 4
    assert (cut_off([0.3]), cut_off([0.04]), cut_off([0.3] * 10)) == (0.05, 0.05, 0.005)


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=20))
def test_the_cut_off_lies_between_one_of_all_and_all_of_all(chances: list[float]) -> None:
    assert 0.05 / len(chances) <= cut_off(chances) <= 0.05 + 1e-12


def test_surprises_are_what_the_past_does_not_tell() -> None:
    slow = series(random.Random(3), 200, 0.8)
    shares = autoregression([one - sum(slow) / len(slow) for one in slow])
    assert shares is not None
    assert shares[0] == pytest.approx(0.8, abs=0.15)
    left = surprises(slow)
    assert abs(correlation(left[1:], left[:-1]) or 0) < 0.1
    assert (surprises([2.0] * 30), surprises([]), filtered([1, 2, 4], [1.0])) == ([], [], [1.0, 2.0])


def alone(found: list[Pair], *, is_up: bool = True, others: int = 0) -> Evidence:
    measured = measure(found)
    chances = [] if measured.chance is None else [measured.chance, *[1.0] * others]
    return judge(measured, chances, is_up=is_up)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=26, max_size=40))
def test_evidence_turns_around_with_what_is_expected(changes: list[tuple[int, int]]) -> None:
    found = pairs(*changes)
    up, down = alone(found), alone(found, is_up=False)
    assert (up.rho, up.noise, up.n, up.doubt, up.effect) == (down.rho, down.noise, down.n, down.doubt, down.effect)
    swapped = {Word.SUPPORTED: Word.CONTRADICTED, Word.CONTRADICTED: Word.SUPPORTED, Word.UNTESTED: Word.UNTESTED}
    assert down.word == swapped[up.word]
    assert up.rho is None or abs(up.rho) < 1 + 1e-9


def test_fewer_than_half_a_year_of_weeks_say_nothing() -> None:
    strong = related(26, 0.99)(random.Random(1))
    assert alone(strong[:25]) == Evidence(Word.UNTESTED, Doubt.FEW, 25)
    assert alone(strong).word is Word.SUPPORTED
    assert alone(strong, is_up=False).word is Word.CONTRADICTED
    assert alone([]) == Evidence(Word.UNTESTED, Doubt.FEW, 0)


def test_what_stands_still_says_nothing() -> None:
    assert alone(pairs(*[(x * x % 7, 0) for x in range(30)])) == Evidence(Word.UNTESTED, Doubt.STILL, 30)


def test_what_holds_in_one_half_alone_is_not_concluded() -> None:
    chance = random.Random(2)
    goal, rest = series(chance, 60, 0), series(chance, 60, 0)
    halves = [
        (x, (x if place < 30 else -0.05 * x) + 0.02 * e) for place, (x, e) in enumerate(zip(goal, rest, strict=True))
    ]
    found = alone(pairs(*halves))
    assert (found.word, found.doubt) == (Word.UNTESTED, Doubt.HALVES)


def test_an_effect_is_a_range_in_the_unit_of_the_indicator() -> None:
    chance = random.Random(4)
    goal = [abs(one) / 40 for one in series(chance, 60, 0.3)]
    found = effect_of(goal, [12 * x + 0.05 * e for x, e in zip(goal, series(chance, 60, 0.5), strict=True)])
    assert found is not None
    assert 10 < found.low < 12 < found.high < 14
    assert effect_of([0.0] * 30, goal[:30]) is None


def series(chance: random.Random, n: int, slowness: float) -> list[float]:
    level, found = 0.0, []
    for _step in range(n + 20):
        level = slowness * level + chance.gauss()
        found.append(level)
    return found[20:]


def unrelated(n: int, slowness: float) -> Make:
    return lambda chance: pairs(*zip(series(chance, n, slowness), series(chance, n, slowness), strict=True))


def related(n: int, strength: float, slowness: float = 0.0) -> Make:
    def make(chance: random.Random) -> list[Pair]:
        goal, noise = series(chance, n, slowness), series(chance, n, slowness)
        rest = sqrt(1 - strength * strength)
        return pairs(*((x, strength * x + rest * e) for x, e in zip(goal, noise, strict=True)))

    return make


def rates(make: Make) -> dict[Word, float]:
    words = [alone(make(random.Random(seed))).word for seed in range(SIMULATIONS)]
    return {word: words.count(word) / SIMULATIONS for word in Word}


@pytest.mark.parametrize(("n", "slowness"), [(26, 0), (26, 0.4), (26, 0.7), (52, 0.9)])
def test_false_links_are_rarely_supported(n: int, slowness: float) -> None:
    found = rates(unrelated(n, slowness))
    assert found[Word.SUPPORTED] <= 0.05
    assert found[Word.CONTRADICTED] <= 0.05


@pytest.mark.parametrize(("strength", "slowness", "least"), [(0.7, 0, 0.9), (0.8, 0.4, 0.95), (0.7, 0.4, 0.85)])
def test_true_strong_links_are_found_in_half_a_year(strength: float, slowness: float, least: float) -> None:
    found = rates(related(26, strength, slowness))
    assert found[Word.SUPPORTED] >= least
    assert found[Word.CONTRADICTED] == 0


def test_true_links_are_told_from_false_ones() -> None:
    """The chance that a true link shows a larger ρ than a false one, at 26 weeks."""
    true = [measure(related(26, 0.5, 0.4)(random.Random(seed))).rho or 0 for seed in range(100)]
    false = [measure(unrelated(26, 0.4)(random.Random(seed + 999))).rho or 0 for seed in range(100)]
    assert sum(one > other for one in true for other in false) / 10_000 >= 0.85


def test_of_many_links_hardly_a_false_one_is_called_true() -> None:
    """Five true links among forty: of all that are called something, how many are false; over twenty companies."""
    false, called = 0, 0
    for seed in range(20):
        chance = random.Random(seed)
        true = [related(52, 0.6, 0.4)(chance) for _link in range(5)]
        measured = [measure(one) for one in [*true, *(unrelated(52, 0.4)(chance) for _link in range(35))]]
        chances = [one.chance for one in measured if one.chance is not None]
        words = [judge(one, chances, is_up=True).word for one in measured]
        false += sum(word is not Word.UNTESTED for word in words[5:])
        called += sum(word is not Word.UNTESTED for word in words)
    assert called >= 60
    assert false / called <= 0.08


def test_course_is_level_between_its_steps() -> None:
    course = course_of(reversed(steps("0", "0.2", "0.2", "0.5")), Decimal(0))
    assert course.level(MONDAY - DAY) == 0
    assert course.level(MONDAY + WEEK) == Decimal("0.2")
    assert course.level(MONDAY + WEEK * 3 - DAY) == Decimal("0.2")
    assert (course.began, course.ended) == (MONDAY + WEEK, MONDAY + WEEK * 3)
    assert (course.reached(Decimal("0.5")), course.reached(Decimal(1))) == (MONDAY + WEEK * 3, None)
    assert course_of([], Decimal(0)).began is None
    assert course_of(steps("0", "0"), Decimal(0)).began is None


def test_course_without_a_known_start_begins_with_its_second_value() -> None:
    course = course_of(steps("4", "5"), None)
    assert (course.level(MONDAY - DAY), course.began) == (None, MONDAY + WEEK)


def test_whole_moves_by_its_parts() -> None:
    one, other = course_of(steps("0.4"), Decimal(0)), course_of(steps("2", start=MONDAY + WEEK), Decimal(0))
    whole = joined([(Decimal("0.5"), one), (Decimal("0.5"), other)])
    assert whole.steps == ((MONDAY, Decimal("0.2000")), (MONDAY + WEEK, Decimal("0.7000")))
    assert joined([]) == Course((), None)


def test_pairs_begin_where_the_goal_first_moves_and_end_where_it_falls_silent() -> None:
    course = course_of(steps("0", "0", "0.1", "0.3", "0.6"), Decimal(0))
    readings = steps(*range(30, 40), start=MONDAY - WEEK * 2 + DAY)
    assert pairs_of(course, readings, timedelta(0)) == pairs((0.1, 1), (0.2, 1), (0.3, 1))
    assert pairs_of(course, readings, WEEK) == pairs((0.1, 1), (0.2, 1), (0.3, 1))
    assert pairs_of(course, readings[:5], WEEK) == []
    assert pairs_of(course_of([], Decimal(0)), readings, WEEK) == []


def test_pairs_follow_the_delay() -> None:
    course = course_of(steps("0", "0.1", "0.1", "0.1", "0.5"), Decimal(0))
    readings = steps(1, 1, 1, 4, 4, 4, 9)
    assert pairs_of(course, readings, WEEK * 2) == pairs((0.1, 3), (0, 0), (0, 0), (0.4, 5))


@pytest.mark.parametrize("hours", [-70, -1, 0, 1, 95])
def test_a_check_in_belongs_to_the_reading_of_its_week_whichever_came_first(hours: int) -> None:
    course = course_of(steps("0", "0.1", "0.3"), Decimal(0))
    readings = steps(5, 6, 8, start=MONDAY + timedelta(hours=hours))
    assert pairs_of(course, readings, timedelta(0)) == pairs((0.1, 1), (0.2, 2))


def test_readings_count_once_a_week() -> None:
    course = course_of(steps("0", "0.1", "0.2", "0.3"), Decimal(0))
    daily = [(MONDAY + DAY * place, Decimal(place)) for place in range(22)]
    assert pairs_of(course, daily, timedelta(0)) == pairs((0.1, 6), (0.1, 6), (0.1, 6))
    early = [(MONDAY + WEEK * place - timedelta(hours=30 * (place % 2)), Decimal(place)) for place in range(4)]
    assert pairs_of(course, early, timedelta(0)) == pairs((0.1, 1), (0.1, 1), (0.1, 1))


def test_pairs_are_at_most_those_of_two_years() -> None:
    course = course_of(steps(*range(200)), Decimal(0))
    assert len(pairs_of(course, steps(*range(200)), timedelta(0))) == AT_MOST


def test_what_an_indicator_did_with_the_goal() -> None:
    course = course_of(steps("0", "0.1", "0.2"), Decimal(0))
    assert moved_with(course, steps(5, 7, 4), timedelta(0)) == -3
    assert moved_with(course, steps(5, 7, 4, 9, 1), timedelta(0)) == -3
    assert moved_with(course, steps(5, 7, 4, 9, 1), WEEK) == 2
    assert moved_with(course, steps(5, 7), timedelta(0)) is None
    assert moved_with(course, steps(5, 7, start=MONDAY + WEEK + DAY), timedelta(0)) is None
    assert moved_with(course_of([], Decimal(0)), steps(5, 7), timedelta(0)) is None


def test_two_courses_of_one_number_are_known() -> None:
    values = course_of(steps(40, 41, 43, 42, 47), None)
    assert is_same_course(values, steps(40, 41, 43, 42, 47, start=MONDAY - DAY))
    assert is_same_course(values, steps(40, 41, 43, 42, 46))
    assert not is_same_course(values, steps(40, 41, 43, 40, 46))
    assert is_same_course(values, steps(40, 41, 43, 42, 47, 50, 51, 52, 53))
    assert not is_same_course(values, steps(40, 41, 43))
    assert not is_same_course(course_of([], None), steps(40, 41, 43, 42))


def test_a_number_is_not_held_against_itself() -> None:
    assert is_same_number(" Net  promoter SCORE", "nps", "Net promoter score")
    assert is_same_number("NPS", "nps", "Net promoter score")
    assert not is_same_number("", "nps", "Net promoter score")
    assert not is_same_number("Survey", "nps", "Net promoter score")


def test_words_show_n_rho_and_noise_and_never_say_causes() -> None:
    told = [
        why(Evidence(Word.SUPPORTED, Doubt.NONE, 26, 0.714, 0.3896), "en"),
        why(Evidence(Word.CONTRADICTED, Doubt.NONE, 26, -0.7, 0.39), "en"),
        why(Evidence(Word.UNTESTED, Doubt.NOISE, 13, 0.1, 0.56), "en"),
        why(Evidence(Word.UNTESTED, Doubt.FEW, 5), "en"),
        why(Evidence(Word.UNTESTED, Doubt.FEW, 1), "en"),
        *(why(Evidence(Word.UNTESTED, doubt), "en") for doubt in (Doubt.SAME, Doubt.NOTHING, Doubt.UNMOVED)),
        why(Evidence(Word.UNTESTED, Doubt.STILL, 9), "en"),
        why(Evidence(Word.UNTESTED, Doubt.HALVES, 52, 0.4, 0.3), "en"),
        among(Evidence(Word.SUPPORTED, Doubt.NONE, 26, 0.7, 0.4, 1), "en"),
        among(Evidence(Word.SUPPORTED, Doubt.NONE, 26, 0.7, 0.4, 9), "en"),
        ranged(Effect(-1, 3), ("-1", "+3")),
        ranged(Effect(1, 3), ("+1", "+3")),
    ]
    assert told[0] == "Over 26 weeks both moved as expected: ρ is +0.71, and chance reaches ±0.39."
    assert told[1] == "Over 26 weeks they moved against what is expected: ρ is -0.70, and chance reaches ±0.39."
    assert told[2] == "Within the noise: over 13 weeks ρ is +0.10, and chance alone reaches ±0.56."
    assert told[3] == "Only 5 weeks in common so far; it takes 26."
    assert told[4] == "Only 1 week in common so far; it takes 26."
    assert len(set(told)) == 14
    assert among(Evidence(Word.UNTESTED, Doubt.FEW, 5), "en") == ""
    with override("ar"):
        turned = why(Evidence(Word.SUPPORTED, Doubt.NONE, 26, 0.714, 0.3896), "ar")
    assert [isolated("+0.71") in turned, isolated("±0.39") in turned] == [True, True]
    assert [line for line in [*told, *map(str, LABELS.values())] if "cause" in line.lower() or "prove" in line] == []


def test_what_is_expected_in_words() -> None:
    assert (expected("up", ""), expected("down", "5%")) == ("up", "down by 5%")
    assert (delayed(0, "en"), delayed(1, "en"), delayed(28, "en")) == (
        "in the same week",
        "1 day later",
        "28 days later",
    )


def test_drawings_stay_in_their_boxes() -> None:
    plot = plot_of(pairs((0, 0), (1, -4), (2, 3)))
    assert plot is not None
    assert (plot.dots[0], plot.zero_x) == ((8.0, 86.9), 8.0)
    assert all(0 <= x <= plot.width and 0 <= y <= plot.height for x, y in plot.dots)
    assert plot_of([]) is None
    scale = scale_of(Evidence(Word.SUPPORTED, Doubt.NONE, 26, 0.5, 0.4))
    assert scale is not None
    assert (scale.at, scale.noise_from, scale.noise_over) == (150.0, 60.0, 80.0)
    span = span_of(Effect(2, 6), -2)
    assert span is not None
    assert (span.begins, span.length, span.zero, span.expected) == (60.0, 56.0, 32.0, 4.0)
    assert span_of(None, 3) is None
    assert scale_of(Evidence(Word.UNTESTED, Doubt.FEW, 3)) is None
