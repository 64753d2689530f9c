"""Saying something: in a room, in a thread, as an answer to a line, with files."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.chat.actions.confirmations import ask_confirmations
from denyut.chat.actions.drawing import redraw
from denyut.chat.mentions import called_in, mentions_of
from denyut.chat.models import Line, Mention, Room, Upload
from denyut.chat.verbs import SAID
from denyut.lib.prepared import put
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

LETTERS = 400_000


@deed("chat.say")
def say(
    actor: Person,
    room: Room,
    *,
    text: str = "",
    thread: Line | None = None,
    quoted: Line | None = None,
    must_confirm: bool = False,
    uploads: Sequence[int] = (),
    is_shown_in_room: bool = False,
) -> Line:
    """Say something in a room; with `thread` as an answer below that line, with `quoted` about that one.

    `uploads` are ids of files that the actor brought into this room and has not sent yet; with one the text may be empty. With
    `must_confirm` everybody who sits there is asked to confirm. `is_shown_in_room` shows an answer in the room as well.

    Raises Refused from outside a closed room; Invalid for nothing, for more than 400,000 letters, for a line of another room, for a file
    that is not there, for "@all" among more than 500 people; Conflict for an answer to a recalled line.
    """
    require(actor, "chat.say", room)
    words = worded(text, may_be_empty=bool(uploads))
    root = _root_of(thread, room)
    _require_here(quoted, room, "quoted")
    line = _put(actor, room, words, root, quoted=quoted, must_confirm=must_confirm)
    _attach(line, uploads)
    if must_confirm:
        ask_confirmations(line)
    if root is not None and is_shown_in_room:
        _put(actor, room, "", None, quoted=line, must_confirm=False)
    return line


def worded(text: str, *, may_be_empty: bool = False) -> str:
    """The words as they are kept. Raises Invalid for nothing, unless that is fine, and for too much."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text and not may_be_empty:
        raise Invalid(_("Write something first."), code="empty", field="text")
    if len(text) > LETTERS:
        reason = _("A message has up to 400,000 letters. Send a file instead, or split it.")
        raise Invalid(reason, code="too_long", field="text")
    return text


def _root_of(thread: Line | None, room: Room) -> Line | None:
    """The first line of the thread: answers to an answer stand beside it."""
    _require_here(thread, room, "thread")
    root = thread.thread if thread is not None and thread.thread_id is not None else thread
    if root is not None and Line.objects.filter(pk=root.pk, recalled_at__isnull=False).exists():
        reason = _("This message was recalled. Say it in the room instead.")
        raise Conflict(reason, code="recalled", field="thread")
    return root


def _require_here(line: Line | None, room: Room, field: str) -> None:
    if line is not None and line.room_id != room.pk:
        raise Invalid(_("That message is in another room."), code="other_room", field=field)


def _put(actor: Person, room: Room, words: str, root: Line | None, *, quoted: Line | None, must_confirm: bool) -> Line:
    called = called_in(room, words)
    now = clock.now()
    line = Line(
        room=room, author=actor, text=called.text, thread=root, quoted=quoted, must_confirm=must_confirm, said_at=now
    )
    put(line)
    rows = mentions_of(called, line=line.pk, author=actor.pk)
    if rows:
        Mention.objects.bulk_create(rows)
    if root is not None:
        Line.objects.filter(pk=root.pk).update(replies=F("replies") + 1, replied_at=now)
        redraw(root)
    facts = {"room": room.pk, "line": line.pk}
    facts |= {"thread": root.pk} if root is not None else {}
    people = {row.person_id for row in rows if row.person_id}
    facts |= {"mentions": len(people)} if people else {}
    record(SAID, actor, line, place=f"room:{room.pk}", facts=facts)
    return line


def _attach(line: Line, uploads: Sequence[int]) -> None:
    if uploads:
        mine = Upload.objects.filter(pk__in=uploads, person=line.author_id, room=line.room_id, line=None)
        if mine.update(line=line) != len(set(uploads)):
            reason = _("A file of this message is gone or was sent already. Add it again.")
            raise Invalid(reason, code="upload", field="uploads")
