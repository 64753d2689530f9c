"""Lines as a room shows them, the same for everybody who looks."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from denyut.chat.models import Line
from denyut.lib.units import format_value
from denyut.people.faces import Face, face_of


@dataclass(frozen=True, slots=True)
class Step:
    """What a check-in changed, as the room tells it: "KR-12 First response: 24 → 18 min"."""

    key_result: int
    label: str
    title: str
    before: str
    value: str
    confidence: int | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line in one language. `step` is there for a check-in's line only; `text` is then its note. `card` is what a card shows."""

    id: int
    author: Face
    text: str
    said_at: datetime
    step: Step | None
    card: SafeString | None = None


def line_row(line: Line, language: str, card: str | None = None) -> LineRow:
    """One line as a row; its author must be loaded. `card` is the drawing of a card, safe HTML, empty when nobody may see it any more."""
    step = _step(line, language) if line.kind == Line.LineKind.CHECK_IN else None
    shown = None if card is None else mark_safe(card)
    return LineRow(line.pk, face_of(line.author), line.text, line.said_at, step, shown)


def _step(line: Line, language: str) -> Step:
    facts = line.facts

    def said(value: str | None) -> str:
        return "" if value is None else format_value(Decimal(value).normalize(), facts["unit"], language)

    return Step(
        facts["key_result"],
        facts["label"],
        facts["title"],
        said(facts["before"]),
        said(facts["value"]),
        facts["confidence"],
    )
