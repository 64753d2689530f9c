"""Whose weeks a lead looks after: everybody in the departments they lead, those below included, and whoever reports to them."""

from django.db.models import Q

from denyut.people.lines import below
from denyut.people.models import Department, Person


def led_by(lead: Person) -> list[Person]:
    """The people whom somebody leads, without themselves, by name. Two queries; empty for whoever leads nobody."""
    departments = led_departments(lead)
    found = Person.objects.colleagues().filter(Q(department__in=departments) | Q(pk__in=below(lead.pk)))
    return list(found.exclude(pk=lead.pk).select_related("department", "site").order_by("name", "id"))


def led_departments(lead: Person) -> set[int]:
    """The departments that somebody leads, with all below them (ids). One query."""
    led: set[int] = set()
    # Parents come before what lies in them.
    for department in Department.objects.with_tree_fields():
        if department.lead_id == lead.pk or department.parent_id in led:
            led.add(department.pk)
    return led
