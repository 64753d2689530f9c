"""Whose goals a page of the close shows."""

from django.db.models import QuerySet

from denyut.okr.models import Objective
from denyut.people.models import Person


def led_by(viewer: Person, found: QuerySet[Objective]) -> QuerySet[Objective]:
    """Those among objectives that the viewer answers for and does not own."""
    reports, house = found.filter(owner__manager=viewer), found.filter(department__lead=viewer)
    return (reports | house).exclude(owner=viewer)
