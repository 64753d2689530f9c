"""Briefs as pages show them, in one language."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from denyut.lib.units import format_value
from denyut.meetings.dissolving import MINE, STATUS
from denyut.meetings.models import Dissolution, Question
from denyut.okr.labels import DECLARED_AS
from denyut.okr.models import Objective, Visibility


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One key result of a brief. `number_url` is where its number comes from."""

    label: str
    title: str
    url: str
    value: str
    number_url: str
    status: str
    status_label: str
    confidence: int | None
    why: str
    owner: str


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief with the viewer's question; `reasons` are (what, label, title, url). `answered`, `right` and `asked` count people."""

    rows: list[BriefRow]
    question: str
    options: list[tuple[int, str]]
    answer: int | None
    is_right: bool
    reasons: list[tuple[str, str, str, str]]
    failed: list[BriefRow]
    asked: int
    answered: int
    right: int


def brief_page(one: Dissolution, question: Question | None, language: str) -> BriefPage:
    """A brief for one viewer: what turned private since is not told any more. Two queries."""
    shown = _shown(one)
    told = [row for row in one.brief if row["objective"] in shown]
    rows = {row["key_result"]: _row(row, language) for row in told}
    asked = list(one.questions.all())
    return BriefPage(
        rows=list(rows.values()),
        question=_question(question) if question else "",
        options=_options(question, rows) if question else [],
        answer=question.answer if question else None,
        is_right=bool(question and question.is_right),
        reasons=[_reason(reason) for reason in one.reasons],
        failed=[rows[pk] for pk in one.failed if pk in rows],
        asked=len(asked),
        answered=sum(each.answer is not None for each in asked),
        right=sum(each.is_right for each in asked),
    )


def _shown(one: Dissolution) -> set[int]:
    named = {row["objective"] for row in one.brief}
    return set(Objective.objects.filter(pk__in=named, visibility=Visibility.PUBLIC).values_list("pk", flat=True))


def _row(row: dict[str, Any], language: str) -> BriefRow:
    value = "–" if row["value"] is None else format_value(Decimal(row["value"]), row["unit"], language)
    page = reverse("okr:key_result", args=[row["key_result"]])
    source = reverse("meetings:check_in", args=[row["check_in"]]) if row["check_in"] else page
    label = str(DECLARED_AS.get(row["status"], row["status"]))
    own = (row["label"], row["title"], page, value, source, row["status"], label)
    return BriefRow(*own, row["confidence"], row["why"], row["owner_name"])


def _question(question: Question) -> str:
    if question.kind == MINE:
        return _("Which of your key results needs your action first?")
    if question.kind == STATUS:
        return _("How does the key result stand?")
    return _("Which key result stands worst?")


def _options(question: Question, rows: dict[int, BriefRow]) -> list[tuple[int, str]]:
    return [(place, _option(one, rows)) for place, one in enumerate(question.options)]


def _option(one: Any, rows: dict[int, BriefRow]) -> str:
    if isinstance(one, int):
        return f"{rows[one].label} {rows[one].title}" if one in rows else f"KR-{one}"
    return str(DECLARED_AS.get(one, one))


def _reason(reason: dict[str, Any]) -> tuple[str, str, str, str]:
    words = {
        "decision": _("A decision is pending"),
        "stale": _("Its number is not fresh"),
        "unexplained": _("It is in trouble, and nobody has said why"),
        "blocker": _("A blocker for which nobody is waited for"),
        "no_goals": _("There are no goals to tell of"),
    }
    pages = {"decision": "matters:decision", "blocker": "matters:blocker"}
    name = pages.get(reason["code"], "okr:key_result")
    url = reverse(name, args=[reason["number"]]) if reason["number"] else ""
    return words[reason["code"]], reason["label"], reason["title"], url
