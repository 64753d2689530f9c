"""/focus: what matters most to people this week, five things each."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.key_results import KEY_RESULTS
from denyut.gateway.values import Reference
from denyut.people.models import Person
from denyut.tasks import models
from denyut.tasks.actions import add_focus, drop_focus, finish_focus


class Focus(Schema):
    """One of the five things that matter to a person in the week of a Monday, and the key result it is for."""

    id: int
    label: str
    person: int = Field(alias="person_id")
    week_on: date
    key_result: int = Field(alias="key_result_id")
    text: str
    made_at: datetime
    done_at: datetime | None
    dropped_at: datetime | None


def visible(caller: Person) -> QuerySet[models.Focus]:
    """What people focus on, for goals that the caller may see."""
    return models.Focus.objects.visible_to(caller).select_related("key_result")


FOCUS = Resource("focus", Focus, visible, {"person": (Reference, "person"), "key_result": (Reference, "key_result")})
router = Router()
offer_list(router, FOCUS)
offer_one(router, FOCUS)
offer_deed(
    router,
    "POST",
    "/key-results/{int:id}/focus",
    add_focus,
    answers=FOCUS,
    subject=KEY_RESULTS,
    status=201,
    example={"text": "Call the ten largest customers"},
)
offer_deed(router, "POST", "/focus/{int:id}/completion", finish_focus, answers=FOCUS, subject=FOCUS)
offer_deed(router, "DELETE", "/focus/{int:id}", drop_focus, answers=FOCUS, subject=FOCUS)
