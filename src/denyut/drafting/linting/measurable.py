"""M: a number tells whether it is reached, and everybody knows where the number comes from."""

from collections.abc import Iterator

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.reading import Reading
from denyut.drafting.linting.report import Finding, hint, missing, weak
from denyut.okr.progress import Kind


def measurable(draft: Draft, reading: Reading) -> Iterator[Finding]:
    """What is said against the measure of a key result."""
    if draft.is_shown_by_evidence:
        if not draft.source.strip():
            yield hint("no_evidence", "M")
        return
    yield from _ends(draft, reading)
    if draft.kind == Kind.MANUAL:
        yield weak("opinion", "M")
    elif not draft.unit.strip():
        yield weak("no_unit", "M")
    if not draft.source.strip():
        yield weak("no_source", "M")


def objective_measurable(reading: Reading, key_results_count: int) -> Iterator[Finding]:
    """What is said against the measure of an objective: its own number, or its key results."""
    if not reading.is_measured and not key_results_count:
        yield missing("objective_no_number", "M")
    if len(reading.numbers) < 2 and not key_results_count:
        yield hint("objective_no_baseline", "M")


def _ends(draft: Draft, reading: Reading) -> Iterator[Finding]:
    if draft.target is None or (draft.kind == Kind.RANGE and draft.low is None):
        numbers = " … ".join(reading.numbers[:3])
        yield weak("number_in_words", "M", numbers=numbers) if numbers else missing("no_target", "M")
    if draft.needs_start and draft.baseline is None:
        yield weak("no_baseline", "M")
    if draft.needs_start and draft.target is not None and draft.baseline == draft.target:
        yield missing("no_way", "M")
