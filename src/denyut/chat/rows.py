"""Lines as a room shows them, the same for everybody who looks."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from denyut.chat.addresses import line_address
from denyut.chat.markup import Drawn
from denyut.chat.models import Line
from denyut.lib.colours import hue_of, initials
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
    """A line in one language. `words` is what was said, as safe HTML; `folded` how many lines it has where only its beginning is drawn.

    `step` is there for a check-in's line only; `text` is then its note. `card` is what a card shows. `at` and `clock` are its moment where
    the reader is, `url` is its own address, and `answers` says how many there are where there are any.
    """

    id: int
    url: str
    owner: int
    author: Face
    text: str
    said_at: datetime
    at: str
    clock: str
    words: SafeString
    folded: int
    step: Step | None
    card: SafeString | None
    edited_at: datetime | None
    is_recalled: bool
    is_forwarded: bool
    is_answer: bool
    answers: str
    replied_at: datetime | None


def line_row(line: Line, language: str, words: Drawn, card: str | None = None) -> LineRow:
    """One line as a row; its author must be loaded. `card` is the drawing of a card, safe HTML, empty when nobody may see it any more."""
    local = timezone.localtime(line.said_at)
    return LineRow(
        id=line.pk,
        url=address_of(line),
        owner=line.author_id,
        author=author_of(line),
        text=line.text,
        said_at=line.said_at,
        at=local.isoformat(),
        clock=local.strftime("%H:%M"),
        words=mark_safe(words.html),
        folded=words.lines,
        step=_step(line, language) if line.kind == Line.LineKind.CHECK_IN else None,
        card=None if card is None else mark_safe(card),
        edited_at=line.edited_at,
        is_recalled=line.is_recalled,
        is_forwarded="forwarded" in line.facts,
        is_answer=line.thread_id is not None,
        answers=_answers(line.replies),
        replied_at=line.replied_at,
    )


def address_of(line: Line) -> str:
    """The address that leads to a line in its room; all that can be done with it stands below."""
    return line_address(line.room_id, line.pk)


def author_of(line: Line) -> Face:
    """Whoever said a line, by the name they have where it came from; its author must be loaded."""
    if line.as_name:
        return Face(0, line.as_name, initials(line.as_name), hue_of(line.as_name))
    return face_of(line.author)


def _answers(count: int) -> str:
    return ngettext("%(count)s answer", "%(count)s answers", count) % {"count": count} if count else ""


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
