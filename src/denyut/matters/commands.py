"""Blockers in the chat."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.chat.mentions import TOKEN, called_in
from denyut.chat.models import Room
from denyut.matters.actions import close_blocker, raise_blocker
from denyut.matters.models import Blocker, Cause
from denyut.okr.commands import find_key_result
from denyut.okr.models import KeyResult
from denyut.people.models import Department, Person
from denyut.spine.access import NotThere
from denyut.spine.commands import command
from denyut.spine.deeds import Deed
from denyut.spine.events import door
from denyut.talk.references import named_in


def block(actor: Person, key_result: KeyResult, *, words: str, cause: str = Cause.OTHER) -> Blocker:
    """Raise a blocker in the words of a chat line, in which "@somebody" or "@a department" is waited for. Raises as `raise_blocker`."""
    room = _room_of_door()
    text = called_in(room, words).text if room is not None else words
    people, departments = _named(text)
    return raise_blocker.function(
        actor,
        key_result,
        text=" ".join(TOKEN.sub(" ", text).split()),
        cause=cause.lower(),
        waits_on=Person.objects.colleagues().filter(pk__in=people[:1]).first(),
        waits_on_department=Department.objects.filter(pk__in=departments[:1]).first(),
        room=room,
    )


def find_blocker(actor: Person, word: str) -> Blocker:
    """The blocker a person means by B-3. Raises NotThere when there is none that they may see."""
    numbers = [one.number for one in named_in(word) if one.kind == "blocker"]
    found = Blocker.objects.visible_to(actor).filter(pk__in=numbers[:1]).first()
    if found is None:
        missing = _("There is no blocker %(word)s. Its number stands beside it, for example B-3.")
        raise NotThere(missing % {"word": word[:40]}, code="no_blocker")
    return found


def _named(text: str) -> tuple[list[int], list[int]]:
    """The numbers of the people and of the departments that a text calls."""
    called = [(found["mark"], int(found["number"])) for found in TOKEN.finditer(text)]
    return [pk for mark, pk in called if not mark], [pk for mark, pk in called if mark]


def _room_of_door() -> Room | None:
    kind, _colon, number = door.get().place.partition(":")
    return Room.objects.filter(pk=int(number)).first() if kind == "room" else None


command(
    "block",
    Deed("matters.raise_blocker", block),
    find=find_key_result,
    takes=("words",),
    named=("cause",),
    about=gettext_lazy("Say what is in the way of a key result, and who is waited for"),
    example="/block KR-12 @Mei We need the new price list",
)
command(
    "unblock",
    close_blocker,
    find=find_blocker,
    takes=("resolution",),
    about=gettext_lazy("Say how a blocker ended"),
    example="/unblock B-3 The list came in",
)
