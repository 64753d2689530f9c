"""What the deeds on urgent calls ask of their arguments."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.chat.budget import budget_of
from denyut.chat.ladder import PAUSE
from denyut.chat.models import Call, Ding, Line, Room
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.events import door

LETTERS = {"text": 500, "reason": 300}
MISSING = {
    "text": gettext_lazy("Write what it is about."),
    "reason": gettext_lazy("Say why it cannot be an ordinary message. Everybody can read it in the ledger."),
}
PEOPLE_AT_MOST = 500


def text_checked(text: str, field: str) -> str:
    """The text in one piece. Raises Invalid when there is none, or too much."""
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        raise Invalid(MISSING[field], code="empty", field=field)
    if len(text) > LETTERS[field]:
        raise Invalid(_("That is too long. Say it in fewer words."), code="too_long", field=field)
    return text


def place_of(actor: Person, room: Room | None, line: Line | None) -> Room | None:
    """The room of a ding: as said, of its line, else where it was sent from."""
    if line is not None:
        return line.room
    kind, _colon, number = door.get().place.partition(":")
    if room is None and kind == "room":
        return Room.objects.visible_to(actor).filter(pk=int(number)).first()
    return room


def people_checked(actor: Person, people: Sequence[Person], room: Room | None) -> list[Person]:
    """Whom to call: the colleagues named, or everybody else in the room. Raises Invalid for nobody, and for outsiders of a closed room."""
    wanted = {person.pk for person in people} or _seated(room)
    found = Person.objects.colleagues().filter(pk__in=wanted - {actor.pk}).select_related("site").order_by("name", "pk")
    called = list(found)
    if not called or len(called) > PEOPLE_AT_MOST:
        raise Invalid(_("Choose somebody to call: 1 to 500 colleagues."), code="nobody", field="people")
    if people and len(called) < len(wanted):
        raise Invalid(
            _("You can call colleagues with an open account, but not yourself."), code="not_a_colleague", field="people"
        )
    if room is not None and room.kind != Room.RoomKind.OPEN and {person.pk for person in called} - _seated(room):
        raise Invalid(_("Somebody among them does not sit in this room."), code="no_seat", field="people")
    return called


def require_budget(actor: Person, cost: int) -> None:
    """Raises Refused when the actor's budget of this week does not reach."""
    # Deeds take turns, so nobody can spend the same call twice.
    budget = budget_of(actor)
    if budget.left < cost:
        reason = _("You have %(left)d of your %(allowed)d urgent calls left this week, and this one takes %(cost)d.")
        words = {"left": budget.left, "allowed": budget.allowed, "cost": cost}
        raise Refused(reason % words, code="budget_spent")


def wait_over(ding: Ding, now: datetime) -> list[Call]:
    """Who may be called again by hand: whoever was called and has not confirmed. Raises Conflict."""
    if ding.cancelled_at is not None:
        raise Conflict(_("This was taken back already."), code="cancelled")
    missing = Call.objects.filter(ding=ding, confirmed_at=None, times__gt=0, person__is_active=True)
    found = list(missing.select_related("person__site").order_by("person"))
    if not found:
        raise Conflict(_("Nobody is missing: there is nobody to call again."), code="nobody_missing")
    if ding.called_at is not None and now < ding.called_at + PAUSE:
        raise Conflict(_("They were called a moment ago. Wait until five minutes have passed."), code="too_soon")
    return found


def _seated(room: Room | None) -> set[int]:
    return set(room.seats.values_list("person", flat=True)) if room else set()
