"""The forecast on key results made of public series, which lie beside the repository and never in it.

The trees have seen these series; what they reach on others, docs/foresight.md tells. The thresholds leave room for a sample's chance.
"""

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from denyut.bench.judging import auroc
from denyut.foresight.fan import fan
from denyut.foresight.forecast import probability

SHARED = Path(os.environ.get("DENYUT_REAL_DATA") or Path(__file__).parents[5] / "shared" / "data" / "real").parent
DATA = SHARED / "earlywarn" / "public.jsonl.gz"
pytestmark = [pytest.mark.real_data, pytest.mark.skipif(not DATA.exists(), reason="the public series are not here")]
LEAST = {False: (0.68, 0.77, 0.84), True: (0.75, 0.81, 0.87)}


@pytest.fixture(scope="module")
def sample():
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        known = [json.loads(line) for line in lines]
    return random.Random(5).sample(known, 600)


def arguments(kr, share, *, is_warm):
    elapsed = int(kr["horizon"] * share)
    context = {"freq": kr["freq"], "kind": kr["kind"], **({"prior": kr["prior"]} if is_warm else {})}
    place = (kr["baseline"], kr["target"], kr["direction"], elapsed, kr["horizon"], context)
    return (kr["observed"][:elapsed], *place)


@pytest.mark.parametrize("is_warm", [False, True])
def test_the_forecast_tells_reached_from_missed_and_means_what_it_says(sample, is_warm):
    reached = [kr["reached"] for kr in sample]
    for share, least in zip((0.25, 0.5, 0.75), LEAST[is_warm], strict=True):
        chances = [probability(*arguments(kr, share, is_warm=is_warm)) for kr in sample]
        assert auroc(chances, reached) >= least
        assert abs(sum(chances) - sum(reached)) / len(sample) <= 0.04


@pytest.mark.parametrize("is_warm", [False, True])
def test_four_of_five_real_values_lie_inside_the_fan(sample, is_warm):
    inside = []
    for kr in sample[:250]:
        found = fan(*arguments(kr, 0.5, is_warm=is_warm))
        inside += [step.low <= kr["values"][step.date - 1] <= step.high for step in found.steps]
    assert sum(inside) / len(inside) >= 0.8
