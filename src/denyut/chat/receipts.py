"""Who has read a line, whom it reached, and who has confirmed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from denyut.chat.models import Confirmation, Line, Room, Seat
from denyut.people.faces import Face, face_of

type Mark = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Receipts:
    """Everybody but its author who sat in the room when a line was said, by what became of it for them."""

    read: list[Face]
    delivered: list[Face]
    waiting: list[Face]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those who were `asked` have `confirmed` a line, and the ids of those who are `missing`."""

    asked: int
    confirmed: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who was asked to confirm, and when they did."""

    face: Face
    confirmed_at: datetime | None


def marks_of(room: Room) -> list[Mark]:
    """Where the readers of a room are: person, last line read, last line on a screen, seated since (ms of the epoch). One query."""
    seats = Seat.objects.filter(room=room, person__is_bot=False, person__is_active=True).order_by("person")
    rows = seats.values_list("person", "read_to", "delivered_to", "taken_at")
    return [(pk, read, max(read, delivered), int(at.timestamp() * 1000)) for pk, read, delivered, at in rows]


def receipts_of(line: Line) -> Receipts:
    """What became of a line. Who sat down later is not asked about what was said before. One query."""
    seats = Seat.objects.filter(
        room=line.room_id, taken_at__lte=line.said_at, person__is_bot=False, person__is_active=True
    )
    found = seats.exclude(person=line.author_id).select_related("person").order_by("person__name", "person")
    receipts = Receipts([], [], [])
    for seat in found:
        has_read, has_got = seat.read_to >= line.pk, seat.delivered_to >= line.pk
        (receipts.read if has_read else receipts.delivered if has_got else receipts.waiting).append(
            face_of(seat.person)
        )
    return receipts


def answers_of(line: Line) -> list[Answer]:
    """Who was asked to confirm a line: those who have, in their order, then those who are missing, by name. One query."""
    asked = Confirmation.objects.filter(line=line).select_related("person")
    rows = [Answer(face_of(one.person), one.confirmed_at) for one in asked]
    return sorted(rows, key=lambda row: (row.confirmed_at is None, row.confirmed_at or line.said_at, row.face.name))


def tallies_of(lines: Sequence[Line]) -> dict[int, Tally]:
    """The counts of those among these lines that must be confirmed. One query where there are any, else none."""
    wanted = [line.pk for line in lines if line.must_confirm and not line.is_recalled]
    if not wanted:
        return {}
    found: dict[int, list[tuple[int, bool]]] = {pk: [] for pk in wanted}
    rows = Confirmation.objects.filter(line__in=wanted).order_by("person")
    for line, person, at in rows.values_list("line", "person", "confirmed_at"):
        found[line].append((person, at is not None))
    return {pk: _tally(people) for pk, people in found.items() if people}


def _tally(people: Sequence[tuple[int, bool]]) -> Tally:
    missing = tuple(person for person, has_confirmed in people if not has_confirmed)
    return Tally(len(people), len(people) - len(missing), missing)
