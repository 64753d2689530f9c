"""The formulas, on sample data worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.metrics import labels
from denyut.metrics.calculation import FORMULAS, work_out
from denyut.metrics.formulas import NoResult, ces, churn, median, nps, oee, retention, scores_0_to_10, scores_1_to_5

SAMPLES: list[tuple[str, dict[str, Any], str]] = [
    ("nps", {"promoters": 50, "passives": 30, "detractors": 20}, "30"),
    ("nps", {"scores_0_to_10": [10, 9, 9, 8, 7, 6, 0, 10]}, "25"),
    ("csat", {"satisfied": 42, "answers": 50}, "84"),
    ("csat", {"scores_1_to_5": [5, 4, 3, 1]}, "50"),
    ("ces", {"efforts": [7, 6, 5, 2]}, "5"),
    ("churn", {"lost": 12, "start": 400}, "3"),
    ("retention", {"start": 400, "end": 430, "new": 42}, "97"),
    ("median_minutes", {"minutes": [5, 7, 9, 100]}, "8"),
    ("median_hours", {"hours": [3, 1, 2]}, "2"),
    ("first_contact", {"solved_at_once": 70, "requests": 80}, "87.5"),
    ("on_time", {"on_time": 190, "deliveries": 200}, "95"),
    ("pick_accuracy", {"right_lines": 995, "lines": 1000}, "99.5"),
    ("inventory_turnover", {"cost_of_sales": 1200, "stock_at_start": 350, "stock_at_end": 250}, "4"),
    ("returns", {"returned": 6, "sold": 150}, "4"),
    ("cost_per_order", {"cost": 90_000, "orders": 12}, "7500"),
    ("conversion", {"buyers": 9, "visitors": 360}, "2.5"),
    ("order_value", {"revenue": 2_400_000, "orders": 16}, "150000"),
    ("gross_margin", {"revenue": 200, "cost_of_sales": 250}, "-25"),
    ("growth", {"now": 108, "before": 120}, "-10"),
    ("days_outstanding", {"receivables": 300, "credit_sales": 900, "days": 90}, "30"),
    ("defects", {"defective": 3, "checked": 240}, "1.25"),
    ("oee", {"planned_minutes": 420, "cycle_minutes": 1, "pieces": 300, "good_pieces": 294}, "70"),
    ("uptime", {"total_minutes": 10_000, "down_minutes": 5}, "99.95"),
    ("incident_rate", {"incidents": 2, "hours_worked": 160_000}, "2.5"),
    ("absence", {"days_absent": 11, "days_planned": 440}, "2.5"),
    ("staff_turnover", {"leavers": 6, "people_at_start": 115, "people_at_end": 125}, "5"),
    ("completion", {"completed": 27, "assigned": 30}, "90"),
]


def decimals(given: dict[str, Any]) -> dict[str, Any]:
    return {name: [Decimal(n) for n in v] if isinstance(v, list) else Decimal(v) for name, v in given.items()}


@pytest.mark.parametrize(("key", "given_", "expected"), SAMPLES)
def test_formula_on_sample_data(key: str, given_: dict[str, Any], expected: str) -> None:
    assert work_out(FORMULAS[key], decimals(given_))[0] == Decimal(expected)


def test_every_formula_has_a_sample_and_words() -> None:
    assert {key for key, _given, _expected in SAMPLES} == set(FORMULAS) == set(labels.FORMULAS)
    inputs = {name for formula in FORMULAS.values() for name in (*formula.inputs, formula.scores) if name}
    assert inputs == set(labels.INPUTS)


def test_scores_leave_their_tally_behind() -> None:
    scores = [Decimal(score) for score in (10, 9, 8, 6, 0)]
    tally = {"promoters": Decimal(2), "passives": Decimal(1), "detractors": Decimal(2)}
    assert scores_0_to_10(scores) == tally
    assert work_out(FORMULAS["nps"], {"scores_0_to_10": scores}) == (Decimal(0), tally)
    assert scores_1_to_5([Decimal(4), Decimal(3)]) == {"satisfied": Decimal(1), "answers": Decimal(2)}


@pytest.mark.parametrize(
    ("key", "given_", "code", "name"),
    [
        ("nps", {"promoters": 1, "passives": 2}, "missing", "detractors"),
        ("nps", {"promoters": 0, "passives": 0, "detractors": 0}, "empty", "promoters"),
        ("nps", {"scores_0_to_10": [11]}, "off_scale", "scores_0_to_10"),
        ("nps", {"scores_0_to_10": ["9.5"]}, "off_scale", "scores_0_to_10"),
        ("nps", {"scores_0_to_10": []}, "empty", "scores_0_to_10"),
        ("nps", {"scores_1_to_5": [5]}, "unknown", "scores_1_to_5"),
        ("churn", {"lost": 5, "start": 0}, "zero", "start"),
        ("churn", {"lost": 5, "start": 4}, "too_large", "lost"),
        ("churn", {"lost": -1, "start": 4}, "negative", "lost"),
        ("churn", {"lost": "NaN", "start": 4}, "missing", "lost"),
        ("churn", {"lost": [1], "start": 4}, "missing", "lost"),
        ("churn", {"lost": 1, "start": 4, "spare": 1}, "unknown", "spare"),
        ("retention", {"start": 10, "end": 5, "new": 6}, "too_large", "new"),
        ("median_minutes", {"minutes": []}, "empty", "minutes"),
        ("median_minutes", {"minutes": 4}, "empty", "minutes"),
        ("median_minutes", {"minutes": [-4]}, "negative", "minutes"),
        ("ces", {"efforts": [8]}, "off_scale", "efforts"),
        ("oee", {"planned_minutes": 9, "cycle_minutes": 1, "pieces": 1, "good_pieces": 2}, "too_large", "good_pieces"),
    ],
)
def test_inputs_without_a_result_say_which_and_why(key: str, given_: dict[str, Any], code: str, name: str) -> None:
    with pytest.raises(NoResult) as nothing:
        work_out(FORMULAS[key], decimals(given_))
    assert (nothing.value.code, nothing.value.name) == (code, name)
    assert labels.input_label(name) in labels.reason_of(nothing.value)


counts = st.integers(0, 10_000).map(Decimal)


@given(counts, counts, counts)
def test_nps_lies_between_all_against_and_all_for(promoters: Decimal, passives: Decimal, detractors: Decimal) -> None:
    if promoters + passives + detractors:
        assert -100 <= nps(promoters, passives, detractors) <= 100
        assert nps(promoters, passives, detractors) == -nps(detractors, passives, promoters)


@given(st.lists(st.integers(0, 10).map(Decimal), min_size=1))
def test_tally_counts_every_score_once(scores: list[Decimal]) -> None:
    assert sum(scores_0_to_10(scores).values()) == len(scores)


@given(st.lists(counts, min_size=1))
def test_median_has_as_many_below_as_above(values: list[Decimal]) -> None:
    middle = median(values)
    assert sum(v < middle for v in values) <= len(values) / 2 >= sum(v > middle for v in values)
    assert median(values[::-1]) == middle


@given(counts, counts, counts)
def test_churn_and_retention_make_a_whole(start: Decimal, lost: Decimal, new: Decimal) -> None:
    if start and lost <= start:
        assert abs(churn(lost, start) + retention(start - lost + new, new, start) - 100) < Decimal("1e-20")


def test_oee_is_availability_times_performance_times_quality() -> None:
    planned, running, cycle, pieces, good = map(Decimal, (480, 400, 1, 360, 342))
    product = running / planned * (cycle * pieces / running) * (good / pieces) * 100
    assert abs(oee(planned, cycle, pieces, good) - product) < Decimal("1e-20")


def test_ces_of_whole_scores_only() -> None:
    with pytest.raises(NoResult):
        ces([Decimal("6.5")])
