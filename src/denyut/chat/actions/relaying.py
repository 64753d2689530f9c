"""The deed of those who bring in what was said elsewhere: another program's message, a letter."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.chat.actions.drawing import redraw
from denyut.chat.actions.saying import LETTERS
from denyut.chat.mentions import Called, called_in, mentions_of
from denyut.chat.models import Line, Mention, Room
from denyut.chat.verbs import SAID
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid
from denyut.spine.deeds import deed
from denyut.spine.events import record

CUT = " …"


@deed("chat.relay")
def relay(
    actor: Person,
    room: Room,
    *,
    text: str,
    external_key: str | None = None,
    as_name: str = "",
    thread: Line | None = None,
    said_at: datetime | None = None,
    may_call: bool = True,
) -> Line:
    """Put into a room what was said elsewhere, under the name it was said by. No door offers it: whoever calls it has asked its own rule.

    What is longer than a message may be is cut. With an `external_key` that the room knows nothing changes, and its line is the answer.
    `said_at` is never later than now. It calls those it names only if it `may_call`, and never "@all" where they are too many.

    Raises Invalid for nothing, Conflict for a room that is archived.
    """
    if room.is_archived:
        raise Conflict(_("This room is archived. Nothing more is said in it."), code="archived")
    known = Line.objects.filter(room=room, external_key=external_key).first() if external_key else None
    if known is not None:
        return known
    called = _called(room, _shortened(text), may_call=may_call)
    line = Line.objects.create(
        room=room,
        author=actor,
        text=called.text,
        external_key=external_key,
        as_name=" ".join(as_name.split())[:120],
        thread=thread,
        said_at=min(said_at or clock.now(), clock.now()),
    )
    rows = mentions_of(called, line=line.pk, author=actor.pk)
    Mention.objects.bulk_create(rows)
    facts = {"room": room.pk, "line": line.pk}
    if thread is not None:
        Line.objects.filter(pk=thread.pk).update(replies=F("replies") + 1, replied_at=line.said_at)
        redraw(thread)
        facts["thread"] = thread.pk
    people = {row.person_id for row in rows if row.person_id}
    facts |= {"mentions": len(people)} if people else {}
    record(SAID, actor, line, place=f"room:{room.pk}", facts=facts)
    return line


def _shortened(text: str) -> str:
    text = text.strip().replace("\x00", "")
    if not text:
        raise Invalid(_("Write something first."), code="empty", field="text")
    return text if len(text) <= LETTERS else text[: LETTERS - len(CUT)] + CUT


def _called(room: Room, text: str, *, may_call: bool) -> Called:
    if not may_call:
        return Called(text)
    try:
        return called_in(room, text)
    except Invalid:
        # A person is told to call fewer; a program is not there to hear it, and its message matters more than its call.
        return Called(text)
