"""A: somebody can do it, as far as the past tells."""

from collections.abc import Iterator
from decimal import Decimal

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.report import Finding, hint, missing, weak
from denyut.lib.units import format_value

# Fewer values than this are no history.
VALUES_AT_LEAST = 3
# How far beyond everything seen a target may lie, in widths of the range that was seen.
REACH = 3
# A series that never moved is given this share of its own size as its width.
STILL = Decimal("0.1")


def achievable(draft: Draft, language: str) -> Iterator[Finding]:
    """What is said against reaching it: nobody owns it, or the target lies far beyond all that was seen."""
    if not draft.has_owner:
        yield missing("no_owner", "A")
    has_past = len(draft.history) >= VALUES_AT_LEAST and not draft.is_shown_by_evidence
    if draft.target is not None and has_past:
        yield from _against_history(draft, draft.target, language)


def reach_of(history: list[Decimal]) -> tuple[Decimal, Decimal]:
    """The bounds that past values make believable: their range, and three times its width beyond either end."""
    low, high = min(history), max(history)
    width = max(high - low, STILL * abs(history[-1]))
    return low - REACH * width, high + REACH * width


def _against_history(draft: Draft, target: Decimal, language: str) -> Iterator[Finding]:
    past = list(draft.history)
    low, high = min(past), max(past)
    least, most = reach_of(past)
    if low <= target <= high or least == most:
        return
    shown = {
        name: format_value(value.normalize(), draft.unit, language) for name, value in (("low", low), ("high", high))
    }
    yield hint("stretch", "A", **shown) if least <= target <= most else weak("beyond_history", "A", **shown)
