"""What may leave the company: what everybody in it may see, and the talk of one room that a webhook was given."""

from django.apps import apps
from django.db.models import Model

from denyut.chat.models import Line, Room
from denyut.hooks.models import Outgoing
from denyut.okr.models import Cycle
from denyut.people.models import Department, Person, Role, Site, Workspace
from denyut.people.verbs import PASSWORD_CHANGED, SESSION_ENDED
from denyut.spine.models import Event

OPEN = frozenset(model._meta.label_lower for model in (Cycle, Department, Site, Workspace))
OWN = (PASSWORD_CHANGED.name, SESSION_ENDED.name)
TALK = "chat."


def hears(hook: Outgoing, event: Event) -> bool:
    """Whether this event is for this address."""
    if is_of_its_room(hook, event):
        return True
    # Whoever wants to know what is said says in which room.
    return is_open(event) and not (event.verb.startswith(TALK) and hook.room_id is not None)


def is_of_its_room(hook: Outgoing, event: Event) -> bool:
    """Whether it happened in the room of this address, which its owner still finds."""
    if hook.room_id is None or room_of(event) != hook.room_id or not hook.owner.is_active:
        return False
    return Room.objects.visible_to(hook.owner).filter(pk=hook.room_id).exists() and _is_talk_or_open(event)


def is_open(event: Event) -> bool:
    """Whether everybody who works here may see what happened, now."""
    if event.verb in OWN:
        return False
    if event.subject_kind in OPEN:
        return True
    model: type[Model] | None = _model(event.subject_kind)
    manager = model._default_manager if model else None
    if manager is None or not hasattr(manager, "visible_to"):
        return False
    return bool(manager.visible_to(anybody()).filter(pk=event.subject_id).exists())


def open_place(event: Event, hook: Outgoing) -> str:
    """Where it happened, empty when that is a room which this address knows nothing of."""
    room = room_of(event)
    if room is None or room == hook.room_id or Room.objects.visible_to(anybody()).filter(pk=room).exists():
        return event.place
    return ""


def words_said(event: Event, hook: Outgoing) -> str:
    """What was said, where the event is a line in the room of this address."""
    number = event.facts.get("line") if event.verb.startswith(TALK) and is_of_its_room(hook, event) else None
    line = Line.objects.filter(pk=number, recalled_at=None).first() if number else None
    return line.text if line else ""


def room_of(event: Event) -> int | None:
    """The id of the room in which it happened, if it was one."""
    kind, _colon, number = event.place.partition(":")
    return int(number) if kind == "room" and number.isdecimal() else None


def anybody() -> Person:
    """Somebody who works here and has no part in anything."""
    return Person(pk=0, role=Role.MEMBER, is_active=True)


def _is_talk_or_open(event: Event) -> bool:
    # A private goal does not become open by being named in a room.
    return event.verb.startswith(TALK) or is_open(event)


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None
