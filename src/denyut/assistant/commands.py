"""Goals in the chat: their cards, put into the room where everybody sees them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.assistant.fragments import CARDS
from denyut.assistant.goals import KEY_RESULT, OBJECTIVE
from denyut.chat.actions import show_card
from denyut.chat.models import Line, Room
from denyut.okr.commands import find_key_result
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.access import Conflict, NotThere
from denyut.spine.commands import command
from denyut.spine.deeds import Deed
from denyut.spine.events import door
from denyut.talk.references import named_in


def find_objective(actor: Person, word: str) -> Objective:
    """The objective a person means by O-3, o3 or 3. Raises NotThere when there is none that they may see."""
    named = next(
        (one.number for one in named_in(f"O-{word}" if word.isdecimal() else word) if one.kind == OBJECTIVE), 0
    )
    found = Objective.objects.visible_to(actor).filter(pk=named).first()
    if found is None:
        raise NotThere(
            _("There is no objective %(word)s. Its number stands on its page, for example O-3.") % {"word": word[:40]},
            code="no_objective",
        )
    return found


def show_key_result(actor: Person, key_result: KeyResult) -> Line:
    """Put a key result's card into the room in which the command was given. Raises as `show_card` does, Conflict for a private goal."""
    return _show(actor, CARDS[KEY_RESULT], key_result.pk, key_result.objective)


def show_objective(actor: Person, objective: Objective) -> Line:
    """Put an objective's card into the room in which the command was given. Raises as `show_card` does, Conflict for a private goal."""
    return _show(actor, CARDS[OBJECTIVE], objective.pk, objective)


def _show(actor: Person, card: str, number: int, objective: Objective) -> Line:
    kind, _colon, room = door.get().place.partition(":")
    found = Room.objects.visible_to(actor).filter(pk=int(room)).first() if kind == "room" else None
    if found is None:
        raise NotThere(_("Write this in a room."), code="no_room")
    if not objective.is_open:
        raise Conflict(_("This goal is private, so its card cannot stand in a room."), code="private")
    return show_card.function(actor, found, card=card, number=number, goals=[objective.pk])


command(
    "kr",
    Deed("assistant.show_key_result", show_key_result),
    find=find_key_result,
    takes=(),
    about=gettext_lazy("Show a key result to the room, live"),
    example="/kr KR-12",
)
command(
    "okr",
    Deed("assistant.show_objective", show_objective),
    find=find_objective,
    takes=(),
    about=gettext_lazy("Show an objective with its key results, live"),
    example="/okr O-3",
)
