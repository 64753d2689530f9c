"""One reading of a source from beginning to end: open, look, gather, write; or stop and say why."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial
from itertools import chain, islice

from denyut.people.times import company_now
from denyut.sources.actions import break_run, finish_run, tell_progress
from denyut.sources.buckets import Gathering, digest_of
from denyut.sources.cells import Cell
from denyut.sources.columns import SAMPLE, Column, columns_of
from denyut.sources.comparing import check_columns
from denyut.sources.connectors.table import Table
from denyut.sources.mapping import mapping_of
from denyut.sources.models import Run, Source
from denyut.sources.outcomes import Outcome
from denyut.sources.reading import table_from
from denyut.sources.troubles import Trouble
from denyut.spine.access import Refused, Unavailable
from denyut.spine.events import Via

VIA = Via("job")
REFUSED_AT_MOST = 0.2
FAMILIES_AT_MOST = 2
SPANS_AT_MOST = 10_000
PAUSE = 0.5
BREATH = 0.001


def perform(run: Run) -> Run:
    """Read the source and write what it says. Whatever is wrong with it becomes the run's trouble. Raises Unavailable."""
    source = run.source
    try:
        return finish_run.via(VIA)(source.owner, run, outcome_of(source, _seldom(partial(tell_progress, run))))
    except Trouble as trouble:
        return break_run.via(VIA)(source.owner, run, trouble)
    except Unavailable:
        raise
    except Refused as refusal:
        return break_run.via(VIA)(source.owner, run, Trouble("refused", why=str(refusal.reason)))


def outcome_of(source: Source, tell: Callable[[int], None] = lambda percent: None) -> Outcome:
    """What the source says now, as it would be written; `tell` hears the percent read. Raises Trouble."""
    mapping = mapping_of(source.mapping)
    with table_from(source) as table:
        columns, rows = _beginning(table)
        check_columns(source.columns, columns, mapping)
        gathered = Gathering(
            mapping, table.columns, company_now().tzinfo or UTC, has_values=source.key_result_id is not None
        )
        gathered.through(rows, lambda: tell(int(table.share() * 100)))
    check_gathered(gathered)
    today = company_now().date()
    spans = [span for span in gathered.spans() if span.last < today]
    if not spans:
        raise Trouble("no_rows_left")
    days = {span.first for span in spans}
    values = {day: v for day, v in gathered.values_by_day().items() if day in days} if source.key_result_id else {}
    problems = [problem.as_json() for problem in gathered.problems]
    return Outcome(spans, values, columns, gathered.rows, gathered.refused, problems, digest_of(spans))


def check_gathered(gathered: Gathering) -> None:
    """Go on only when most rows could be read, and dates look alike. Raises Trouble."""
    if not gathered.seen:
        raise Trouble("empty_answer")
    if len(gathered.families) > FAMILIES_AT_MOST:
        raise Trouble("mixed_dates", examples=" · ".join(gathered.families.values()))
    if gathered.refused > REFUSED_AT_MOST * gathered.rows:
        raise Trouble("too_many_refused", refused=gathered.refused, rows=gathered.rows)
    if len(gathered.buckets) > SPANS_AT_MOST:
        raise Trouble("too_many_spans")


def _beginning(table: Table) -> tuple[list[Column], "chain[Sequence[Cell]]"]:
    sample = list(islice(table.rows, SAMPLE))
    if not sample:
        raise Trouble("empty_answer")
    return columns_of(table.columns, sample), chain(sample, table.rows)


def _seldom(tell: Callable[[int], object]) -> Callable[[int], None]:
    """Tells half a second apart. Between two tellings it lets the requests of the same process go first."""
    next_at = time.monotonic() + PAUSE

    def told(percent: int) -> None:
        nonlocal next_at
        time.sleep(BREATH)
        if time.monotonic() >= next_at:
            next_at = time.monotonic() + PAUSE
            tell(percent)

    return told
