"""A team's row of the rhythm board in one language."""

from dataclasses import dataclass
from decimal import Decimal

from denyut.lib.numbers import format_percent
from denyut.rhythm.board import TeamRow


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A team's row, its shares as people read them; empty where there is none."""

    row: TeamRow
    held: str
    attended: str
    with_output: str
    discipline: str
    may_change: bool


def shown_row(row: TeamRow, language: str, *, may_change: bool) -> ShownRow:
    """The row with its shares in whole percent."""
    shares = (row.held, row.attended, row.with_output, row.discipline)
    held, attended, with_output, kept = (_percent(share, language) for share in shares)
    return ShownRow(row, held, attended, with_output, kept, may_change)


def _percent(share: Decimal | None, language: str) -> str:
    return "" if share is None else format_percent(share, language)
