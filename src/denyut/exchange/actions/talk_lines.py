"""Writing what was said elsewhere into a room, some messages at a time: nobody is called, nobody is told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Max
from django.utils.translation import gettext as _

from denyut.chat.models import Line, Reaction, Room, Seat, Upload
from denyut.chat.storing import Kept
from denyut.exchange.models import TalkImport
from denyut.exchange.talks.told import Author, Program, Said
from denyut.people.models import Person
from denyut.search.actions import index_things
from denyut.spine import clock
from denyut.spine.access import NotThere, require
from denyut.spine.deeds import deed

LETTERS = 400_000
NAME_LETTERS, EMOJI_LETTERS = 120, 32


@dataclass(frozen=True, slots=True)
class Coming:
    """A message on its way in: what was said, its files in the storage, and the names of those that did not come along."""

    said: Said
    kept: tuple[Kept, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """What came of some messages: how many are new lines, how many were there before, and marks of people without an account."""

    made: int = 0
    same: int = 0
    lost_marks: int = 0


@deed("exchange.bring_in_lines")
def bring_in_lines(
    actor: Person,
    done: TalkImport,
    batch: Sequence[Coming],
    *,
    authors: Mapping[str, Author],
    people: Mapping[str, Person],
    program: Program,
) -> Came:
    """Put some messages into the room of an import, in their order. What the room knows by its key stays as it is.

    `people` are the colleagues behind the keys of `authors`; whoever has none keeps the name they had there. The log is told at the end,
    once for all. Raises Refused for whoever may not.
    """
    room = done.room
    if room is None:
        raise NotThere(_("This room is not there any more."), code="gone")
    require(actor, "exchange.bring_in_talk", room)
    known = known_keys(room, {key for one in batch for key in (one.said.key, one.said.thread) if key})
    new = [one for one in batch if one.said.key not in known]
    newest = _newest(room)

    def line_of(one: Coming, thread: int | None) -> Line:
        return _line(actor, done, one, authors[one.said.author], people.get(one.said.author), program, thread)

    first = [(one, line_of(one, None)) for one in new if not one.said.thread]
    Line.objects.bulk_create([line for _one, line in first])
    known |= {one.said.key: line.pk for one, line in first}
    # An answer whose first message is not in the file is said in the room.
    answers = [(one, line_of(one, known.get(one.said.thread))) for one in new if one.said.thread]
    Line.objects.bulk_create([line for _one, line in answers])
    made = [*first, *answers]
    _count_answers(line for _one, line in answers)
    _attach(made)
    _let_read(room, newest)
    _index([line.pk for _one, line in made])
    return Came(len(made), len(batch) - len(made), _mark(made, people))


def known_keys(room: Room, keys: Iterable[str]) -> dict[str, int]:
    """The lines of a room by what another program calls them."""
    found = Line.objects.filter(room=room, external_key__in=set(keys))
    return {key: pk for key, pk in found.values_list("external_key", "pk") if key}


def _line(
    actor: Person,
    done: TalkImport,
    one: Coming,
    author: Author,
    person: Person | None,
    program: Program,
    thread: int | None,
) -> Line:
    return Line(
        room=done.room,
        author=person or actor,
        as_name="" if person else author.name[:NAME_LETTERS],
        text=_text(one),
        facts={"brought": done.pk, "program": program},
        external_key=one.said.key,
        thread_id=thread,
        edited_at=one.said.edited_at,
        said_at=min(one.said.at, clock.now()),
    )


def _text(one: Coming) -> str:
    """The words, and the names of files that did not come along."""
    text = one.said.text.replace("\x00", "")
    if one.missing:
        text = "\n".join(filter(None, (text, *(f"📎 {name}" for name in one.missing))))
    elif one.said.has_left_out and not one.kept:
        note = _("(A picture, film or file that the export left out)")
        text = f"{text}\n{note}" if text else note
    return text[:LETTERS]


def _count_answers(lines: Iterable[Line]) -> None:
    by_thread: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.thread_id is not None:
            by_thread[line.thread_id].append(line)
    for thread, answers in by_thread.items():
        last = max(answer.said_at for answer in answers)
        Line.objects.filter(pk=thread).update(
            replies=F("replies") + len(answers), replied_at=last, edition=F("edition") + 1
        )


def _attach(made: Sequence[tuple[Coming, Line]]) -> None:
    Upload.objects.bulk_create(
        Upload(
            room_id=line.room_id,
            person_id=line.author_id,
            line=line,
            kind=kept.kind,
            name=kept.name,
            media_type=kept.media_type,
            size=kept.size,
            digest=kept.digest,
            stored=kept.stored,
            preview=kept.preview,
            width=kept.width,
            height=kept.height,
            made_at=line.said_at,
        )
        for one, line in made
        for kept in one.kept
    )


def _mark(made: Sequence[tuple[Coming, Line]], people: Mapping[str, Person]) -> int:
    """Put the marks of colleagues onto the lines. Returns how many belong to nobody here."""
    rows: dict[tuple[int, int, str], Reaction] = {}
    lost = 0
    for one, line in made:
        for mark in one.said.marks:
            person = people.get(mark.author)
            if person is None:
                lost += 1
            else:
                emoji = mark.emoji[:EMOJI_LETTERS]
                at = min(mark.at or line.said_at, clock.now())
                rows[line.pk, person.pk, emoji] = Reaction(line=line, person=person, emoji=emoji, at=at)
    Reaction.objects.bulk_create(rows.values())
    return lost


def _newest(room: Room) -> int:
    return Line.objects.filter(room=room, thread=None).aggregate(newest=Max("id"))["newest"] or 0


def _let_read(room: Room, newest: int) -> None:
    """The past is no news: whoever had read the room to its end has still done so."""
    last = _newest(room)
    if last > newest:
        Seat.objects.filter(room=room, read_to__gte=newest).update(read_to=last, delivered_to=last)


def _index(lines: Sequence[int]) -> None:
    index_things("message", lines)
    index_things("file", list(Upload.objects.filter(line__in=lines).values_list("pk", flat=True)))
