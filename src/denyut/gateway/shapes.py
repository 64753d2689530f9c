"""How things look in JSON. References are ids, decimals are strings, moments are UTC."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from denyut.gateway.message_shapes import Message
from denyut.gateway.values import Number
from denyut.okr import models as okr
from denyut.okr.paces import paces_of
from denyut.okr.status import Standing, Status
from denyut.okr.votes import Poll as Votes
from denyut.okr.votes import polls_of
from denyut.people.times import company_now

STANDING = "_standing_now"
POLL = "_poll_now"


def ready_objectives(rows: Sequence[okr.Objective]) -> None:
    """Work out where all these objectives stand, at once."""
    paces, day = paces_of(rows), company_now().date()
    for row in rows:
        has_begun = any(kr.checked_in_at for kr in row.key_results.all())
        setattr(row, STANDING, paces.objective(row, day, has_begun=has_begun))


def ready_key_results(rows: Sequence[okr.KeyResult]) -> None:
    """Work out where all these key results stand, at once."""
    paces, day = paces_of([], rows), company_now().date()
    polls = polls_of([row.pk for row in rows if row.objective.cycle.has_votes])
    for row in rows:
        setattr(row, STANDING, paces.key_result(row, day))
        setattr(row, POLL, polls.get(row.pk))


def standing_of(goal: okr.Objective | okr.KeyResult) -> Standing:
    """What was worked out for a goal."""
    found: Standing = getattr(goal, STANDING)
    return found


class Cycle(Schema):
    """A span of days with its own goals. A closed one takes no more check-ins. `preset` is the rule of its statuses,
    `pace` how expected progress grows; phases without a day have their usual one."""

    id: int
    name: str
    kind: str
    starts_on: date
    ends_on: date
    drafts_on: date | None
    aligns_on: date | None
    closes_on: date | None
    pace: str
    preset: str
    cadence: str
    due_weekday: int
    has_votes: bool
    parent: int | None = Field(alias="parent_id")
    edition: int
    closed_at: datetime | None


class Objective(Schema):
    """Where a company, a department or a person wants to be. `progress` is a ratio; `version` moves with changes."""

    id: int
    cycle: int = Field(alias="cycle_id")
    title: str
    description: str
    owner: int = Field(alias="owner_id")
    department: int | None = Field(alias="department_id")
    parent: int | None = Field(alias="parent_id")
    ambition: str
    level: str
    roll_up: str
    visibility: str
    weight: Number
    progress: Number
    status: Status
    declared: str
    declared_reason: str
    score: Number | None
    score_original: Number | None
    score_final: Number | None
    state: str
    state_reason: str
    published_at: datetime | None
    carried_from: int | None = Field(alias="carried_from_id")
    external_key: str | None
    position: int
    version: int
    edition: int
    made_at: datetime

    @staticmethod
    def resolve_status(objective: okr.Objective) -> Status:
        return standing_of(objective).status


class Poll(Schema):
    """What three or more secret votes say together: the median chance in percent, and of how many."""

    median: int
    number: int


class KeyResult(Schema):
    """A number that tells whether an objective is reached. `value`, `baseline` and `target` are in `unit`; `progress`
    is a ratio, not clamped; `confidence` is a chance in percent, the owner's own; `poll` what colleagues' votes say."""

    id: int
    label: str
    objective: int = Field(alias="objective_id")
    title: str
    kind: str
    unit: str
    currency: str
    baseline: Number
    target: Number
    setup: dict[str, Any]
    starts_on: date | None
    due_on: date | None
    pace: str
    cadence: str
    baseline_on: date | None
    source: str
    hypothesis: str
    effect: str
    verdict: str
    counts_as: str
    value: Number | None
    fed_value: Number | None
    progress: Number
    status: Status
    declared: str
    declared_reason: str
    confidence: int | None
    poll: Poll | None
    score: Number | None
    score_original: Number | None
    score_final: Number | None
    weight: Number
    is_weight_fixed: bool
    state: str
    state_reason: str
    edition: int
    carried_from: int | None = Field(alias="carried_from_id")
    owner: int = Field(alias="owner_id")
    delegate: int | None = Field(alias="delegate_id")
    external_key: str | None
    position: int
    made_at: datetime
    checked_in_at: datetime | None

    @staticmethod
    def resolve_poll(key_result: okr.KeyResult) -> Votes | None:
        poll: Votes | None = getattr(key_result, POLL)
        return poll

    @staticmethod
    def resolve_status(key_result: okr.KeyResult) -> Status:
        return standing_of(key_result).status


class CheckIn(Schema):
    """What somebody said about a key result at one moment. `before` is the value it replaced."""

    id: int
    key_result: int = Field(alias="key_result_id")
    author: int = Field(alias="author_id")
    value: Number
    before: Number | None
    progress: Number
    segment: int
    confidence: int | None
    note: str
    surface: str
    external_key: str | None
    valid_at: datetime
    recorded_at: datetime


class Person(Schema):
    """Somebody with an account."""

    id: int
    name: str
    email: str
    title: str
    role: str
    language: str
    department: int | None = Field(alias="department_id")
    site: int | None = Field(alias="site_id")
    manager: int | None = Field(alias="manager_id")
    is_active: bool
    is_bot: bool
    shows_presence: bool
    joined_at: datetime


class Department(Schema):
    """A part of the company, inside another (`parent`) or at the top."""

    id: int
    name: str
    parent: int | None = Field(alias="parent_id")
    lead: int | None = Field(alias="lead_id")
    position: int


class Room(Schema):
    """A place to talk. A talk between two ("direct") has no name, a group needs none."""

    id: int
    name: str
    purpose: str
    kind: str
    department: int | None = Field(alias="department_id")
    shows_receipts: bool
    hears_sentences: bool
    made_at: datetime
    archived_at: datetime | None


class Made(Schema):
    """Something that a command made: its kind ("okr.checkin") and id."""

    kind: str
    id: int


class Help(Schema):
    """One command explained."""

    usage: str
    about: str
    example: str


class Reply(Schema):
    """What came of a message: it was said (`message`), a command `made` something, or the caller asked for `help`."""

    message: Message | None
    made: Made | None
    help: list[Help]


class Event(Schema):
    """Something that happened. `id` is its place in the one sequence; `facts` are plain, `text` is personal."""

    id: int
    verb: str
    actor: int | None = Field(alias="actor_id")
    subject_kind: str
    subject_id: int | None
    place: str
    surface: str
    at: datetime
    facts: dict[str, Any]
    text: str
