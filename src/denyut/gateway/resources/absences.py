"""/absences: days on which somebody is away, for those whom they concern."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.people import PEOPLE
from denyut.gateway.values import Reference
from denyut.people import models
from denyut.people.actions import add_absence, change_absence, remove_absence

EXAMPLE = {"first_on": "2026-12-24", "last_on": "2026-12-31", "kind": "leave", "stand_in": 4}


class Absence(Schema):
    """A span of days, both ends included, on which a person is away: seen by them, their managers and administrators."""

    id: int
    person: int = Field(alias="person_id")
    first_on: date
    last_on: date
    kind: str
    stand_in: int | None = Field(alias="stand_in_id")
    note: str
    made_at: datetime


def visible(caller: models.Person) -> QuerySet[models.Absence]:
    """The absences that stand and that the caller may know."""
    return models.Absence.objects.visible_to(caller).standing().select_related("person", "stand_in")


ABSENCES = Resource("absences", Absence, visible, {"person": (Reference, "person")})
router = Router()
offer_list(router, ABSENCES)
offer_one(router, ABSENCES)
offer_deed(
    router,
    "POST",
    "/people/{int:id}/absences",
    add_absence,
    answers=ABSENCES,
    subject=PEOPLE,
    status=201,
    example=EXAMPLE,
)
offer_deed(
    router,
    "PATCH",
    "/absences/{int:id}",
    change_absence,
    answers=ABSENCES,
    subject=ABSENCES,
    is_partial=True,
    example={"last_on": "2027-01-02"},
)
offer_deed(router, "DELETE", "/absences/{int:id}", remove_absence, answers=ABSENCES, subject=ABSENCES)
