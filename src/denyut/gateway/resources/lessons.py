"""/lessons: what goals taught, found by their words."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from denyut.closing.actions import answer_post_mortem, change_lesson, withdraw_lesson, write_lesson
from denyut.closing.models import Lesson
from denyut.closing.rows.lessons import found_lessons
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed, offer_one, page_shape
from denyut.gateway.paging import Paging, link_to, page_of
from denyut.gateway.resource import Resource
from denyut.gateway.resources.objectives import OBJECTIVES
from denyut.gateway.values import Reference
from denyut.people.models import Person

WRITTEN = {"text": "Ask customers before choosing the tool.", "kind": "change"}


class LessonShape(Schema):
    """What an objective, or one of its key results, taught: `keep`, `change`, `stop`, `learned`, or the `post_mortem` of a
    promise that was not kept."""

    id: int
    objective: int = Field(alias="objective_id")
    key_result: int | None = Field(alias="key_result_id")
    kind: str
    cause: str
    text: str
    author: int | None = Field(alias="author_id")
    told_at: datetime


class LessonsAsked(Paging):
    """Which lessons are asked for."""

    words: str | None = Field(None, max_length=200, description="Words or parts of words, all of which are found.")
    kind: Literal["keep", "change", "stop", "learned", "post_mortem"] | None = None
    objective: Reference | None = None


def visible(caller: Person) -> QuerySet[Lesson]:
    """The lessons of the goals that the caller may see."""
    return found_lessons(caller)


LESSONS = Resource("lessons", LessonShape, visible)
router = Router()


@router.get(
    "/lessons",
    response=page_shape(LessonShape),
    operation_id="list_lessons",
    summary="List lessons",
    **about_reading(has_id=False),
)
def list_lessons(request: HttpRequest, response: HttpResponse, asked: Query[LessonsAsked]) -> dict[str, Any]:
    """The lessons in which all of some words are found, also in the titles of their goals."""
    rows = found_lessons(caller_of(request), asked.words or "", asked.kind or "")
    items, cursor = page_of(rows if asked.objective is None else rows.filter(objective=asked.objective), asked)
    if cursor:
        response["Link"] = link_to(request, cursor)
    return {"items": items, "next": cursor}


offer_one(router, LESSONS)
offer_deed(
    router,
    "POST",
    "/objectives/{int:id}/lessons",
    write_lesson,
    answers=LESSONS,
    subject=OBJECTIVES,
    status=201,
    example=WRITTEN,
)
offer_deed(
    router,
    "PUT",
    "/objectives/{int:id}/post-mortem",
    answer_post_mortem,
    answers=LESSONS,
    subject=OBJECTIVES,
    example={"text": "Two people left; next time we plan for it.", "cause": "capacity"},
)
offer_deed(
    router,
    "PATCH",
    "/lessons/{int:id}",
    change_lesson,
    answers=LESSONS,
    subject=LESSONS,
    is_partial=True,
    example={"text": "Ask ten customers before choosing the tool."},
)
offer_deed(router, "DELETE", "/lessons/{int:id}", withdraw_lesson, answers=LESSONS, subject=LESSONS)
