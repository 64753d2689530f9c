"""Which events a person sees: those whose subject they may find.

The subject's own model says who finds it (`visible_to`), as it is now: when a goal turns private, its past does too.
Subjects that do not ask who looks are for administrators and auditors, but for the few kinds that are open to all.
"""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from denyut.chat.models import Room
from denyut.okr.models import Cycle
from denyut.people.models import Department, Person, Site, Workspace
from denyut.people.verbs import PASSWORD_CHANGED, SESSION_ENDED
from denyut.spine.models import Event

OPEN = frozenset(model._meta.label_lower for model in (Cycle, Department, Site, Workspace))
OWN = (PASSWORD_CHANGED.name, SESSION_ENDED.name)


def visible_events(viewer: Person) -> QuerySet[Event]:
    """The events that a person sees. How somebody signs in is seen by themself, administrators and auditors only."""
    sees_all = viewer.is_administrator or viewer.is_auditor
    seen: Any = Q(subject_kind__in=OPEN)
    closed: list[str] = []
    for model in apps.get_models():
        manager = model._default_manager
        if hasattr(manager, "visible_to"):
            kind = model._meta.label_lower
            closed.append(kind)
            seen |= Q(subject_kind=kind) & Exists(manager.visible_to(viewer).filter(pk=OuterRef("subject_id")))
    if sees_all:
        return Event.objects.filter(seen | ~Q(subject_kind__in=closed))
    return Event.objects.filter(seen).exclude(Q(verb__in=OWN) & ~Q(subject_id=viewer.pk))


def open_places(events: list[Event], viewer: Person) -> set[str]:
    """Those places of these events that the viewer finds: rooms, as "room:7"; any other place is open. One query."""
    places = {event.place for event in events}
    rooms = {place: int(place[5:]) for place in places if place.startswith("room:")}
    found = (
        set(Room.objects.visible_to(viewer).filter(pk__in=rooms.values()).values_list("pk", flat=True))
        if rooms
        else set()
    )
    return {place for place in places if place not in rooms or rooms[place] in found}
