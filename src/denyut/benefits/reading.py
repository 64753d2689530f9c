"""Reads what somebody's time went into from what the product knows: lines that chase, status meetings, reports written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from denyut.benefits.actions import classify
from denyut.benefits.chasing import chasing
from denyut.benefits.models import Classified
from denyut.benefits.weeks import Weeks, weeks_until_now
from denyut.chat.models import Line
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine.models import Event

# A question costs the asker about two minutes: writing it, reading the answer, coming back to what one did.
MINUTES_A_CHASE, CERTAIN, A_MINUTE = 2.0, 95, 60
REPORT_EDITED = "meetings.report_edited"
STATUS_MEETINGS = (Ritual.Kind.CHECK_IN, Ritual.Kind.MONTHLY_REVIEW, Ritual.Kind.QUARTERLY_REVIEW)


@dataclass(frozen=True, slots=True)
class Piece:
    """What was read for one person, before it is kept."""

    person: int
    source: str
    kind: str
    minutes: float
    confidence: int
    at: datetime


def read_supervision(count: int = 2) -> int:
    """Read the last so many weeks and today, keep what is new, and answer how many pieces were read. Again changes nothing."""
    weeks = weeks_until_now(count)
    weeks = Weeks(weeks.first, weeks.last + timedelta(weeks=1), weeks.zone)
    known = set(Classified.objects.filter(at__gte=weeks.begin).values_list("person", "source"))
    new = [one for one in pieces_in(weeks) if (one.person, one.source) not in known]
    for one in new:
        classify(
            None,
            one.person,
            source=one.source,
            kind=one.kind,
            minutes=one.minutes,
            confidence=one.confidence,
            at=one.at,
        )
    return len(new)


def pieces_in(weeks: Weeks) -> Iterator[Piece]:
    """All that seems to be supervision in these weeks. Three queries; of lines their numbers go on, never their words."""
    said = Line.objects.filter(kind=Line.LineKind.TALK, said_at__gte=weeks.begin, said_at__lt=weeks.end)
    said = said.filter(recalled_at=None, author__is_bot=False, as_name="").order_by("pk")
    for number, author, text, at in said.values_list("pk", "author", "text", "said_at").iterator():
        found = chasing(text)
        if found is not None:
            yield Piece(author, f"line:{number}", Classified.Kind.CHASE, MINUTES_A_CHASE, found.confidence, at)
    sat = Sitting.objects.filter(opened_at__gte=weeks.begin, opened_at__lt=weeks.end, ritual__kind__in=STATUS_MEETINGS)
    rows = (
        sat.filter(attended__isnull=False).order_by("pk").values_list("pk", "attended", "ritual__minutes", "opened_at")
    )
    for number, person, minutes, at in rows:
        yield Piece(person, f"sitting:{number}", Classified.Kind.MEETING, float(minutes), CERTAIN, at)
    edited = Event.objects.filter(verb=REPORT_EDITED, at__gte=weeks.begin, at__lt=weeks.end, actor__isnull=False)
    for number, actor, facts, at in edited.order_by("pk").values_list("pk", "actor", "facts", "at"):
        seconds = float(facts.get("seconds", 0))
        if actor is not None and seconds > 0:
            yield Piece(actor, f"edit:{number}", Classified.Kind.REPORT, seconds / A_MINUTE, CERTAIN, at)
