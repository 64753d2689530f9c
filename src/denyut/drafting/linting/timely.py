"""T: it ends on a day."""

from collections.abc import Iterator
from datetime import date

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.reading import Reading
from denyut.drafting.linting.report import Finding, hint, missing, weak
from denyut.lib.dates import format_day


def timely(draft: Draft, reading: Reading) -> Iterator[Finding]:
    """What is said against the time of a key result: the fields count, words alone do not."""
    if not draft.due_on and not draft.cycle_ends_on:
        yield weak("date_in_words", "T") if reading.is_dated else missing("no_date", "T")
    elif draft.due_on and draft.cycle_ends_on and draft.due_on > draft.cycle_ends_on:
        yield weak("due_after_cycle", "T", ends_on=format_day(draft.cycle_ends_on, reading.language))
    yield from _vague_time(reading)


def objective_timely(reading: Reading, ends_on: date | None) -> Iterator[Finding]:
    """What is said against the time of an objective: its cycle, or a time in its words."""
    if not ends_on and not reading.is_dated:
        yield missing("no_date", "T")
    yield from _vague_time(reading)


def _vague_time(reading: Reading) -> Iterator[Finding]:
    vague = reading.having("vague_time")
    if vague:
        yield hint("vague_time", "T", words=reading.said(vague[0]))
