"""What fits while somebody types in a room: people, departments, things that can be named, emoji."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from denyut.chat import emoji
from denyut.chat.mentions import Named, plainly
from denyut.chat.models import Room, Seat
from denyut.lib.colours import hue_of, initials
from denyut.people.models import Department, Person
from denyut.talk.references import REFERABLES, Reference, named_in

OFFERED = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: what is `put` into the text, the `title` that is shown, a `hint` beside it; `mark` stands before it.

    `hue` is the colour of an avatar, None where `mark` is no person's initials.
    """

    put: str
    title: str
    hint: str = ""
    mark: str = ""
    hue: int | None = None


def people(viewer: Person, room: Room, words: str) -> list[Offer]:
    """Whom one can name here: those in the room first, then others where the room is open; departments; everybody."""
    here = Exists(Seat.objects.filter(room=room, person=OuterRef("pk")))
    found = Person.objects.visible_to(viewer).active().exclude(pk=viewer.pk).annotate(is_here=here)
    if room.kind != Room.RoomKind.OPEN:
        found = found.filter(is_here=True)
    for word in words.split():
        found = found.filter(name__icontains=word)
    chosen = list(found.select_related("department").order_by("-is_here", "name")[:OFFERED])
    borne = [plainly(person.name) for person in chosen]
    offers = [_person(person, is_shared=borne.count(plainly(person.name)) > 1) for person in chosen]
    return (offers + _departments(words) + _everybody(words))[: OFFERED + 2]


def things(viewer: Person, room: Room, words: str) -> list[Offer]:
    """What can be named by its label or by words of its title, and may be seen by the viewer."""
    labelled = list(named_in(words))
    if labelled:
        found = [REFERABLES[one.kind].find(viewer, [one.number]).get(one.number) for one in labelled]
        return [_thing(one) for one in found if one is not None]
    kinds = {thing.prefix.lower(): thing for thing in REFERABLES.values()}
    start = words.lower().rstrip("-")
    wanted = [kinds[start]] if start in kinds else list(kinds.values())
    rest = "" if start in kinds else words
    return [_thing(one) for thing in wanted for one in thing.suggest(viewer, rest)][:OFFERED]


def faces(viewer: Person, room: Room, words: str) -> list[Offer]:
    """Emoji whose names begin with these letters, then those that have them inside."""
    word = words.lower()
    names = [name for name in emoji.BY_NAME if word in name]
    ordered = sorted(names, key=lambda name: not name.startswith(word))
    return [Offer(emoji.BY_NAME[name], f":{name}:", mark=emoji.BY_NAME[name]) for name in ordered[:OFFERED]]


# By the sign that begins them.
SUGGESTS: dict[str, Callable[[Person, Room, str], list[Offer]]] = {"@": people, "#": things, ":": faces}


def suggested(viewer: Person, room: Room, sign: str, words: str) -> list[Offer]:
    """What fits these words after this sign. An unknown sign finds nothing."""
    suggest = SUGGESTS.get(sign)
    return suggest(viewer, room, words.strip()[:80]) if suggest else []


def _person(person: Person, *, is_shared: bool) -> Offer:
    name = plainly(person.name)
    # Two of one name are told apart by their number; else a name alone is plainer to read.
    put = Named("person", person.pk, name).token if is_shared else f"@{name}"
    hint = person.title or str(person.department or "")
    return Offer(put, person.name, hint, initials(person.name), hue_of(person.name))


def _departments(words: str) -> list[Offer]:
    if not words:
        return []
    found = Department.objects.filter(name__icontains=words).order_by("name")[:3]
    return [Offer(f"@{plainly(one.name)}", one.name, _("Everybody in the department"), "@") for one in found]


def _everybody(words: str) -> list[Offer]:
    return [Offer("@all", "@all", _("Everybody in this room"), "@")] if "all".startswith(words.lower()) else []


def _thing(one: Reference) -> Offer:
    return Offer(one.label, one.title, one.label, "#")
