"""What people write when they ask a room or want to be reminded: yes and no, until when, and who is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.chat.mentions import TOKEN, called_in
from denyut.chat.models import Room
from denyut.lib.digits import to_ascii_digits
from denyut.lib.moment_words import HERE, ME, after_word
from denyut.lib.moments import moment_in, parse_moment, said_moment
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.spine.access import Invalid
from denyut.spine.events import door

YES = {"yes", "y", "1", "true", "ya", "ye", "نعم", "ใช่", "có", "co", "是"}
NO = {"no", "n", "0", "false", "tidak", "tak", "لا", "ไม่", "không", "khong", "否"}
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Wish:
    """A reminder in words: for whom (nobody for the room itself), when, and of what."""

    person: Person | None
    at: datetime
    text: str


def room_here(actor: Person) -> Room:
    """The room in which the deed was asked for. Raises Invalid outside of rooms."""
    kind, _colon, number = door.get().place.partition(":")
    found = Room.objects.visible_to(actor).filter(pk=int(number)).first() if kind == "room" else None
    if found is None:
        raise Invalid(_("Write this in a room."), code="no_room")
    return found


def is_yes(word: str, field: str) -> bool:
    """A yes or no in seven languages, no for nothing. Raises Invalid for another word."""
    said = to_ascii_digits(word).strip().lower()
    if said and said not in YES | NO:
        raise Invalid(_("Write yes or no."), code="not_yes_or_no", field=field)
    return said in YES


def until(actor: Person, words: str) -> datetime | None:
    """Until when, by the actor's clock; a day alone lasts to its end. None for nothing. Raises Invalid for words that are no moment."""
    if not words.strip():
        return None
    zone = zone_of(actor)
    found = said_moment(words, clock.now(), zone, get_language() or "en")
    if found is None:
        raise _no_moment(words, "until")
    return found.at if found.has_hour else datetime.combine(found.at.date(), LAST_MINUTE, zone)


def wished(actor: Person, room: Room, who: str, words: str) -> Wish:
    """A reminder in the words of a chat line, read by the clock of whoever is reminded. Raises Invalid."""
    person, rest = _addressed(actor, room, f"{who} {words}".strip())
    at, text = _when(rest, person or actor)
    return Wish(person, at, text)


def _addressed(actor: Person, room: Room, words: str) -> tuple[Person | None, str]:
    for person, names in ((actor, ME), (None, HERE)):
        rest = after_word(words, names)
        if rest is not None:
            return person, rest
    called = called_in(room, words)
    token = TOKEN.match(called.text)
    named = Person.objects.filter(pk=int(token["number"])).first() if token and not token["mark"] else None
    if token is None or named is None:
        raise Invalid(_("Say who is to be reminded: me, here, or @somebody."), code="nobody", field="person")
    return named, called.text[token.end() :].strip()


def _when(words: str, person: Person) -> tuple[datetime, str]:
    """The moment that the words begin or end with, and the rest."""
    now, zone, language = clock.now(), zone_of(person), get_language() or "en"
    parts = words.split()
    for said, rest in _splits(parts):
        at = parse_moment(said, now, zone, language)
        if at is not None:
            return at, rest
    found = moment_in(words, now, zone, language)
    if found is None:
        raise _no_moment(words, "at")
    return found.at, found.rest


def _splits(parts: Sequence[str]) -> list[tuple[str, str]]:
    """Beginnings of six words at most, longest first; then ends."""
    lengths = range(min(6, len(parts)), 0, -1)
    return [(" ".join(parts[:n]), " ".join(parts[n:])) for n in lengths] + [
        (" ".join(parts[-n:]), " ".join(parts[:-n])) for n in lengths
    ]


def _no_moment(words: str, field: str) -> Invalid:
    reason = _("“%(words)s” is no moment. Write for example “Fri 15:00” or “in 20 min”.")
    return Invalid(reason % {"words": words[:40]}, code="not_a_moment", field=field)
