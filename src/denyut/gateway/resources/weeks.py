"""/weeks, /week-lines and /prompts: people's weeks, what the caller was reminded of, and how often departments check in."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.departments import DEPARTMENTS
from denyut.gateway.values import Reference
from denyut.people.models import Person
from denyut.rhythm import models
from denyut.rhythm.actions import (
    add_item,
    answer_cadence,
    answer_trust,
    change_item,
    drop_item,
    file_week,
    finish_item,
    raise_problem,
    say_mood,
    set_beat,
    take_off_beat,
)


class Week(Schema):
    """A person's week, from its Monday. How it felt is told to nobody but them, on their own page."""

    id: int
    person: int = Field(alias="person_id")
    week_on: date
    filed_at: datetime | None


class WeekLine(Schema):
    """One line of a week: a plan, a progress or a problem. A plan that is not done moves on into the next week (`carried_from`)."""

    id: int
    week: int = Field(alias="weekly_id")
    kind: str
    text: str
    key_result: int | None = Field(alias="key_result_id")
    made_at: datetime
    done_at: datetime | None
    raised_at: datetime | None
    carried_from: int | None = Field(alias="carried_from_id")


class Prompt(Schema):
    """That the caller was reminded of a check-in. `stage` is ahead, due, after, helper, or cadence: whether they are asked too often."""

    id: int
    key_result: int | None = Field(alias="key_result_id")
    due_on: date
    stage: str
    sent_at: datetime
    answered_at: datetime | None
    was_ignored: bool


class Trust(Schema):
    """What the caller answered to the monthly question."""

    id: int
    month_on: date
    answer: int


def visible_weeks(caller: Person) -> QuerySet[models.Weekly]:
    """Weeks are open to all."""
    return models.Weekly.objects.visible_to(caller)


def visible_lines(caller: Person) -> QuerySet[models.WeeklyItem]:
    """What stands in weeks; the key results that the caller does not see are left out with their lines."""
    return models.WeeklyItem.objects.visible_to(caller).about_what_is_seen(caller).select_related("weekly")


def own_prompts(caller: Person) -> QuerySet[models.Prompt]:
    """The caller's own."""
    return models.Prompt.objects.visible_to(caller).select_related("key_result__objective__cycle")


def own_trust(caller: Person) -> QuerySet[models.TrustAnswer]:
    """The caller's own."""
    return models.TrustAnswer.objects.filter(person=caller).order_by("-month_on")


WEEKS = Resource("weeks", Week, visible_weeks, {"person": (Reference, "person"), "week_on": (date, "week_on")})
LINES = Resource(
    "week-lines",
    WeekLine,
    visible_lines,
    {
        "week": (Reference, "weekly"),
        "person": (Reference, "weekly__person"),
        "key_result": (Reference, "key_result"),
        "kind": (str, "kind"),
    },
)
PROMPTS = Resource("prompts", Prompt, own_prompts, {"key_result": (Reference, "key_result"), "stage": (str, "stage")})
TRUST = Resource("trust-answers", Trust, own_trust)
router = Router()
offer_list(router, WEEKS)
offer_one(router, WEEKS)
offer_deed(router, "POST", "/weeks/filing", file_week, answers=WEEKS)
offer_deed(router, "PUT", "/weeks/mood", say_mood, answers=WEEKS, example={"mood": 4})
offer_list(router, LINES)
offer_one(router, LINES)
offer_deed(
    router,
    "POST",
    "/week-lines",
    add_item,
    answers=LINES,
    status=201,
    example={"kind": "plan", "text": "Call the supplier", "key_result": 34},
)
offer_deed(
    router,
    "PATCH",
    "/week-lines/{int:id}",
    change_item,
    answers=LINES,
    subject=LINES,
    is_partial=True,
    example={"text": "Call both suppliers"},
)
offer_deed(
    router,
    "PUT",
    "/week-lines/{int:id}/done",
    finish_item,
    answers=LINES,
    subject=LINES,
    example={"is_done": True},
)
offer_deed(router, "DELETE", "/week-lines/{int:id}", drop_item, answers=LINES, subject=LINES)
offer_deed(
    router,
    "POST",
    "/week-lines/{int:id}/blocker",
    raise_problem,
    answers=LINES,
    subject=LINES,
    example={"cause": "supplier", "waits_on": 4},
)
offer_list(router, PROMPTS)
offer_deed(
    router,
    "POST",
    "/prompts/{int:id}/cadence",
    answer_cadence,
    answers=PROMPTS,
    subject=PROMPTS,
    example={"cadence": "two_weeks"},
)
offer_deed(router, "PUT", "/trust-answers", answer_trust, answers=TRUST, example={"answer": 4})
offer_deed(
    router,
    "PUT",
    "/departments/{int:id}/beat",
    set_beat,
    answers=DEPARTMENTS,
    subject=DEPARTMENTS,
    example={"cadence": "two_weeks", "due_weekday": 3, "due_at": "09:00"},
)
offer_deed(router, "DELETE", "/departments/{int:id}/beat", take_off_beat, answers=DEPARTMENTS, subject=DEPARTMENTS)
