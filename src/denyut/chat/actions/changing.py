"""What becomes of a line that was said: other words, none at all, another room."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.chat.actions.offspring import follow, withdraw, words_in
from denyut.chat.actions.saying import worded
from denyut.chat.mentions import called_in, mentions_of
from denyut.chat.models import Confirmation, Line, Mention, Pin, Reaction, Room, Upload, Wording
from denyut.chat.verbs import LINE_EDITED, LINE_MOVED, LINE_RECALLED, SAID
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import News, record, record_many

SHOWN_AGAIN = 100


@deed("chat.edit_line")
def edit_line(actor: Person, line: Line, *, text: str) -> Line:
    """Give one's own message other words. The ones before stay for everybody in the room to see; whoever is newly named is told.

    Raises as `say` does, Conflict when the message was recalled. The same words change nothing.
    """
    require(actor, "chat.edit_line", line)
    line = fresh(line)
    called = called_in(line.room, worded(text, may_be_empty=line.uploads.exists()))
    if called.text == line.text:
        return line
    said_at = line.edited_at or line.said_at
    Wording.objects.create(line=line, number=line.wordings.count() + 1, text=line.text, said_at=said_at)
    before = set(line.mentions.filter(person__isnull=False).values_list("person", flat=True))
    line.mentions.all().delete()
    rows = Mention.objects.bulk_create(mentions_of(called, line=line.pk, author=actor.pk))
    line.text, line.edited_at = called.text, clock.now()
    line.save(update_fields=["text", "edited_at"])
    told = sorted({row.person_id for row in rows if row.person_id} - before)
    facts = {**_facts(line), "again": drawn_again(line), **({"told": told} if told else {})}
    record(LINE_EDITED, actor, line, place=f"room:{line.room_id}", facts=facts)
    return line


@deed("chat.recall_line")
def recall_line(actor: Person, line: Line) -> Line:
    """Take a message back: a stub stays, its words, earlier words and files go, also where it was forwarded. Twice is once.

    What was made of it (a task, a reminder) stays, without the words that were copied.

    Raises Refused for a message of somebody else where the actor does not manage.
    """
    require(actor, "chat.recall_line", line)
    line = Line.objects.select_related("room").get(pk=line.pk)
    if line.is_recalled:
        return line
    copies = list(Line.objects.filter(quoted=line, facts__has_key="forwarded", recalled_at=None))
    said = {one: words_in(one) for one in (line, *copies)}
    for one in said:
        _emptied(one)
    news = [
        News(LINE_RECALLED, one, {**_facts(one), "again": drawn_again(one)}, place=f"room:{one.room_id}")
        for one in said
    ]
    for (one, words), event in zip(said.items(), record_many(actor, news), strict=True):
        withdraw(actor, one, words, event)
    return line


@deed("chat.move_line")
def move_line(actor: Person, line: Line, room: Room) -> Line:
    """Bring a message that was said in the wrong room into another `room`, with its answers and files; a notice stays behind.

    It stays its author's, and counts as new there. Raises Invalid for the same room, Conflict when it was recalled.
    """
    require(actor, "chat.move_line", line, room)
    line = fresh(line)
    if room.pk == line.room_id or line.thread_id is not None:
        raise Invalid(
            _("Choose another room. An answer moves with the message it belongs to."), code="room", field="room"
        )
    moved = Line.objects.create(
        room=room,
        author_id=line.author_id,
        as_name=line.as_name,
        text=line.text,
        replies=line.replies,
        replied_at=line.replied_at,
        edited_at=line.edited_at,
        quoted=line.quoted if "forwarded" in line.facts else None,
        facts={key: line.facts[key] for key in ("forwarded",) if key in line.facts},
        said_at=clock.now(),
    )
    _bring_along(line, moved)
    _emptied(line, {"moved": {"room": room.pk, "line": moved.pk}})
    facts = {**_facts(line), "again": drawn_again(line, *moved.answers.all()), "moved_to": room.pk}
    record(LINE_MOVED, actor, line, place=f"room:{line.room_id}", facts=facts)
    arrived = {"room": room.pk, "line": moved.pk, "moved_from": line.pk}
    record(SAID, actor, moved, place=f"room:{room.pk}", facts=arrived)
    return moved


def fresh(line: Line) -> Line:
    """The line as it is now, with its room. Raises Conflict when it was recalled."""
    found = Line.objects.select_related("room").get(pk=line.pk)
    if found.is_recalled:
        raise Conflict(_("This message was recalled."), code="recalled")
    return found


def drawn_again(line: Line, *others: Line) -> list[int]:
    """Inside a deed: the line is drawn anew, and so are those that quote it or the `others`. Returns those that stand in its own room."""
    quoting = Line.objects.filter(quoted__in=[line, *others])
    (Line.objects.filter(pk=line.pk) | quoting).update(edition=F("edition") + 1)
    here = quoting.filter(room=line.room_id).order_by("-id").values_list("pk", flat=True)
    return list(here[:SHOWN_AGAIN])


def _emptied(line: Line, facts: dict[str, Any] | None = None) -> None:
    """Leave a stub of a line. Its files are nobody's to see from now on; a job takes them out of the storage."""
    for gone in (Wording, Mention, Reaction, Pin, Confirmation):
        gone._default_manager.filter(line=line).delete()
    line.text, line.recalled_at, line.must_confirm, line.facts = "", clock.now(), False, facts or {}
    line.save(update_fields=["text", "recalled_at", "must_confirm", "facts"])


def _bring_along(line: Line, moved: Line) -> None:
    # Recalling the moved message must still take back what was forwarded of it.
    Line.objects.filter(quoted=line, facts__has_key="forwarded").update(quoted=moved)
    for kind in (Wording, Mention, Reaction):
        kind._default_manager.filter(line=line).update(line=moved)
    Upload.objects.filter(line=line).update(line=moved, room=moved.room)
    answers = Line.objects.filter(thread=line)
    Upload.objects.filter(line__in=answers).update(room=moved.room)
    Pin.objects.filter(line__in=answers).update(room=moved.room)
    # Another room may know a line by the same name already, and it names one there.
    taken = Line.objects.filter(room=moved.room, external_key__isnull=False).values("external_key")
    answers.filter(external_key__in=taken).update(external_key=None)
    answers.update(thread=moved, room=moved.room, edition=F("edition") + 1)
    follow(line, moved)


def _facts(line: Line) -> dict[str, Any]:
    return {"room": line.room_id, "line": line.pk, **({"thread": line.thread_id} if line.thread_id else {})}
