"""/tasks: what somebody does next, and which number it moves."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference
from denyut.people.models import Person
from denyut.tasks import models
from denyut.tasks.actions import add_task, change_task, complete_task, drop_task, link_task, reopen_task


class Task(Schema):
    """Something to be done by its owner. `state` is open, done or dropped; `edition` moves with every change made in a form."""

    id: int
    label: str
    title: str
    notes: str
    owner: int = Field(alias="owner_id")
    made_by: int = Field(alias="made_by_id")
    due_on: date | None
    priority: str
    state: str
    key_result: int | None = Field(alias="key_result_id")
    why: str
    room: int | None = Field(alias="room_id")
    line: int | None = Field(alias="line_id")
    made_at: datetime
    done_at: datetime | None
    done_by: int | None = Field(alias="done_by_id")
    edition: int


def visible(caller: Person) -> QuerySet[models.Task]:
    """Tasks, those of closed rooms for the people in them."""
    return models.Task.objects.visible_to(caller).with_people()


TASKS = Resource(
    "tasks",
    Task,
    visible,
    {
        "owner": (Reference, "owner"),
        "made_by": (Reference, "made_by"),
        "key_result": (Reference, "key_result"),
        "state": (str, "state"),
    },
)
router = Router()
offer_list(router, TASKS)
offer_one(router, TASKS)
offer_deed(
    router,
    "POST",
    "/tasks",
    add_task,
    answers=TASKS,
    status=201,
    example={"title": "Call Budi", "owner": 3, "due_on": "2026-11-27", "key_result": 34},
)
offer_deed(
    router,
    "PATCH",
    "/tasks/{int:id}",
    change_task,
    answers=TASKS,
    subject=TASKS,
    is_partial=True,
    example={"due_on": "2026-12-01"},
)
offer_deed(router, "POST", "/tasks/{int:id}/completion", complete_task, answers=TASKS, subject=TASKS)
offer_deed(router, "DELETE", "/tasks/{int:id}/completion", reopen_task, answers=TASKS, subject=TASKS)
offer_deed(router, "DELETE", "/tasks/{int:id}", drop_task, answers=TASKS, subject=TASKS)
offer_deed(
    router,
    "PUT",
    "/tasks/{int:id}/key-result",
    link_task,
    answers=TASKS,
    subject=TASKS,
    example={"key_result": 34, "why": "Budi knows the queue"},
)
