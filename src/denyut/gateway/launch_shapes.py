"""How the start with OKR looks in JSON: steps, commitments, workshops, the course, the vision."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from denyut.launch import models
from denyut.launch.evidence import evidence_of


class Fact(Schema):
    """One thing that is counted for a step: so many (`found`) of so many that are needed."""

    label: str
    found: int
    needed: int
    is_met: bool


class Start(Schema):
    """The start with OKR in a cycle."""

    id: int
    cycle: int = Field(alias="cycle_id")
    begun_by: int = Field(alias="begun_by_id")
    begun_at: datetime


class Step(Schema):
    """One of the five steps of a start. Its `evidence` is counted from what is there; it is done only with all of it."""

    id: int
    start: int = Field(alias="start_id")
    name: str
    position: int
    owner: int | None = Field(alias="owner_id")
    due_on: date | None
    done_at: datetime | None
    evidence: list[Fact]

    @staticmethod
    def resolve_evidence(step: models.Step) -> list[Fact]:
        facts = evidence_of(step).facts
        return [Fact(label=str(one.label), found=one.found, needed=one.needed, is_met=one.is_met) for one in facts]


class Sponsor(Schema):
    """Somebody of the leadership who stands for a start."""

    id: int
    start: int = Field(alias="start_id")
    person: int = Field(alias="person_id")
    chosen_at: datetime


class Commitment(Schema):
    """What a sponsor promises, in one version. Versions are never changed."""

    id: int
    sponsor: int = Field(alias="sponsor_id")
    number: int
    text: str
    published_at: datetime


class Workshop(Schema):
    """People of several departments turn a vision into key results. Its ideas are silent until the phase `groups`."""

    id: int
    cycle: int = Field(alias="cycle_id")
    title: str
    facilitator: int = Field(alias="facilitator_id")
    departments: list[int]
    phase: str
    phase_at: datetime
    votes_each: int
    vision: str
    vision_version: int
    ended_at: datetime | None
    minutes: str

    @staticmethod
    def resolve_departments(workshop: models.Workshop) -> list[int]:
        return sorted(department.pk for department in workshop.departments.all())


class Card(Schema):
    """An idea. While its workshop is silent, its author alone finds it."""

    id: int
    workshop: int = Field(alias="workshop_id")
    author: int = Field(alias="author_id")
    text: str
    group: int | None = Field(alias="group_id")


class Group(Schema):
    """Ideas that belong together, and the objective that was drafted from them."""

    id: int
    workshop: int = Field(alias="workshop_id")
    title: str
    objective: int | None = Field(alias="objective_id")


class Position(Schema):
    """What a department says to a key result: `agrees`, `condition`, `objects`, or nothing yet."""

    id: int
    workshop: int = Field(alias="workshop_id")
    key_result: int = Field(alias="key_result_id")
    department: int = Field(alias="department_id")
    stance: str
    text: str
    blocker: int | None = Field(alias="blocker_id")
    version: int


class Exam(Schema):
    """One's own attempt at the course on weekly reports. Marks are sent as "3:stale": a line and its problem."""

    id: int
    seed: int
    begun_at: datetime
    handed_in_at: datetime | None
    found: int
    false_alarms: int
    score: int
    has_passed: bool


class Vision(Schema):
    """Vision and mission in one version."""

    id: int
    number: int
    vision: str
    mission: str
    written_at: datetime


class Understanding(Schema):
    """One's own check of how well the goals are known: how many answers were right, and nothing more."""

    id: int
    right: int
    asked: int
    answered_at: datetime
