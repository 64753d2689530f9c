"""Who is named in a line. A mention is written "@Mei Lin" and kept as "@Mei Lin#4": plain to read, and meant for one person alone.

A department is kept as "@Customer Service#d2", and "@all" calls everybody who sits in the room. What stands in code names nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from denyut.chat.models import Mention, Room, Seat
from denyut.lib.tokens import UNSPACED
from denyut.people.models import Department, Person
from denyut.spine.access import Invalid
from denyut.talk.references import named_in

# In scripts without spaces a name stands between other words as it is.
WORD = rf"(?![{UNSPACED}])\w"
FREE = rf"(?<!(?![{UNSPACED}])[\w/@])"
TOKEN = re.compile(
    rf"{FREE}@(?P<name>[^\s@#](?:[^@#\n]{{0,118}}[^\s@#])?)#(?P<mark>d?)(?P<number>\d{{1,12}})(?!{WORD})"
)
EVERYBODY = re.compile(rf"{FREE}@all(?!{WORD})", re.IGNORECASE)
STARTS = re.compile(rf"{FREE}@(?=[^\s@#])")
CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
GOES_ON = re.compile(WORD)

AT_MOST, THINGS_AT_MOST, ROOM_AT_MOST = 50, 50, 500
PREFIX = 2
type Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, or a department, that may be named: what they go by, their id, and whether they sit in the room."""

    kind: str
    number: int
    name: str
    is_here: bool = False

    @property
    def token(self) -> str:
        """How they stand in a kept text."""
        return f"@{self.name}#{'d' if self.kind == 'department' else ''}{self.number}"


@dataclass(slots=True)
class Called:
    """A text with its mentions in their kept form, and whom it calls: each with the people behind them."""

    text: str
    people: dict[Key, set[int]] = field(default_factory=dict)


def plainly(name: str) -> str:
    """A name as it stands in a mention, which ends at these signs."""
    return " ".join(re.sub("[@#]", " ", name).split())


def readable(text: str) -> str:
    """The text with its mentions as people say them, calling nobody: "@Mei Lin"."""
    return TOKEN.sub(lambda found: f"@{found['name']}", text)


def called_in(room: Room, text: str) -> Called:
    """Whom a text calls. Nothing is asked of the database unless somebody is named.

    Raises Invalid for "@all" in a room of more than 500 people.
    """
    places = _places(text)
    if not places:
        return Called(text)
    called, end, parts = Called(""), 0, []
    known = _known(room, text, places)
    for place in places:
        written, named = _named_at(text, place, known) if place >= end else ("", None)
        if named is not None:
            parts += [text[end:place], named.token]
            called.people[named.kind, named.number] = {named.number} if named.kind == "person" else set()
            end = place + len(written)
    called.text = "".join([*parts, text[end:]])
    if any(EVERYBODY.match(text, place) for place in places):
        called.people["everybody", 0] = _everybody(room)
    _fill_departments(room, called)
    return called


def mentions_of(called: Called, *, line: int, author: int) -> list[Mention]:
    """The rows of a line's mentions, not saved: one for each person behind each name, one for each thing."""
    rows = [
        Mention(line_id=line, person_id=person, kind=kind, number=None if kind == "person" else number)
        for (kind, number), people in called.people.items()
        for person in sorted(people)
        if kind == "person" or person != author
    ]
    things = dict.fromkeys((thing.kind, thing.number) for thing in named_in(called.text))
    return rows + [Mention(line_id=line, kind=kind, number=number) for kind, number in list(things)[:THINGS_AT_MOST]]


def _places(text: str) -> list[int]:
    if "@" not in text:
        return []
    code = [found.span() for found in CODE.finditer(text)]
    starts = (found.start() for found in STARTS.finditer(text))
    return [place for place in starts if not any(start <= place < end for start, end in code)][:AT_MOST]


def _known(room: Room, text: str, places: Iterable[int]) -> list[Named]:
    """Those whose names begin like one of these places, longest names first. Two queries."""
    starts = {text[place + 1 : place + 1 + PREFIX].split(maxsplit=1)[0] for place in places}
    begins = reduce(or_, (Q(name__istartswith=start) for start in starts))
    here = Exists(Seat.objects.filter(room=room, person=OuterRef("pk")))
    people = Person.objects.active().filter(begins).annotate(is_here=here)
    if room.kind != Room.RoomKind.OPEN:
        people = people.filter(is_here=True)
    found = [Named("person", *row) for row in people.values_list("pk", "name", "is_here")]
    found += [Named("department", *row) for row in Department.objects.filter(begins).values_list("pk", "name")]
    plain = [Named(one.kind, one.number, plainly(one.name), one.is_here) for one in found]
    return sorted(plain, key=lambda one: -len(one.name))


def _named_at(text: str, place: int, known: Iterable[Named]) -> tuple[str, Named | None]:
    """What is written at this place, and the one it names: by number, else by the longest name that only one has."""
    token = TOKEN.match(text, place)
    if token is not None:
        kind = "department" if token["mark"] else "person"
        bearers = [one for one in known if one.kind == kind and _same(one.name, token["name"])]
        if bearers:
            return token[0], next((one for one in bearers if one.number == int(token["number"])), None)
    for spoken, fitting in _fitting(text, place, known):
        here = [one for one in fitting if one.is_here]
        if len(here) == 1 or len(fitting) == 1:
            return f"@{spoken}", (here or fitting)[0]
    return "", None


def _fitting(text: str, place: int, known: Iterable[Named]) -> Iterator[tuple[str, list[Named]]]:
    """The names that stand at this place, whole names before first names, each with all who bear it."""
    borne: dict[str, list[Named]] = {}
    for one in known:
        borne.setdefault(one.name, []).append(one)
    for one in known:
        if one.kind == "person" and one.is_here and " " in one.name:
            borne.setdefault(one.name.split(maxsplit=1)[0], []).append(one)
    for name, bearers in borne.items():
        end = place + 1 + len(name)
        written = text[place + 1 : end]
        goes_on = text.startswith("#", end) or (GOES_ON.match(name[-1]) and GOES_ON.match(text, end))
        if _same(written, name) and not goes_on:
            yield written, bearers


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _everybody(room: Room) -> set[int]:
    here = set(Seat.objects.filter(room=room, person__is_active=True).values_list("person", flat=True))
    if len(here) > ROOM_AT_MOST:
        reason = _("@all is for rooms of up to 500 people. Name a department, or those whom it concerns.")
        raise Invalid(reason, code="too_many", field="text")
    return here


def _fill_departments(room: Room, called: Called) -> None:
    departments = [number for kind, number in called.people if kind == "department"]
    if not departments:
        return
    inside = dict(Department.objects.values_list("pk", "parent"))
    people = Person.objects.colleagues().filter(department__isnull=False)
    if room.kind != Room.RoomKind.OPEN:
        people = people.filter(seats__room=room)
    for person, department in people.values_list("pk", "department"):
        for number in _above(department, inside):
            called.people.get(("department", number), set()).add(person)


def _above(department: int, inside: dict[int, int | None]) -> Iterator[int]:
    at: int | None = department
    while at is not None:
        yield at
        at = inside.get(at)
