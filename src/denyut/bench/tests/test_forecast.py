"""The measures of a forecast, and the bench that prints them."""

import gzip
import json
import math

import pytest

from denyut.bench.forecast import measure, pace_rule
from denyut.bench.judging import alarm, auroc, brier, calibration_error, caught
from denyut.bench.sizes import Size


def test_auroc_counts_pairs_in_order_and_ties_half():
    assert auroc([0.9, 0.8, 0.1], [True, True, False]) == 1
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([0.2, 0.7, 0.7], [True, True, False]) == 0.25
    assert math.isnan(auroc([0.2], [True]))


def test_brier_and_calibration_error():
    assert brier([1.0, 0.0, 0.5], [True, True, False]) == pytest.approx(1.25 / 3)
    assert calibration_error([0.5, 0.5], [True, False], bins=1) == 0
    assert calibration_error([0.9, 0.9], [True, False], bins=1) == pytest.approx(0.4)


def test_an_alarm_spares_nine_of_ten_reached_and_tells_how_early():
    paths = [[0.9, 0.2], *[[0.8, 0.9]] * 9, [0.9, 0.7], [0.1, 0.1], [0.95, 0.9]]
    reached = [True] * 10 + [False] * 3
    level = alarm(paths, reached)
    assert sum(min(path) <= level for path in paths[:10]) == 1
    assert caught(paths, reached, level) == pytest.approx([1 / 3, 2 / 3, 0])


def test_the_pace_rule_compares_with_the_straight_line():
    kr = {"observed": [None, 5], "baseline": 0, "target": 10, "horizon": 4}
    assert pace_rule(kr, 1) < 0.5
    assert pace_rule(kr, 2) == 0.5


def test_without_public_key_results_the_bench_says_so(tmp_path):
    figures = measure(Size(rounds=1), tmp_path / "none.jsonl.gz")
    assert figures[0].what == f"no public key results at {tmp_path}"
    assert "a forecast, cold, on the processor, p99" in [figure.what for figure in figures]


def test_the_bench_judges_cold_and_warm(tmp_path):
    series = tmp_path / "few.jsonl.gz"
    with gzip.open(series, "wt", encoding="utf-8") as lines:
        for number in range(20):
            values = [number / 10 * (i + 1) for i in range(12)]
            kr = {"observed": values, "baseline": 0, "target": 12, "direction": "increase", "horizon": 12, "freq": "M"}
            told = {**kr, "kind": "level", "prior": [0.0] * 20, "reached": values[-1] >= 12}
            lines.write(json.dumps(told) + "\n")
    by_name = {figure.what: figure.measured for figure in measure(Size(rounds=20), series)}
    assert by_name["cold, 75%: AUROC"] == 1
    assert by_name["warm: misses caught, of ten reached one alarmed"] == 100
