"""The measure of the public sentences, which are kept beside the repository and never in it."""

import importlib.util
import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from denyut.okr.sentences import parse

SHARED = Path(os.environ.get("DENYUT_REAL_DATA") or Path(__file__).parents[6] / "shared" / "data" / "real").parent
DATA = SHARED / "nlu"
pytestmark = [pytest.mark.real_data, pytest.mark.skipif(not DATA.exists(), reason="the public sentences are not here")]


def rows(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def catalogue():
    return json.loads((DATA / "catalogue.json").read_text("utf-8"))


def is_exact(row, items, scorer):
    units = {item["id"]: item["unit"] for item in items}
    got = {update["kr"]: update for update in parse(row["text"], items)}
    fields = ("kr", "op", "value", "unit", "confidence", "note")
    return len(got) == len(row["expect"]) and all(
        scorer.field_ok(field, wanted, got.get(wanted["kr"], {}), units) for wanted in row["expect"] for field in fields
    )


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("score_nlu", DATA / "score_nlu.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shares(name, scorer):
    items, by_language = catalogue(), defaultdict(list)
    for row in rows(name):
        by_language[row["lang"]].append(is_exact(row, items, scorer))
    everything = [one for ones in by_language.values() for one in ones]
    return sum(everything) / len(everything), {
        language: sum(ones) / len(ones) for language, ones in by_language.items()
    }


def test_public_check_ins(scorer):
    overall, by_language = shares("public.jsonl", scorer)

    assert overall >= 0.9
    assert {language: share for language, share in by_language.items() if share < 0.85} == {}


def test_public_near_misses(scorer):
    overall, _ = shares("near_miss_public.jsonl", scorer)

    assert overall >= 0.9


@pytest.mark.parametrize("addressed", ["", "@okr "])
def test_ordinary_sentences_are_left_alone(addressed):
    items = catalogue()
    lines = [
        line
        for file in sorted(DATA.glob("negatives_*.txt"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]
    touched = [line for line in lines if parse(addressed + line, items)]

    assert len(lines) > 10_000
    assert len(touched) <= len(lines) / 1000
