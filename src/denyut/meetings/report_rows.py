"""Reports as pages show them: what everybody reads, and what the viewer alone is told beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from denyut.lib.dates import format_day, iso_week
from denyut.meetings.compiling.sections import sections_of
from denyut.meetings.compiling.sources import Facts, Span, for_viewer_alone
from denyut.meetings.models import Report
from denyut.meetings.news import has_news, is_news
from denyut.meetings.section_rows import SectionRow, section_rows
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of what a report tells, for its head: key results that moved, turned better or worse, risks, decisions needed."""

    moved: int
    better: int
    worse: int
    risks: int
    needed: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list. `team` is empty for the company."""

    id: int
    team: str
    department: int | None
    week: str
    span: str
    is_posted: bool
    has_news: bool
    summary: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as it is read: `sections` for everybody, `yours` for the viewer alone."""

    row: ReportRow
    sections: list[SectionRow]
    yours: list[SectionRow]
    since: datetime
    until: datetime


def report_rows(reports: Iterable[Report], language: str) -> list[ReportRow]:
    """Reports as rows; their departments must be loaded. One query, for what turned private since."""
    found = list(reports)
    shown = shown_objectives(section for report in found for section in report.body)
    return [_row(report, visible(report.body, shown), language) for report in found]


def report_page(report: Report, viewer: Person | None, language: str, *, is_editing: bool = False) -> ReportPage:
    """A report for one viewer, or with None for everybody: what turned private since then is not told any more."""
    body = visible(report.body, shown_objectives(report.body))
    left_out = set(report.left_out)
    told = body if is_editing else [_without(section, left_out) for section in body]
    sections = section_rows(told, language, notes=report.notes, left_out=left_out, is_whole=is_editing)
    return ReportPage(
        _row(report, body, language), sections, _yours(report, viewer, language), report.since, report.until
    )


def shown_objectives(body: Iterable[Facts]) -> set[int]:
    """The objectives of these sections that everybody may still see. One query."""
    named = {number for section in body for item in section["items"] for number in objectives_in(item)}
    open_now = Objective.objects.filter(pk__in=named, visibility=Visibility.PUBLIC)
    return set(open_now.values_list("pk", flat=True)) if named else set()


def objectives_in(item: Facts) -> set[int]:
    """The objectives that an item tells of."""
    return {*item.get("objectives", ()), *([item["objective"]] if item.get("objective") else [])}


def visible(body: Sequence[Facts], shown: set[int]) -> list[Facts]:
    """The sections without the items of goals that are not among `shown`."""
    return [{**one, "items": [item for item in one["items"] if objectives_in(item) <= shown]} for one in body]


def _yours(report: Report, viewer: Person | None, language: str) -> list[SectionRow]:
    if viewer is None:
        return []
    own = sections_of(for_viewer_alone(report.department, viewer), Span(report.since, report.until))
    return section_rows(own, language) if has_news(own) else []


def _without(section: Facts, left_out: set[str]) -> Facts:
    return {**section, "items": [item for item in section["items"] if item["key"] not in left_out]}


def _row(report: Report, body: Sequence[Facts], language: str) -> ReportRow:
    return ReportRow(
        id=report.pk,
        team=report.department.name if report.department else "",
        department=report.department_id,
        week=iso_week(report.week_on),
        span=span_words(report.week_on, language),
        is_posted=report.is_posted,
        has_news=has_news(body),
        summary=report.summary,
        tally=tally_of(body),
    )


def span_words(week_on: date, language: str) -> str:
    """A week in words: from its Monday to its Sunday."""
    return f"{format_day(week_on, language, 'brief')} – {format_day(week_on + timedelta(days=6), language)}"


def tally_of(body: Iterable[Facts]) -> Tally:
    """What the head of a report counts. Pure."""
    items = [item for section in body for item in section["items"]]
    turns = Counter(item.get("turn", 0) for item in items)
    kinds = Counter(item["kind"] for item in items if is_news(item) or item["kind"] in ("needed", "blocker_stands"))
    risks = kinds["blocker"] + kinds["blocker_stands"] + kinds["warning"]
    return Tally(kinds["moved"], turns[1], turns[-1], risks, kinds["needed"])
