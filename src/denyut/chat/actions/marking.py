"""What people put onto lines: reactions, pins, how far they have read; and lines passed on."""

from django.utils.translation import gettext as _

from denyut.chat import emoji as known
from denyut.chat.actions.changing import fresh
from denyut.chat.actions.drawing import redraw
from denyut.chat.mentions import readable
from denyut.chat.models import Line, Pin, Reaction, Room, Seat
from denyut.chat.verbs import LINE_PINNED, LINE_UNPINNED, REACTED, SAID
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

KINDS_AT_MOST = 20
PINS_AT_MOST = 50


@deed("chat.react")
def react(actor: Person, line: Line, *, emoji: str, is_wanted: bool | None = None) -> Line:
    """Put an emoji onto a line or take it off again: as `is_wanted` says, else the other way round.

    Raises Invalid for anything but an emoji of the picker and for a twenty-first kind, Conflict when the message was recalled.
    """
    require(actor, "chat.mark_line", line)
    line = fresh(line)
    if emoji not in known.KNOWN:
        raise Invalid(_("Choose one of the emoji that are offered."), code="emoji", field="emoji")
    mine = Reaction.objects.filter(line=line, person=actor, emoji=emoji)
    is_there = mine.exists()
    if is_wanted is is_there:
        return line
    if is_there:
        mine.delete()
    else:
        kinds = set(Reaction.objects.filter(line=line).values_list("emoji", flat=True))
        if emoji not in kinds and len(kinds) >= KINDS_AT_MOST:
            raise Invalid(_("A message has up to 20 kinds of reactions."), code="too_many", field="emoji")
        Reaction.objects.create(line=line, person=actor, emoji=emoji, at=clock.now())
    facts = {"room": line.room_id, "line": line.pk, "emoji": emoji, "is_on": not is_there}
    redraw(line)
    record(REACTED, actor, line, place=f"room:{line.room_id}", facts=facts)
    return line


@deed("chat.pin_line")
def pin_line(actor: Person, line: Line) -> Line:
    """Keep a line at hand for everybody in its room. A second pin changes nothing.

    Raises Conflict when the message was recalled, or when fifty lines are pinned already.
    """
    require(actor, "chat.mark_line", line)
    line = fresh(line)
    if Pin.objects.filter(line=line).exists():
        return line
    if Pin.objects.filter(room=line.room_id).count() >= PINS_AT_MOST:
        raise Conflict(_("Fifty messages are pinned here. Take one down first."), code="too_many")
    Pin.objects.create(room=line.room, line=line, put_by=actor, put_at=clock.now())
    _marked(actor, line, LINE_PINNED)
    return line


@deed("chat.unpin_line")
def unpin_line(actor: Person, line: Line) -> Line:
    """Take a pinned line down. Where there is no pin nothing changes."""
    require(actor, "chat.mark_line", line)
    gone, _rows = Pin.objects.filter(line=line).delete()
    if gone:
        _marked(actor, line, LINE_UNPINNED)
    return line


@deed("chat.mark_unread")
def mark_unread(actor: Person, line: Line) -> Line:
    """Let the room count as unread from this line on, for the actor alone. Without a seat there is nothing to note."""
    require(actor, "chat.enter", line.room)
    Seat.objects.filter(room=line.room_id, person=actor, read_to__gte=line.pk).update(read_to=line.pk - 1)
    return line


@deed("chat.forward_line")
def forward_line(actor: Person, line: Line, room: Room) -> Line:
    """Pass a message on into another `room`, with its files and its author's name.

    It calls nobody, and goes when the first one is recalled. Raises Conflict when the message was recalled, Invalid for what is no message.
    """
    require(actor, "chat.forward_line", line, room)
    line = fresh(line)
    if line.kind != Line.LineKind.TALK:
        raise Invalid(_("Only messages are forwarded. Copy the link of this one instead."), code="not_talk")
    first = line.quoted if line.quoted is not None and "forwarded" in line.facts else line
    copy = Line.objects.create(
        room=room,
        author=actor,
        text=readable(line.text),
        quoted=first,
        facts={"forwarded": first.author_id},
        said_at=clock.now(),
    )
    for upload in line.uploads.all():
        upload.pk, upload.room, upload.line, upload.person = None, room, copy, actor
        upload._state.adding = True
        upload.save(force_insert=True)
    record(SAID, actor, copy, place=f"room:{room.pk}", facts={"room": room.pk, "line": copy.pk})
    return copy


def _marked(actor: Person, line: Line, verb: Verb) -> None:
    redraw(line)
    record(verb, actor, line, place=f"room:{line.room_id}", facts={"room": line.room_id, "line": line.pk})
