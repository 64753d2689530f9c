"""Deeds that start a talk between people: of two, or of several."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.chat.models import Room, Seat
from denyut.chat.verbs import TALK_STARTED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

GROUP_AT_MOST = 50


@deed("chat.start_direct")
def start_direct(actor: Person, person: Person) -> Room:
    """The one talk between the actor and a person, started where there is none yet. Raises Refused where the rule says no."""
    require(actor, "chat.start_direct", person)
    room, is_new = Room.objects.get_or_create(
        pair=pair_of(actor, person), defaults={"kind": Room.RoomKind.DIRECT, "made_at": clock.now()}
    )
    if is_new:
        _seat(actor, room, [actor, person])
    return room


@deed("chat.start_group")
def start_group(actor: Person, *, people: Sequence[Person], name: str = "") -> Room:
    """Start a talk of several people, the actor among them. It needs no name; those in it are its name.

    Raises Invalid for fewer than two others, or for more than 50 people.
    """
    require(actor, "chat.start_group")
    seated = {person.pk: person for person in [actor, *people] if person.is_active}
    if len(seated) < 3:
        raise Invalid(_("Choose two more people or write to one alone."), code="too_few", field="people")
    if len(seated) > GROUP_AT_MOST:
        reason = _("A group has up to %(number)s people. Open a room instead.") % {"number": GROUP_AT_MOST}
        raise Invalid(reason, code="too_many", field="people")
    room = Room.objects.create(kind=Room.RoomKind.GROUP, name=" ".join(name.split())[:80], made_at=clock.now())
    _seat(actor, room, list(seated.values()))
    return room


def pair_of(one: Person, other: Person) -> str:
    """What stands for two people, whichever comes first: "3:17"."""
    return "{}:{}".format(*sorted((one.pk, other.pk)))


def _seat(actor: Person, room: Room, people: Sequence[Person]) -> None:
    now = clock.now()
    Seat.objects.bulk_create(
        [Seat(room=room, person=person, notify=Seat.Notify.ALL, taken_at=now) for person in people]
    )
    record(TALK_STARTED, actor, room, facts={"room": room.pk, "people": sorted(person.pk for person in people)})
