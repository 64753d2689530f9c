"""Corrections learned from what was closed: none at first, little by little, the right one in the end."""

import random

import pytest

from denyut.foresight.blend import NAMES, SHARES, blend, shares_of
from denyut.foresight.calibration import AS_SAID, OF_PEOPLE, Correction, brier, correction_of
from denyut.foresight.confidence import MODEST, Term, added_by, term_of
from denyut.foresight.odds import expit, fitted, logit


def test_log_odds_lead_there_and_back():
    assert [expit(logit(chance)) for chance in (0.01, 0.3, 0.5, 0.99)] == pytest.approx([0.01, 0.3, 0.5, 0.99])
    assert expit(-1e9) == pytest.approx(0)
    assert expit(1e9) == 1


def test_without_outcomes_the_prior_stands():
    assert fitted([], [], prior=[0.3, 2], strength=[1, 1]) == [0.3, 2]
    assert correction_of([]) == AS_SAID
    assert correction_of([], prior=OF_PEOPLE) == OF_PEOPLE
    assert term_of([]) == MODEST
    assert shares_of([]) == pytest.approx(SHARES)


def test_a_few_outcomes_change_little_and_many_all():
    boaster = [(0.9, False), (0.9, True)]
    few, many = correction_of(boaster), correction_of(boaster * 200)
    assert 0.7 < few.of(0.9) < 0.9
    assert many.of(0.9) == pytest.approx(0.5, abs=0.05)
    assert many.n == 400


def test_corrections_find_the_truth_in_the_end():
    rng = random.Random(3)
    truth = Correction(-0.5, 0.6)
    said = [rng.choice([0.1, 0.3, 0.5, 0.7, 0.9]) for _ in range(3000)]
    found = correction_of([(chance, rng.random() < truth.of(chance)) for chance in said])
    assert found.intercept == pytest.approx(truth.intercept, abs=0.15)
    assert found.slope == pytest.approx(truth.slope, abs=0.1)


def test_an_owner_is_shrunk_to_everybody():
    everybody = correction_of([(0.7, False), (0.7, True), (0.3, False)] * 30, prior=OF_PEOPLE)
    newcomer = correction_of([(0.7, True)], prior=everybody)
    assert newcomer.of(0.7) - everybody.of(0.7) == pytest.approx(0, abs=0.05)
    assert newcomer.of(0.7) > everybody.of(0.7)


def test_the_order_of_what_people_say_stands():
    contrary = correction_of([(0.9, False), (0.1, True)] * 100)
    assert contrary.of(0.9) > contrary.of(0.1)


def test_confidence_counts_from_what_is_usual():
    assert added_by({}) == 0
    assert added_by({"confidence": None, "confidences": []}) == 0
    assert added_by({"confidence": 60}) == pytest.approx(0)
    assert added_by({"confidence": 90}) > 0 > added_by({"confidence": 30})
    assert added_by({"confidences": [90, 90, 50]}) < added_by({"confidence": 50})
    assert added_by({"confidence": 90, "term": Term(0.0, 0.0)}) == 0


def test_the_term_grows_where_confidence_is_worth_much():
    knows = [(0.5, 90, (), True), (0.5, 10, (), False)] * 40
    knows_nothing = [(0.5, 90, (), True), (0.5, 10, (), False), (0.5, 90, (), False), (0.5, 10, (), True)] * 40
    assert term_of(knows).weight > 2 * MODEST.weight
    assert term_of(knows_nothing).weight < MODEST.weight / 2


def test_a_blend_tells_its_parts():
    found = blend(0.4, 0.9, 0.5)
    assert [part.name for part in found.parts] == list(NAMES)
    assert [part.said for part in found.parts] == [0.4, 0.9, 0.5]
    assert sum(part.share for part in found.parts) == pytest.approx(1)
    assert 0.4 < found.probability < 0.9


def test_one_part_alone_counts_as_it_is_and_none_is_no_blend():
    assert blend(None) is None
    assert blend(0.3).probability == pytest.approx(0.3)
    assert blend(None, 0.8).probability == pytest.approx(OF_PEOPLE.of(0.8))


def test_brier():
    assert brier([]) is None
    assert brier([(0.5, True), (0.5, False)]) == 0.25
    assert brier([(1, True), (0, True)]) == 0.5


def company(rng, number):
    """Key results with a hidden truth: a trend that sees half of it, owners who are too sure, contributors who see a little."""
    for _ in range(number):
        truth = rng.gauss(0, 1.5)
        trend = expit(truth + rng.gauss(0, 1))
        confidence = expit(1.0 + 1.6 * truth + rng.gauss(0, 1.5))
        vote = expit(0.4 + 0.8 * truth + rng.gauss(0, 1.2))
        yield trend, confidence, vote, rng.random() < expit(truth)


def score(rows, corrections, shares):
    said = [
        blend(*row[:3], trend_correction=corrections[0], confidence_correction=corrections[1], shares=shares)
        for row in rows
    ]
    return brier((one.probability, row[3]) for one, row in zip(said, rows, strict=True))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_blend_is_no_worse_than_the_best_part_of_simulated_cycles(seed):
    rng = random.Random(seed)
    past, present = list(company(rng, 120)), list(company(rng, 1500))
    trend = correction_of((row[0], row[3]) for row in past)
    owners = correction_of(((row[1], row[3]) for row in past), prior=OF_PEOPLE)
    shares = shares_of((trend.of(t), owners.of(c), OF_PEOPLE.of(v), reached) for t, c, v, reached in past)
    best = min(
        brier((trend.of(row[0]), row[3]) for row in present),
        brier((owners.of(row[1]), row[3]) for row in present),
        brier((OF_PEOPLE.of(row[2]), row[3]) for row in present),
    )
    assert score(present, (trend, owners), shares) <= best
    assert score(present, (None, None), None) <= best + 0.005
