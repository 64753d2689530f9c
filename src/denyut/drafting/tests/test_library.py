"""The library of examples: whole in every language, measured in units people know, and found by its words."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from denyut.drafting.blueprints import Blueprint, GoalWords, KeyResultWords, Measure, blueprint_of, content_of
from denyut.drafting.cards import answers, example_cards, shelves, tokens_of
from denyut.drafting.library import (
    department_like,
    department_names,
    examples,
    numbers,
    texts_in,
    unit_code,
    unit_word,
)
from denyut.drafting.linting import Draft, Severity, lint_key_result, lint_objective
from denyut.lib.tokens import tokenise
from denyut.lib.units import format_value, is_money
from denyut.okr.progress import Kind
from denyut.okr.setups import setup_of
from denyut.people.languages import LANGUAGES

CODES = [code for code, _name in LANGUAGES]
SCRIPTS = {"ar": "[\u0600-\u06ff]", "th": "[\u0e00-\u0e7f]", "zh-hans": "[\u4e00-\u9fff]"}
# Names and abbreviations that are written alike in every script.
LATIN = {"CRM", "NPS", "OEE", "Denyut"}
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìóòõúùý]", re.IGNORECASE)
SYMBOLS = {"", "%", "kWh", "ppm"}


def flat(texts: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a language with its place."""
    if isinstance(texts, str):
        yield path, texts
    elif isinstance(texts, list):
        for place, text in enumerate(texts):
            yield from flat(text, f"{path}.{place}")
    else:
        for name, text in texts.items():
            yield from flat(text, f"{path}.{name}")


def test_there_are_forty_examples_of_three_key_results() -> None:
    assert len(examples()) == 40
    assert {len(example.blueprint.measures) for example in examples().values()} == {3}
    assert list(examples()) == list(numbers())


def test_every_department_has_an_example_and_a_name() -> None:
    shelved = {example.department for example in examples().values()}
    assert len(shelved) == 18
    for code in CODES:
        assert set(department_names(code)) == shelved


def test_all_kinds_of_measures_are_shown() -> None:
    kinds = Counter(measure.kind for example in examples().values() for measure in example.blueprint.measures)
    assert set(kinds) == {kind.value for kind in Kind} - {Kind.TASKS.value}
    assert kinds[Kind.METRIC] < 60


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_every_text_once(code: str) -> None:
    own, english = dict(flat(texts_in(code))), dict(flat(texts_in("en")))
    assert set(own) == set(english)
    assert [path for path, text in own.items() if not text.strip() or text != " ".join(text.split())] == []
    assert [text for text, times in Counter(own.values()).items() if times > 1] == []
    assert [
        path for path, text in own.items() if len(text) > (200 if "source" in path or "steps" in path else 300)
    ] == []
    assert [path for path, text in own.items() if path.startswith(".units.") and len(text) > 20] == []


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_no_text_is_left_in_english(code: str) -> None:
    english = {text.casefold() for _path, text in flat(texts_in("en"))}
    assert [path for path, text in flat(texts_in(code)) if text.casefold() in english] == []


def test_indonesian_and_malay_are_two_languages() -> None:
    indonesian = dict(flat(texts_in("id")))
    alike = [path for path, text in flat(texts_in("ms")) if text == indonesian[path] and len(text) > 40]
    assert alike == []


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_written_in_its_own_script(code: str) -> None:
    script = SCRIPTS.get(code)
    for path, text in flat(texts_in(code)):
        if script:
            assert re.search(script, text), path
            assert set(re.findall("[A-Za-z]+", text)) <= LATIN, path
        else:
            assert not re.search("[\u0600-\u06ff\u0e00-\u0e7f\u4e00-\u9fff]", text), path


def test_vietnamese_is_written_with_its_marks() -> None:
    bare = [path for path, text in flat(texts_in("vi")) if len(text) > 20 and not VIETNAMESE.search(text)]
    assert bare == []


@pytest.mark.parametrize("code", CODES)
def test_no_text_holds_a_placeholder_or_a_number_in_its_title(code: str) -> None:
    for path, text in flat(texts_in(code)):
        assert not re.search(r"[{}<>_]|%\(|TODO|XXX|lorem", text), path
        if path.endswith("title"):
            assert not re.search(r"\d", text), path


def test_units_are_known() -> None:
    words = texts_in("en")["units"]
    for example in examples().values():
        for measure in example.blueprint.measures:
            assert measure.unit in words or measure.unit in SYMBOLS or is_money(measure.unit), measure
            assert measure.target is not None
            for code in CODES:
                assert format_value(measure.target, unit_word(measure.unit, code), code)


@pytest.mark.parametrize("code", CODES)
def test_units_are_read_back_in_every_language(code: str) -> None:
    for unit in texts_in("en")["units"]:
        assert unit_word(unit_code(unit_word(unit, code)), code) == unit_word(unit, code)
    assert unit_code(" Menit ") == "minute"
    assert unit_code("ppm") == "ppm"


def test_numbers_go_somewhere() -> None:
    for key, example in examples().items():
        for measure in example.blueprint.measures:
            kind, setup = Kind(measure.kind), setup_of(measure.setup)
            assert kind.is_control or measure.baseline != measure.target, key
            assert (kind is Kind.RANGE) == (setup.low is not None), key
            assert kind is not Kind.RANGE or (setup.low or 0) < (measure.target or 0), key


@pytest.mark.parametrize("code", CODES)
def test_milestones_have_steps_and_nothing_else_has(code: str) -> None:
    for example in examples().values():
        for kr, measure in zip(example.blueprint.words[code].key_results, example.blueprint.measures, strict=True):
            assert len(kr.steps) == (3 if measure.kind == Kind.MILESTONE else 0)


@pytest.mark.parametrize("code", CODES)
def test_the_linter_misses_nothing_in_an_example(code: str) -> None:
    last = date(2026, 12, 31)
    for key, example in examples().items():
        words = example.blueprint.in_language(code)
        report = lint_objective(
            words.title, language=code, has_owner=True, serves=True, ends_on=last, key_results_count=3
        )
        assert [one.code for one in report.findings if one.severity is Severity.MISSING] == [], key
        for kr, measure in zip(words.key_results, example.blueprint.measures, strict=True):
            draft = Draft(
                title=kr.title,
                kind=measure.kind,
                unit=unit_word(measure.unit, code),
                baseline=measure.baseline,
                target=measure.target,
                low=setup_of(measure.setup).low,
                has_owner=True,
                due_on=last,
                cycle_ends_on=last,
                source=kr.source,
                hypothesis=kr.hypothesis,
                objective_title=words.title,
                serves=True,
                siblings_count=2,
            )
            report = lint_key_result(draft, language=code)
            lacking = [f.code for f in report.findings if f.severity is Severity.MISSING or f.code == "no_unit"]
            assert lacking == [], (key, kr.title)


def test_a_blueprint_is_kept_and_read_back() -> None:
    for example in examples().values():
        assert blueprint_of(content_of(example.blueprint)) == example.blueprint


def test_missing_words_fall_back_text_by_text() -> None:
    blueprint = Blueprint(
        "committed",
        (Measure("metric"), Measure("metric")),
        {
            "id": GoalWords("Tujuan", "Sebab", (KeyResultWords("Satu", source="Sumber"), KeyResultWords())),
            "en": GoalWords("Goal", "", (KeyResultWords("One"), KeyResultWords("Two"))),
        },
    )
    assert blueprint.languages == {"en"}
    assert blueprint.in_language("id").key_results == (KeyResultWords("Satu", source="Sumber"), KeyResultWords("Two"))
    assert blueprint.in_language("ar").title == "Goal"
    assert blueprint.in_language("en").why == "Sebab"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Customer Service", "customer_service"),
        ("Layanan Pelanggan", "customer_service"),
        ("خدمة العملاء", "customer_service"),
        ("客户服务", "customer_service"),
        ("Keuangan", "finance"),
        ("Astronomy", ""),
    ],
)
def test_a_companys_department_finds_its_shelf(name: str, kind: str) -> None:
    assert department_like(name) == kind


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "turnover"),
        ("id", "pengunduran"),
        ("ar", "المخزون"),
        ("ms", "aduan"),
        ("th", "ลาออก"),
        ("vi", "nghi viec"),
        ("vi", "nghỉ việc"),
        ("zh-hans", "离职"),
    ],
)
def test_examples_are_found_by_words_of_the_readers_language(code: str, words: str) -> None:
    cards = example_cards(code).values()
    found = [card.key for card in cards if answers(card.tokens, tokenise(words))]
    assert 0 < len(found) < 12


def test_a_search_without_words_finds_everything_and_nonsense_nothing() -> None:
    cards = example_cards("en").values()
    assert all(answers(card.tokens, tokenise("  ")) for card in cards)
    assert [card for card in cards if answers(card.tokens, tokenise("xylophone"))] == []
    assert tokens_of(next(iter(cards)).card, "Own name") >= {"own", "name"}


def test_the_own_shelf_comes_first() -> None:
    cards = example_cards("en").values()
    assert [shelf.department for shelf in shelves(cards, "en", own="quality")][:2] == ["quality", "customer_service"]
    assert [shelf.is_own for shelf in shelves(cards, "en", own="quality")].count(True) == 1
