"""Sources and runs as their pages show them: plain values in one language."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.sources.connectors.databases import database_folder
from denyut.sources.connectors.files import folder_of
from denyut.sources.forms import AGGREGATES, PERIODS
from denyut.sources.models import Kind, Run, Source, State
from denyut.sources.own import COUNTABLES
from denyut.sources.words import PROBLEMS, trouble_words

STATUSES = {State.WORKING: "on_track", State.BROKEN: "off_track", State.PAUSED: "stale", State.DRAFT: "not_started"}
OUTCOMES = {"good": "on_track", "same": "closed", "broken": "off_track", "running": "progressing"}
STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("edit", gettext_lazy("What")),
    ("connect", gettext_lazy("Connect")),
    ("preview", gettext_lazy("Look")),
    ("map", gettext_lazy("Read")),
    ("schedule", gettext_lazy("When")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of setting a source up. It has an address once it can be taken."""

    name: str
    title: str
    url: str
    is_now: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in one language."""

    id: int
    outcome: str
    status: str
    is_running: bool
    begun_at: datetime
    rows: int
    written: int
    refused: int
    seconds: float | None
    percent: int
    trouble: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A row that was left out, and why."""

    row: int
    column: str
    value: str
    why: str


def steps_of(now: str, source: Source | None = None) -> list[Step]:
    """The five steps, as far as a source has come."""
    names = [name for name, _title in STEPS]
    reached = _reached(source)
    return [
        Step(
            name,
            str(title),
            reverse(f"sources:{name}", args=[source.pk]) if source and place <= reached else "",
            name == now,
            place < max(reached, names.index(now)),
        )
        for place, (name, title) in enumerate(STEPS)
    ]


def run_row(run: Run) -> RunRow:
    """A run as a row."""
    return RunRow(
        id=run.pk,
        outcome=run.get_outcome_display(),
        status=OUTCOMES[run.outcome],
        is_running=run.outcome == Run.Outcome.RUNNING,
        begun_at=run.begun_at,
        rows=run.rows,
        written=run.written,
        refused=run.refused,
        seconds=None if run.seconds is None else round(run.seconds, 1),
        percent=run.percent,
        trouble=trouble_words(run.trouble),
    )


def problem_rows(run: Run) -> list[ProblemRow]:
    """The first rows that were left out."""
    return [
        ProblemRow(p["row"], p["column"], p["value"], str(PROBLEMS.get(p["code"], p["code"]))) for p in run.problems
    ]


def way_to(source: Source) -> str:
    """How a source is reached, without secrets."""
    words = source.words
    if source.kind == Kind.FOLDER:
        return str(folder_of(source))
    if source.kind == Kind.HTTP:
        return str(words.get("url", ""))
    if source.kind == Kind.OWN:
        return str(COUNTABLES[words["dataset"]].title) if words.get("dataset") in COUNTABLES else ""
    if source.kind == Kind.SQL:
        place = words.get("host") or str(database_folder())
        return f"{place}/{words.get('database', '')}"
    return ""


def reading_words(source: Source) -> list[str]:
    """What is read, in a few words each; nothing before it is said."""
    mapping = source.mapping
    if not mapping:
        return []
    found = [mapping["value"], str(dict(AGGREGATES)[mapping["aggregate"]]), str(dict(PERIODS)[mapping["period"]])]
    found.append(_("dated by “%(column)s”") % {"column": mapping["date"]})
    if mapping["where"]:
        found.append(_("where “%(column)s” says “%(text)s”") % {"column": mapping["where"], "text": mapping["equals"]})
    return [words for words in found if words]


def _reached(source: Source | None) -> int:
    if source is None:
        return 0
    if source.is_ready:
        return 4
    if source.columns:
        return 3
    return 2 if source.words or source.arrivals.exists() else 1
