"""Whose report or meeting it is: a department with all below it, or the whole company."""

from collections.abc import Iterable

from denyut.chat.models import Room
from denyut.okr.models import KeyResult, State, Visibility
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.people.models import Department, Person
from denyut.people.models.person import PersonQuerySet


def inside(department: Department) -> list[int]:
    """The ids of a department and of all below it. One query."""
    return [one.pk for one in department.descendants(include_self=True)]


def goals_of(department: Department | None) -> KeyResultQuerySet:
    """The key results that count in cycles that are open: of a department and all below it, or of the company."""
    running = KeyResult.objects.counted().filter(objective__cycle__closed_at=None, objective__state=State.ACTIVE)
    if department is None:
        return running
    return running.filter(objective__department__in=inside(department))


def open_goals(goals: KeyResultQuerySet) -> KeyResultQuerySet:
    """Those that everybody may see."""
    return goals.filter(objective__visibility=Visibility.PUBLIC)


def hidden_goals(goals: KeyResultQuerySet, viewer: Person) -> KeyResultQuerySet:
    """Those that the viewer sees and not everybody does."""
    private = goals.exclude(objective__visibility=Visibility.PUBLIC)
    return private.filter(pk__in=KeyResult.objects.visible_to(viewer).values("pk"))


def people_of(department: Department | None) -> PersonQuerySet:
    """The colleagues of a department and of all below it, with its lead; or everybody."""
    everybody = Person.objects.colleagues()
    if department is None:
        return everybody
    ids = inside(department)
    found = everybody.filter(department__in=ids) | everybody.filter(pk=department.lead_id or 0)
    return found.distinct()


def room_of(department: Department | None) -> Room | None:
    """Where a team's news belong: the room of its department; for the company the first open room of no department."""
    rooms = Room.objects.filter(archived_at=None)
    if department is not None:
        return rooms.filter(department=department).first()
    return rooms.filter(department=None, kind=Room.RoomKind.OPEN).order_by("id").first()


def is_lead(person: Person, departments: Iterable[Department]) -> bool:
    """Whether the person leads one of these."""
    return any(one.lead_id == person.pk for one in departments)


def leads(person: Person, department: Department | None) -> bool:
    """Whether the person leads the department or one above it. One query; for the company nobody does."""
    return department is not None and is_lead(person, department.ancestors(include_self=True))
