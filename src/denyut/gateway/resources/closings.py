"""The close of a cycle: reminders, goals that stay without a score, notes on what was done."""

from datetime import datetime

from django.db.models import QuerySet
from ninja import Router, Schema
from pydantic import Field

from denyut.closing.actions import close_with_unscored, note_execution, remind_owners
from denyut.closing.models import Execution, ExecutionNote
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.values import Reference
from denyut.people.models import Person


class ExecutionShape(Schema):
    """What a cycle had promised and what was done of it, counted once at its close."""

    id: int
    cycle: int = Field(alias="cycle_id")
    promised: int
    done: int
    work_promised: int
    work_done: int
    percent: int | None
    frozen_at: datetime


class ExecutionNoteShape(Schema):
    """What happened in a cycle, beside its rate of execution."""

    id: int
    cycle: int = Field(alias="cycle_id")
    text: str
    author: int = Field(alias="author_id")
    made_at: datetime


def executions(caller: Person) -> QuerySet[Execution]:
    """Open to all with an account."""
    return Execution.objects.all()


def notes(caller: Person) -> QuerySet[ExecutionNote]:
    """Open to all with an account."""
    return ExecutionNote.objects.all()


EXECUTIONS = Resource("executions", ExecutionShape, executions, {"cycle": (Reference, "cycle")})
NOTES = Resource("execution-notes", ExecutionNoteShape, notes, {"cycle": (Reference, "cycle")})

router = Router()
for resource in (EXECUTIONS, NOTES):
    offer_list(router, resource)
    offer_one(router, resource)
offer_deed(router, "POST", "/cycles/{int:id}/score-reminders", remind_owners, answers=CYCLES, subject=CYCLES)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/closure-with-unscored",
    close_with_unscored,
    answers=CYCLES,
    subject=CYCLES,
    example={"key_results": [12], "objectives": [], "reason": "The supplier never delivered."},
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/execution-notes",
    note_execution,
    answers=NOTES,
    subject=CYCLES,
    status=201,
    example={"text": "Two new teams began in this quarter."},
)
