"""Plans that wait to be done."""

from denyut.people.models import Person
from denyut.rhythm.models import ItemKind, WeeklyItem, WeeklyItemQuerySet


def open_plans(person: Person) -> WeeklyItemQuerySet:
    """The plans of a person that are neither done nor taken back nor moved on, oldest first."""
    found = WeeklyItem.objects.standing().filter(weekly__person=person, kind=ItemKind.PLAN)
    return found.filter(done_at=None, carried_to=None)
