"""Reports, reviews, meetings and feedback, as JSON shows them."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from denyut.meetings import models
from denyut.meetings.report_rows import shown_objectives, visible


class Report(Schema):
    """One week of a team (without a `department`: of the company). `sections` are facts of open goals; items have a `key`."""

    id: int
    department: int | None = Field(alias="department_id")
    week_on: date
    since: datetime
    until: datetime
    compiled_at: datetime
    sections: list[dict[str, Any]]
    summary: str
    notes: dict[str, str]
    left_out: list[str]
    edition: int
    edit_seconds: int
    posted_at: datetime | None
    posted_by: int | None = Field(alias="posted_by_id")
    room: int | None = Field(alias="room_id")

    @staticmethod
    def resolve_sections(report: models.Report) -> list[dict[str, Any]]:
        return visible(report.body, shown_objectives(report.body))


class ReportPlan(Schema):
    """When a team's report is compiled: `weekday` 0 is Monday."""

    id: int
    department: int | None = Field(alias="department_id")
    weekday: int
    at: Any
    room: int | None = Field(alias="room_id")
    is_posted_at_once: bool
    is_off: bool


class Subscription(Schema):
    """Who follows what, and how often: "day" or "week"."""

    id: int
    person: int | None = Field(alias="person_id")
    room: int | None = Field(alias="room_id")
    objective: int | None = Field(alias="objective_id")
    department: int | None = Field(alias="department_id")
    every: str
    heard_to: datetime
    ended_at: datetime | None


class Review(Schema):
    """A sitting as it is led; `minutes` are there when it is closed."""

    id: int
    sitting: int = Field(alias="sitting_id")
    facilitator: int = Field(alias="facilitator_id")
    began_at: datetime
    current: int | None = Field(alias="current_id")
    item_since: datetime | None
    closed_at: datetime | None
    minutes: dict[str, Any]
    room: int | None = Field(alias="room_id")


class ReviewItem(Schema):
    """One item of a review: a thing of its `kind` by its `number`; `spent` in seconds."""

    id: int
    review: int = Field(alias="review_id")
    kind: str
    number: int
    key_result: int | None = Field(alias="key_result_id")
    title: str
    reasons: list[str]
    minutes: int
    spent: int
    notes: str
    edition: int

    @staticmethod
    def resolve_spent(item: models.ReviewItem) -> int:
        return int(item.spent.total_seconds())


class Action(Schema):
    """A task that came of a review."""

    id: int
    review: int = Field(alias="review_id")
    item: int | None = Field(alias="item_id")
    task: int = Field(alias="task_id")


class Meeting(Schema):
    """A meeting that took place; person-minutes are `minutes` times its people."""

    id: int
    title: str
    kind: str
    day: date
    minutes: int
    status_minutes: int
    people: list[int]
    department: int | None = Field(alias="department_id")
    review: int | None = Field(alias="review_id")
    logged_by: int = Field(alias="logged_by_id")

    @staticmethod
    def resolve_people(held: models.Held) -> list[int]:
        return sorted(person.pk for person in held.people.all())


class Dissolution(Schema):
    """Whether a sitting is needed: "blocked" (it is), "proposed", "dissolved" or "kept". `saved` are person-minutes."""

    id: int
    ritual: int = Field(alias="ritual_id")
    day: date
    state: str
    threshold: int
    saved: int
    made_at: datetime
    settled_at: datetime | None
    surprised_at: datetime | None


class Question(Schema):
    """The caller's own question about a brief; an answer is the place of an option, from 0."""

    id: int
    dissolution: int = Field(alias="dissolution_id")
    kind: str
    options: list[Any]
    answer: int | None
    answered_at: datetime | None


class Feedback(Schema):
    """A word on a check-in; an empty one says that it was seen."""

    id: int
    check_in: int = Field(alias="check_in_id")
    by: int = Field(alias="by_id")
    text: str
    at: datetime
