"""What is drawn of lines beside their own words: who is named in them, what they quote, reactions, pins, where they went.

Each function takes all lines that are drawn at once and asks the database once, or not at all where no line needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from denyut.chat import emoji
from denyut.chat.mentions import TOKEN, readable
from denyut.chat.models import Line, Mention, Pin, Reaction, Room
from denyut.lib.bidi import without_overrides
from denyut.lib.prepared import Prepared
from denyut.people.models import Department

EXCERPT = 140
NAMED = 12
type Names = dict[tuple[str, int], str]

_reactions = Prepared(
    lambda lines: (
        Reaction.objects.filter(line__in=lines)
        .order_by("id")
        .values_list("line_id", "emoji", "person_id", "person__name")
    )
)
_pins = Prepared(lambda lines: Pin.objects.filter(line__in=lines).values_list("line_id", "put_by__name"))


@dataclass(frozen=True, slots=True)
class Reacted:
    """One emoji under a line: what it is called, how many put it there, their ids, and their names as a sentence's list."""

    emoji: str
    name: str
    count: int
    people: str
    who: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The line that another one quotes, or passes on: its author, the beginning of its words (none once it was recalled), its place."""

    id: int
    room: int
    author: str
    excerpt: str
    is_recalled: bool
    is_answer: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a line went: the name of an open room, nothing where the room is not everybody's to know of."""

    room: int
    line: int
    name: str


def names_of(lines: Sequence[Line]) -> dict[int, Names]:
    """By line: the present names of the people and departments that it calls."""
    calling = [line.pk for line in lines if TOKEN.search(line.text)]
    if not calling:
        return {}
    found: dict[int, Names] = {pk: {} for pk in calling}
    people = Mention.objects.filter(line__in=calling, kind="person").values_list("line", "person", "person__name")
    for line, person, name in people:
        found[line]["person", person] = name
    departments: Names = {("department", pk): name for pk, name in Department.objects.values_list("pk", "name")}
    return {pk: names | departments for pk, names in found.items()}


def reactions(lines: Sequence[Line]) -> dict[int, list[Reacted]]:
    """By line: its reactions in the order in which they came."""
    put: dict[int, dict[str, list[tuple[int, str]]]] = {}
    for line, mark, person, name in _reactions([line.pk for line in lines]):
        put.setdefault(line, {}).setdefault(mark, []).append((person, name))
    return {line: [_reacted(mark, people) for mark, people in marks.items()] for line, marks in put.items()}


def quotes(lines: Sequence[Line]) -> dict[int, Quote]:
    """By line: what it quotes."""
    wanted = {line.quoted_id for line in lines if line.quoted_id is not None}
    if not wanted:
        return {}
    quoted = Line.objects.select_related("author").in_bulk(wanted)
    return {
        line.pk: _quote(quoted[line.quoted_id], is_here=quoted[line.quoted_id].room_id == line.room_id)
        for line in lines
        if line.quoted_id in quoted
    }


def pins(lines: Sequence[Line]) -> dict[int, str]:
    """By line: who pinned it."""
    return dict(_pins([line.pk for line in lines]))


def moves(lines: Sequence[Line]) -> dict[int, Moved]:
    """By line: where it went."""
    gone = {line.pk: line.facts["moved"] for line in lines if "moved" in line.facts}
    if not gone:
        return {}
    rooms = Room.objects.filter(kind=Room.RoomKind.OPEN).in_bulk({place["room"] for place in gone.values()})
    return {pk: Moved(place["room"], place["line"], str(rooms.get(place["room"], ""))) for pk, place in gone.items()}


def excerpts(lines: Sequence[Line]) -> list[str]:
    """The beginnings of lines as plain text, in their order; their authors must be loaded."""
    return [_excerpt(line.text) for line in lines]


def _reacted(mark: str, people: Sequence[tuple[int, str]]) -> Reacted:
    names = [name for _person, name in people]
    who = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        who = _("%(names)s and %(count)s more") % {"names": who, "count": len(names) - NAMED}
    return Reacted(mark, emoji.name_of(mark), len(people), " ".join(str(person) for person, _name in people), who)


def _quote(line: Line, *, is_here: bool) -> Quote:
    author = line.as_name or line.author.name
    is_answer = line.thread_id is not None
    # What is said in another room is not shown here, even where it was said here before it was moved.
    words = _excerpt(line.text) if is_here else ""
    return Quote(line.pk, line.room_id, author, words, line.is_recalled, is_answer)


def _excerpt(text: str) -> str:
    words = " ".join(without_overrides(readable(text[: EXCERPT * 4])).split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"
