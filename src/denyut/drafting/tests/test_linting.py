"""The linter against sentences in seven languages: what they deserve, what they read as, what they are told."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from denyut.drafting.linting import Draft, Nature, Report, lint_key_result, lint_objective
from denyut.drafting.linting.lexicon import LANGUAGES, lexicon_of

CORPUS = Path(__file__).parent / "corpus"
FULL: dict[str, Any] = {
    "unit": "min",
    "baseline": Decimal(30),
    "target": Decimal(18),
    "has_owner": True,
    "cycle_ends_on": date(2026, 12, 31),
    "source": "help desk, weekly report",
    "hypothesis": "Shorter waits keep customers from leaving",
    "serves": True,
}


class Goal(NamedTuple):
    kind: str
    verdict: str
    reads_as: str
    text: str


def corpus(language: str, section: str = "goals") -> list[Goal]:
    data = tomllib.loads((CORPUS / f"{language}.toml").read_text(encoding="utf8"))
    return [Goal(*row) for row in data[section]]


def judged(goal: Goal, language: str) -> Report:
    """An objective by its words alone; a key result with every other field filled, so that only its words can fail."""
    if goal.kind == "O":
        return lint_objective(goal.text, language=language)
    return lint_key_result(Draft(title=goal.text, **FULL), language=language)


def is_bad(report: Report) -> bool:
    return not {"S", "M"} <= set(report.met)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_is_large_enough(language: str) -> None:
    goals = corpus(language)
    assert sum(goal.verdict == "bad" for goal in goals) >= 25
    assert sum(goal.verdict == "good" for goal in goals) >= 15
    assert sum(goal.reads_as != "" for goal in goals) >= 20
    assert sum(len(words) for words in lexicon_of(language).tags.values()) >= 600


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["goals", "later"])
def test_verdicts_match_in_95_of_100(language: str, section: str) -> None:
    goals = corpus(language, section)
    wrong = [goal.text for goal in goals if is_bad(judged(goal, language)) != (goal.verdict == "bad")]
    assert len(wrong) <= 0.05 * len(goals), wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["goals", "later"])
def test_natures_match_in_90_of_100(language: str, section: str) -> None:
    labelled = [goal for goal in corpus(language, section) if goal.reads_as]
    wrong = [g.text for g in labelled if (judged(g, language).reads_as or "none") != g.reads_as]
    assert len(wrong) <= 0.1 * len(labelled), wrong


def test_goals_it_was_not_made_for_are_judged_right_in_9_of_10() -> None:
    goals = [(goal, language) for language in LANGUAGES for goal in corpus(language, "fresh")]
    verdicts = [is_bad(judged(goal, language)) == (goal.verdict == "bad") for goal, language in goals]
    natures = [(judged(goal, language).reads_as or "none") == goal.reads_as for goal, language in goals]
    assert sum(verdicts) >= 0.9 * len(goals)
    assert sum(natures) >= 0.9 * len(goals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_are_told_apart(language: str) -> None:
    goals = [*corpus(language), *corpus(language, "later")]
    wrong = [goal.text for goal in goals if judged(goal, language).language != language]
    assert len(wrong) <= 0.05 * len(goals), wrong


SLOGANS = {
    "id": "meningkatkan kepuasan pelanggan",
    "en": "improve customer satisfaction",
    "ar": "تحسين رضا العملاء",
    "ms": "menambah baik kepuasan pelanggan",
    "th": "เพิ่มความพึงพอใจของลูกค้า",
    "vi": "nâng cao sự hài lòng của khách hàng",
    "zh-hans": "提升客户满意度",
}


@pytest.mark.parametrize(("language", "slogan"), SLOGANS.items())
def test_a_slogan_fails_every_letter_in_every_language(language: str, slogan: str) -> None:
    report = lint_objective(slogan, language=language)
    assert (report.language, report.met, report.reads_as) == (language, "", None)
    assert [finding.code for finding in report.findings] == [
        "vague_noun",
        "objective_no_number",
        "objective_no_baseline",
        "no_owner",
        "no_link",
        "no_date",
    ]
    assert "CSAT" in report.suggestion


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_key_result_passes_all_five_in_every_language(language: str) -> None:
    good = [goal for goal in corpus(language) if goal.verdict == "good" and goal.kind == "K"]
    reports = [judged(goal, language) for goal in good]
    assert [goal.text for goal, report in zip(good, reports, strict=True) if report.met != "SMART"] == []
    assert {report.suggestion for report in reports} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_objective_passes_all_five_when_its_page_says_the_rest(language: str) -> None:
    good = [goal.text for goal in corpus(language) if goal.verdict == "good" and goal.kind == "O"]
    told: dict[str, Any] = {"has_owner": True, "serves": True, "ends_on": date(2026, 12, 31)}
    assert {lint_objective(text, language=language, **told).met for text in good} == {"SMART"}


@pytest.mark.parametrize(
    ("text", "nature", "words"),
    [
        ("Reduce refunds from 120 to 60", Nature.OUTCOME, ("Reduce",)),
        ("Hold 3 workshops to increase sales", Nature.ACTIVITY, ("Hold",)),
        ("Launch a workshop for all 45 managers", Nature.ACTIVITY, ("Launch", "workshop")),
        ("Launch the training portal", Nature.OUTPUT, ("Launch",)),
        ("Raise the score to 80 by holding workshops", Nature.OUTCOME, ("Raise",)),
        ("通过开展4场培训将满意度评分提升至90%", Nature.OUTCOME, ("满意度评分",)),
        ("Melalui pelatihan, menaikkan skor kepuasan ke 80", Nature.OUTCOME, ("menaikkan",)),
        ("Complete three training sessions", Nature.ACTIVITY, ("Complete", "training sessions")),
        ("Complete the dashboard", Nature.OUTPUT, ("Complete", "dashboard")),
        ("Three quarters of pupils attend a club", Nature.OUTCOME, ("Three",)),
        ("Track the median and bring it from 30 to 18 minutes", Nature.OUTCOME, ("bring",)),
        ("Track the median every day", Nature.ACTIVITY, ("Track",)),
        ("45 managers trained", Nature.ACTIVITY, ("trained",)),
        ("Reduce", None, ()),
        ("", None, ()),
    ],
)
def test_a_nature_is_told_by_words(text: str, nature: Nature | None, words: tuple[str, ...]) -> None:
    report = lint_objective(text, language="en")
    assert (report.reads_as, report.told_by) == (nature, words)


def test_an_activity_without_a_number_is_weak_and_with_one_a_hint() -> None:
    counted, uncounted = (
        lint_key_result(Draft(title=title, **FULL)) for title in ("Hold 4 workshops", "Hold workshops")
    )
    assert [(f.code, f.severity) for f in counted.letter("S").findings] == [("activity", "hint")]
    assert [(f.code, f.severity) for f in uncounted.letter("S").findings] == [("activity", "weak")]


def test_an_activity_is_no_objective_even_with_a_number() -> None:
    assert "S" not in lint_objective("Hold 4 workshops").met
