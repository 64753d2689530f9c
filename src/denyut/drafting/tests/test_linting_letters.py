"""Each letter looks at its own fields: whatever is taken away, only its letter falls."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.drafting.linting import LETTERS, Draft, Finding, Severity, lint_key_result, lint_objective
from denyut.drafting.linting.achievable import reach_of
from denyut.drafting.linting.report import Report
from denyut.okr.progress import Kind

D = Decimal
PAST = tuple(map(D, (33, 31, 30, 32, 30)))
TITLES = {
    "id": "Median waktu respons pertama di kuartal ini",
    "en": "Median first response time in Q4 2026",
    "ar": "وسيط زمن الاستجابة الأولى في هذا الربع",
    "ms": "Median masa respons pertama pada suku tahun ini",
    "th": "ค่ามัธยฐานเวลาตอบกลับครั้งแรกในไตรมาสนี้",
    "vi": "Trung vị thời gian phản hồi đầu tiên trong quý này",
    "zh-hans": "本季度首次响应时间中位数",
}
GOOD = Draft(
    title=TITLES["en"],
    unit="min",
    baseline=D(30),
    target=D(24),
    has_owner=True,
    due_on=date(2026, 12, 15),
    cycle_ends_on=date(2026, 12, 31),
    source="help desk, weekly report",
    hypothesis="Shorter waits keep customers from leaving",
    serves=True,
    history=PAST,
    siblings=("Customer churn", "Share of calls answered"),
)
# What is taken away or spoilt, and the one letter that falls.
SPOILT: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "S"),
    ({"title": "Improve quality"}, "S"),
    ({"siblings": ("Median first response time",)}, "S"),
    ({"objective_title": "Median first response time in Q4"}, "S"),
    ({"unit": ""}, "M"),
    ({"baseline": None}, "M"),
    ({"target": None}, "M"),
    ({"target": D(30)}, "M"),
    ({"source": " "}, "M"),
    ({"kind": Kind.MANUAL}, "M"),
    ({"kind": Kind.RANGE}, "M"),
    ({"has_owner": False}, "A"),
    ({"target": D(15)}, "A"),
    ({"target": D(900)}, "A"),
    ({"hypothesis": "", "serves": False}, "R"),
    ({"hypothesis": "sales", "serves": False}, "R"),
    ({"due_on": None, "cycle_ends_on": None}, "T"),
    ({"due_on": date(2027, 1, 4)}, "T"),
]
UNHARMED: list[dict[str, Any]] = [
    {},
    {"due_on": None},
    {"cycle_ends_on": None},
    {"serves": False},
    {"hypothesis": ""},
    {"history": ()},
    {"history": PAST[:2], "target": D(3)},
    {"target": D(22)},
    {"baseline": None, "kind": Kind.AT_MOST},
    {"baseline": None, "kind": Kind.RANGE, "low": D(10)},
    {"unit": "", "baseline": None, "target": None, "source": "", "kind": Kind.BINARY},
    {"hypothesis": TITLES["en"]},
]


def fallen(report: Report) -> str:
    return "".join(letter for letter in LETTERS if letter not in report.met)


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize(("change", "letter"), SPOILT, ids=lambda one: str(one)[:40])
def test_taking_one_thing_away_lowers_one_letter(language: str, change: dict[str, Any], letter: str) -> None:
    draft = replace(GOOD, **({"title": TITLES[language]} | change))
    if language != "en" and letter == "S" and "title" not in change:
        draft = replace(draft, siblings=(TITLES[language],))
    assert fallen(lint_key_result(draft, language=language)) == letter


@pytest.mark.parametrize("change", UNHARMED, ids=str)
def test_what_is_still_enough_lowers_nothing(change: dict[str, Any]) -> None:
    assert fallen(lint_key_result(replace(GOOD, **change))) == ""


def test_removing_the_date_lowers_only_t_and_a_far_target_only_a() -> None:
    undated = lint_key_result(replace(GOOD, due_on=None, cycle_ends_on=None))
    far = lint_key_result(replace(GOOD, target=D(15)))
    assert [f.code for f in undated.findings if f.is_fault] == ["date_in_words"]
    assert [f.code for f in far.findings if f.is_fault] == ["beyond_history"]
    assert dict(far.letter("A").findings[0].arguments) == {"low": "30\u00a0min", "high": "33\u00a0min"}


@given(
    st.lists(st.sampled_from([change for change, letter in SPOILT if letter in "MT"]), max_size=3),
    st.lists(st.sampled_from([change for change, letter in SPOILT if letter in "SR"]), max_size=3),
)
def test_letters_fall_apart_from_each_other(some: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
    both: dict[str, Any] = {}
    for change in [*some, *others]:
        both |= change
    one = {name: value for name, value in both.items() if any(name in change for change in some)}
    other = {name: value for name, value in both.items() if name not in one}
    apart = {*fallen(lint_key_result(replace(GOOD, **one))), *fallen(lint_key_result(replace(GOOD, **other)))}
    assert set(fallen(lint_key_result(replace(GOOD, **both)))) == apart


@given(st.lists(st.decimals(-1000, 1000, places=1), min_size=3, max_size=12), st.decimals(-100_000, 100_000, places=1))
def test_a_target_falls_by_a_alone_and_never_inside_the_range_that_was_seen(
    past: list[Decimal], target: Decimal
) -> None:
    draft = replace(GOOD, history=past, target=target, baseline=target + 1)
    low, high = reach_of(past)
    is_believed = low <= target <= high or low == high
    assert fallen(lint_key_result(draft)) == ("" if is_believed else "A")
    assert low <= min(past) <= max(past) <= high


def test_a_target_outside_the_range_but_near_is_a_stretch() -> None:
    found = lint_key_result(replace(GOOD, target=D(24))).letter("A").findings
    assert [(f.code, f.severity) for f in found] == [("stretch", Severity.HINT)]
    assert lint_key_result(replace(GOOD, target=D(31))).letter("A").findings == ()


def test_a_series_that_never_moved_is_given_some_room() -> None:
    still = replace(GOOD, history=(D(30),) * 4)
    assert "A" in lint_key_result(replace(still, target=D(21))).met
    assert "A" not in lint_key_result(replace(still, target=D(20))).met
    assert "A" in lint_key_result(replace(still, history=(D(0),) * 4)).met


def test_numbers_in_the_title_alone_are_pointed_at() -> None:
    report = lint_key_result(replace(GOOD, title="Cut waiting from 30 to 18 minutes", target=None))
    assert Finding("number_in_words", "M", Severity.WEAK, {"numbers": "30 … 18"}) in report.findings


def test_a_vague_time_is_a_hint() -> None:
    found = lint_key_result(replace(GOOD, title="Cut waiting to 18 minutes as soon as possible")).letter("T").findings
    assert [(f.code, dict(f.arguments)) for f in found] == [("vague_time", {"words": "as soon as possible"})]


def test_a_long_title_is_a_hint() -> None:
    report = lint_key_result(replace(GOOD, title="Median first response time " * 7))
    assert [(f.code, f.severity) for f in report.letter("S").findings] == [("too_long", Severity.HINT)]


@pytest.mark.parametrize(
    ("others", "codes"),
    [(0, ["few_key_results"]), (1, []), (4, []), (5, ["too_many_key_results"]), (8, ["too_many_key_results"])],
)
def test_the_sixth_key_result_warns(others: int, codes: list[str]) -> None:
    report = lint_key_result(replace(GOOD, siblings=(), siblings_count=others))
    assert ([f.code for f in report.limits], fallen(report)) == (codes, "")


def test_the_number_of_siblings_is_counted_where_it_is_not_said() -> None:
    report = lint_key_result(replace(GOOD, siblings=tuple("abcde"), siblings_count=None))
    assert [dict(f.arguments) for f in report.limits] == [{"count": "6"}]


@pytest.mark.parametrize(("count", "codes"), [(5, []), (6, ["too_many_objectives"])])
def test_the_sixth_objective_of_an_owner_warns(count: int, codes: list[str]) -> None:
    assert [f.code for f in lint_objective("Answer 40% faster", owner_objectives_count=count).limits] == codes
    assert [f.code for f in lint_key_result(replace(GOOD, owner_objectives_count=count)).limits] == codes


@pytest.mark.parametrize(
    ("told", "letter"),
    [
        ({"has_owner": False}, "A"),
        ({"serves": False}, "R"),
        ({"ends_on": None}, "T"),
        ({"siblings": ["Answer customers faster"]}, "S"),
    ],
)
def test_an_objective_falls_by_one_letter_too(told: dict[str, Any], letter: str) -> None:
    whole: dict[str, Any] = {"has_owner": True, "serves": True, "ends_on": date(2026, 12, 31)}
    assert fallen(lint_objective("Answer customers 40% faster", **(whole | told))) == letter


def test_key_results_carry_the_number_of_their_objective() -> None:
    bare, carried = (lint_objective("Refunds stay rare", key_results_count=count) for count in (0, 3))
    assert ("M" in bare.met, "M" in carried.met) == (False, True)


def test_an_objective_may_say_its_time_and_its_end_in_words() -> None:
    assert lint_objective("Answer customers 40% faster by December so that they come back").met == "SMRT"


def test_letters_are_asked_by_name() -> None:
    report = lint_key_result(GOOD)
    assert [report.letter(name).letter for name in LETTERS] == list(LETTERS)
    with pytest.raises(KeyError):
        report.letter("X")
