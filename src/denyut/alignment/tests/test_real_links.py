"""Links between public series that nothing joins, and links planted in them. The files lie beside the repository and never in it."""

import csv
import os
import random
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import pstdev

import pytest

from denyut.alignment.chain.evidence import Measured, Word, judge, measure

REAL = Path(os.environ.get("DENYUT_REAL_DATA") or Path(__file__).parents[5] / "shared" / "data" / "real")
SALES = REAL / "uci_weekly_sales.csv"
WEEKS, LEAST_A_WEEK, LINKS = 52, 10, 150
pytestmark = [pytest.mark.real_data, pytest.mark.skipif(not SALES.exists(), reason="the public series are not here")]


@pytest.fixture(scope="module")
def changes() -> list[list[float]]:
    """Changes from week to week of every product that sells ten a week or more."""
    with SALES.open(encoding="utf-8") as file:
        sold = [[float(row[f"W{week}"]) for week in range(WEEKS)] for row in csv.DictReader(file)]
    return [[after - before for before, after in pairwise(one)] for one in sold if sum(one) >= WEEKS * LEAST_A_WEEK]


def words(goals: list[list[float]], indicators: list[list[float]]) -> list[Word]:
    pairs = [
        [(Decimal(str(x)), Decimal(str(y))) for x, y in zip(goal, indicator, strict=True)]
        for goal, indicator in zip(goals, indicators, strict=True)
    ]
    measured: list[Measured] = [measure(one) for one in pairs]
    chances = [one.chance for one in measured if one.chance is not None]
    return [judge(one, chances, is_up=True).word for one in measured]


def test_sales_that_nothing_joins_are_called_nothing(changes: list[list[float]]) -> None:
    chance = random.Random(5)
    found = words(chance.sample(changes, LINKS), [one[::-1] for one in chance.sample(changes, LINKS)])
    assert found.count(Word.UNTESTED) >= LINKS - 2


def test_links_planted_in_sales_are_found(changes: list[list[float]]) -> None:
    chance = random.Random(6)
    goals = chance.sample(changes, LINKS)
    rest = [one[::-1] for one in chance.sample(changes, LINKS)]
    planted = [
        [y + 0.8 * x * pstdev(other) / pstdev(one) for x, y in zip(one, other, strict=True)]
        for one, other in zip(goals, rest, strict=True)
    ]
    found = words(goals, planted)
    assert found.count(Word.SUPPORTED) >= 0.9 * LINKS
    assert found.count(Word.CONTRADICTED) == 0
