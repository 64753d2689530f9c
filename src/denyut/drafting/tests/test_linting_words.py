"""What the linter says: sentences for every finding, another wording in every language, fingerprints of what was set aside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest

from denyut.drafting.linting import LETTERS, Draft, Finding, Nature, Report, Severity, lint_key_result, lint_objective
from denyut.drafting.linting.answered import fingerprint, without
from denyut.drafting.linting.lexicon import LANGUAGES, lexicon_of
from denyut.drafting.linting.messages import LETTER_NAMES, READS_AS, SENTENCES, sentence
from denyut.drafting.tests.test_linting import SLOGANS
from denyut.drafting.tests.test_linting_letters import GOOD, SPOILT
from denyut.okr.progress import Kind

D = Decimal
END = date(2026, 12, 31)
# One goal for each thing that can be found.
FOUND: list[Report] = [
    *(lint_key_result(replace(GOOD, **change)) for change, _letter in SPOILT),
    *(lint_objective(slogan) for slogan in SLOGANS.values()),
    *(
        lint_objective(text)
        for text in ("Increase", "Warehouses", "Drive alignment", "Grow faster", "Be the best soon", "Kualitas")
    ),
    lint_objective("Hold meetings", owner_objectives_count=9, key_results_count=1),
    lint_objective("Launch the new website", key_results_count=6),
    lint_objective("Improve the warehouse"),
    lint_objective("Answer customers much quicker"),
    lint_key_result(replace(GOOD, title="Median first response time " * 7, hypothesis="")),
    lint_key_result(replace(GOOD, target=D(23), hypothesis=GOOD.title, history=(D(30), D(32), D(31)))),
    lint_key_result(replace(GOOD, kind=Kind.BINARY, source="")),
    lint_key_result(
        replace(GOOD, title="Cut waiting from 30 to 18 minutes", target=None, due_on=None, cycle_ends_on=None)
    ),
    lint_key_result(replace(GOOD, title="Median first response", due_on=None, cycle_ends_on=None)),
]


def findings() -> Iterator[Finding]:
    for report in FOUND:
        yield from report.findings


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    assert {finding.code for finding in findings()} == set(SENTENCES)
    assert len(SENTENCES) <= 36


def test_sentences_are_whole_and_name_what_they_are_about() -> None:
    for finding in findings():
        said = sentence(finding)
        assert said[-1] in ".?"
        assert "%(" not in said
        assert all(f"\u2068{word}\u2069" in said for word in finding.arguments.values())


def test_percent_signs_in_sentences_are_shown_once() -> None:
    assert "“40% faster”" in sentence(Finding("objective_no_number", "M", Severity.MISSING))
    assert "“%”" in sentence(Finding("no_unit", "M", Severity.WEAK))


def test_an_unknown_finding_has_no_sentence() -> None:
    with pytest.raises(KeyError):
        sentence(Finding("nonsense", "S", Severity.WEAK))


def test_letters_and_natures_have_names() -> None:
    assert (list(LETTER_NAMES), list(READS_AS)) == (list(LETTERS), list(Nature))


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_take_what_they_are_given(language: str) -> None:
    patterns = dict(lexicon_of(language).rewrite)
    names = {name: {field for _t, field, _s, _c in Formatter().parse(text) if field} for name, text in patterns.items()}
    assert names == {
        "change": {"topic", "baseline", "target", "date"},
        "shown": {"topic", "baseline", "target", "date"},
        "activity": {"topic", "baseline", "target", "date"},
        "at_least": {"topic", "target", "date"},
        "at_most": {"topic", "target", "date"},
        "between": {"topic", "low", "target", "date"},
        "done": {"topic", "date"},
        "blank": set(),
        "what": set(),
    }


WORDINGS = [
    (
        "id",
        "Meningkatkan kepuasan pelanggan",
        "Skor kepuasan pelanggan (CSAT): dari 70% menjadi 85% paling lambat 31 Des 2026",
    ),
    ("en", "Improve customer satisfaction", "Customer satisfaction score (CSAT): from 70% to 85% by Dec 31, 2026"),
    (
        "ms",
        "Menambah baik kepuasan pelanggan kita daripada aduan",
        "Skor kepuasan pelanggan (CSAT): daripada 70% kepada 85% selewat-lewatnya pada 31 Dis 2026",
    ),
    ("th", "เพิ่มความพึงพอใจของลูกค้า", "คะแนนความพึงพอใจของลูกค้า (CSAT): จาก 70% เป็น 85% ภายใน 31 ธ.ค. 2569"),
    (
        "vi",
        "Nâng cao sự hài lòng của khách hàng",
        "Điểm hài lòng của khách hàng (CSAT): từ 70% đến 85% trước 31 thg 12, 2026",
    ),
    ("zh-hans", "提升客户满意度", "客户满意度评分（CSAT）：2026年12月31日前从70%变为85%"),
]


@pytest.mark.parametrize(("language", "title", "wording"), WORDINGS, ids=[language for language, _t, _w in WORDINGS])
def test_another_wording_is_in_the_language_of_the_goal(language: str, title: str, wording: str) -> None:
    draft = Draft(title=title, unit="%", baseline=D(70), target=D(85), due_on=END)
    assert lint_key_result(draft).suggestion == wording


@pytest.mark.parametrize(
    ("draft", "wording"),
    [
        (Draft(title="Improve quality"), "Share of work without a fault: from … to … by …"),
        (
            Draft(title="Be the best shop", cycle_ends_on=END),
            "Be the best shop, shown by …: from … to … by Dec 31, 2026",
        ),
        (Draft(title="Hold meetings"), "Hold meetings, so that … goes from … to … by …"),
        (
            Draft(title="Better quality", kind=Kind.AT_LEAST, target=D(9)),
            "Share of work without a fault: at least 9 until …",
        ),
        (Draft(title="Better quality", kind=Kind.AT_MOST), "Share of work without a fault: at most … until …"),
        (
            Draft(title="Better quality", kind=Kind.RANGE, low=D(1)),
            "Share of work without a fault: between 1 and … until …",
        ),
        (Draft(title="Improve the shop", kind=Kind.BINARY, due_on=END), "Improve the shop: done by Dec 31, 2026"),
        (Draft(title="Increase"), "What you will count: from … to … by …"),
        (Draft(title="Grow sales significantly in 2027"), "Sales: from … to … by …"),
        (Draft(title="Median first response"), ""),
        (Draft(), ""),
    ],
)
def test_another_wording_fits_the_kind_of_goal(draft: Draft, wording: str) -> None:
    assert lint_key_result(draft).suggestion == wording


def test_another_wording_of_an_objective_without_a_number() -> None:
    assert lint_objective("Reduce churn", ends_on=END).suggestion == "Churn: from … to … by Dec 31, 2026"
    assert lint_objective("ยอดขายเติบโตในปี 2570").suggestion == "ยอดขาย: จาก … เป็น … ภายใน …"


VAGUE = replace(GOOD, title="Improve quality")


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, True),
        ({"title": "Improve  quality "}, True),
        ({"due_on": None}, True),
        ({"target": D(3)}, True),
        ({"title": "Improve our quality"}, False),
    ],
)
def test_a_finding_keeps_its_fingerprint_until_its_own_fields_change(change: dict[str, Any], is_same: bool) -> None:
    first = lint_key_result(VAGUE).findings[0]
    later = replace(VAGUE, **change)
    assert (fingerprint(lint_key_result(later).findings[0], later) == fingerprint(first, VAGUE)) is is_same


def test_numbers_written_in_two_ways_have_one_fingerprint() -> None:
    finding = Finding("no_source", "M", Severity.WEAK)
    assert fingerprint(finding, replace(GOOD, target=D("24.0"))) == fingerprint(finding, GOOD)


def test_without_leaves_the_rest_alone() -> None:
    draft = replace(VAGUE, source="", siblings=(), siblings_count=5)
    report = lint_key_result(draft)
    gone = {
        (f.code, fingerprint(f, draft)) for f in report.findings if f.code in ("vague_noun", "too_many_key_results")
    }
    rest, aside = without(report, draft, gone)
    assert ([f.code for f in aside], rest.met, rest.limits) == (["vague_noun", "too_many_key_results"], "SART", ())
    assert without(report, draft, {("vague_noun", "0" * 64)}) == (report, ())
    assert rest.suggestion == report.suggestion != ""
    only = lint_key_result(VAGUE)
    assert without(only, VAGUE, {(only.findings[0].code, fingerprint(only.findings[0], VAGUE))})[0].suggestion == ""
