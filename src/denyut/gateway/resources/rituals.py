"""/rituals: the calendar of a cycle, and what came of each sitting."""

from datetime import date, datetime, time

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.values import Reference
from denyut.people.models import Person
from denyut.rhythm import models
from denyut.rhythm.actions import (
    add_ritual,
    attend,
    change_ritual,
    close_sitting,
    end_ritual,
    reopen_sitting,
    take_back_attendance,
    use_usual_calendar,
    write_output,
)

EXAMPLE = {"first_on": "2026-10-05", "at": "09:00", "kind": "check_in", "every": "week", "minutes": 15}


class Ritual(Schema):
    """A meeting that comes again in a cycle. `at` is read on each person's own clock."""

    id: int
    cycle: int = Field(alias="cycle_id")
    kind: str
    title: str
    first_on: date
    every: str
    at: time
    minutes: int
    department: int | None = Field(alias="department_id")
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


class Sitting(Schema):
    """One time a ritual took place: who `attended`, by ids, and what came of it. `day` is the planned one."""

    id: int
    ritual: int = Field(alias="ritual_id")
    day: date
    opened_at: datetime
    closed_at: datetime | None
    output: str
    version: int
    attended: list[int]

    @staticmethod
    def resolve_attended(sitting: models.Sitting) -> list[int]:
        return sorted(person.pk for person in sitting.attended.all())


def visible(caller: Person) -> QuerySet[models.Ritual]:
    """The rituals that stand in calendars."""
    return models.Ritual.objects.visible_to(caller).standing().select_related("cycle", "department")


def visible_sittings(caller: Person) -> QuerySet[models.Sitting]:
    """What took place, of ended rituals too."""
    found = models.Sitting.objects.visible_to(caller)
    return found.select_related("ritual__cycle", "ritual__department").prefetch_related("attended")


RITUALS = Resource("rituals", Ritual, visible, {"cycle": (Reference, "cycle"), "department": (Reference, "department")})
SITTINGS = Resource(
    "sittings", Sitting, visible_sittings, {"ritual": (Reference, "ritual"), "cycle": (Reference, "ritual__cycle")}
)
router = Router()
offer_list(router, RITUALS)
offer_one(router, RITUALS)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/usual-calendar",
    use_usual_calendar,
    answers=CYCLES,
    subject=CYCLES,
    example={"department": 2},
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/rituals",
    add_ritual,
    answers=RITUALS,
    subject=CYCLES,
    status=201,
    example=EXAMPLE,
)
offer_deed(
    router,
    "PATCH",
    "/rituals/{int:id}",
    change_ritual,
    answers=RITUALS,
    subject=RITUALS,
    is_partial=True,
    example={"at": "08:30"},
)
offer_deed(router, "DELETE", "/rituals/{int:id}", end_ritual, answers=RITUALS, subject=RITUALS)
offer_list(router, SITTINGS)
offer_one(router, SITTINGS)
offer_deed(
    router,
    "POST",
    "/rituals/{int:id}/attendances",
    attend,
    answers=SITTINGS,
    subject=RITUALS,
    example={"day": "2026-10-05"},
)
offer_deed(
    router,
    "POST",
    "/rituals/{int:id}/outputs",
    write_output,
    answers=SITTINGS,
    subject=RITUALS,
    example={"day": "2026-10-05", "output": "Two risks, one plan.", "version": 0},
)
offer_deed(router, "DELETE", "/sittings/{int:id}/attendance", take_back_attendance, answers=SITTINGS, subject=SITTINGS)
offer_deed(router, "POST", "/sittings/{int:id}/closure", close_sitting, answers=SITTINGS, subject=SITTINGS)
offer_deed(router, "DELETE", "/sittings/{int:id}/closure", reopen_sitting, answers=SITTINGS, subject=SITTINGS)
