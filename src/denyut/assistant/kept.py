"""What a key result took out of the talk, as its page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string

from denyut.assistant.models import Takeaway, TakeawayKind, TakeawayState
from denyut.chat.models import Room
from denyut.people.faces import Face, face_of

ICONS = {
    TakeawayKind.EVIDENCE: "badge-check",
    TakeawayKind.SUGGESTION: "sparkles",
    TakeawayKind.HELP: "users",
    TakeawayKind.OFFER: "users",
}
SHOWN = 30


@dataclass(frozen=True, slots=True)
class TakeawayRow:
    """A takeaway as everybody sees it. `room` and `line` are empty when it came out of a room that is not open to all.

    `goal` is what its `key_result` is called, where that is not clear from the page it stands on.
    """

    id: int
    kind: str
    kind_label: str
    icon: str
    text: str
    by: Face
    at: datetime
    state: str
    state_label: str
    is_open: bool
    settled_by: Face | None
    resolution: str
    room: int | None
    line: int | None
    owner: int | None
    key_result: int | None = None
    goal: str = ""


def rows_of(found: Iterable[Takeaway]) -> list[TakeawayRow]:
    """Loaded takeaways (`with_people`) as rows, in their order."""
    return [_row(one) for one in found]


def sections_of(ids: Sequence[int]) -> dict[int, list[TakeawayRow]]:
    """The newest thirty of each of these key results, those that wait first. One query."""
    found = Takeaway.objects.filter(key_result__in=ids).with_people()
    rows: dict[int, list[Takeaway]] = defaultdict(list)
    for one in found:
        if one.key_result_id is not None and len(rows[one.key_result_id]) < SHOWN:
            rows[one.key_result_id].append(one)
    return {pk: sorted(rows_of(some), key=lambda row: not row.is_open) for pk, some in rows.items()}


def drawn_sections(ids: Sequence[int]) -> dict[int, str]:
    """The sections of these key results, drawn for everybody."""
    rows = sections_of(ids)
    return {
        pk: render_to_string("assistant/_takeaways.html", {"key_result": pk, "takeaways": rows.get(pk, [])})
        for pk in ids
    }


def _row(one: Takeaway) -> TakeawayRow:
    is_open_room = one.room is not None and one.room.kind == Room.RoomKind.OPEN
    return TakeawayRow(
        id=one.pk,
        kind=one.kind,
        kind_label=one.get_kind_display(),
        icon=ICONS[TakeawayKind(one.kind)],
        text=one.text,
        by=face_of(one.by),
        at=one.at,
        state=one.state,
        state_label=one.get_state_display(),
        is_open=one.state == TakeawayState.OPEN,
        settled_by=face_of(one.settled_by) if one.settled_by else None,
        resolution=one.resolution,
        room=one.room_id if is_open_room else None,
        line=one.line_id if is_open_room else None,
        owner=one.key_result.owner_id if one.key_result else None,
    )
