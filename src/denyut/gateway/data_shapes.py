"""How the data of key results look in JSON."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from denyut.gateway.values import Number


class Milestone(Schema):
    """A step on the way of a key result. `weight` is its share (0 to 1)."""

    id: int
    key_result: int = Field(alias="key_result_id")
    title: str
    weight: Number
    is_weight_fixed: bool
    due_on: date | None
    reached_at: datetime | None
    position: int


class Initiative(Schema):
    """Work that is to move a key result: its engine."""

    id: int
    key_result: int = Field(alias="key_result_id")
    title: str
    kind: str
    owner: int = Field(alias="owner_id")
    due_on: date | None
    estimate: Number
    done_at: datetime | None
    dropped_at: datetime | None
    made_at: datetime


class Observation(Schema):
    """One measurement of a statistic, or one amount of what adds up."""

    id: int
    key_result: int = Field(alias="key_result_id")
    value: Number
    at: datetime
    author: int = Field(alias="author_id")
    is_withdrawn: bool


class Attendance(Schema):
    """That somebody took part in a session."""

    id: int
    key_result: int = Field(alias="key_result_id")
    person: int = Field(alias="person_id")
    session: int
    at: datetime


class Revision(Schema):
    """What was changed in a goal, {field: [from, to]}, and why. A free one is a correction within a day of publishing."""

    id: int
    objective: int = Field(alias="objective_id")
    key_result: int | None = Field(alias="key_result_id")
    kind: str
    changes: dict[str, list[str | float | dict[str, object] | None]]
    reason: str
    note: str
    is_free: bool
    author: int = Field(alias="author_id")
    at: datetime


class Segment(Schema):
    """An earlier way of measuring a key result, kept as it ended."""

    id: int
    key_result: int = Field(alias="key_result_id")
    number: int
    kind: str
    unit: str
    baseline: Number
    target: Number
    value: Number | None
    progress: Number
    began_at: datetime
    ended_at: datetime


class Rate(Schema):
    """What one unit of a currency is worth in the base currency from a day on."""

    id: int
    currency: str
    from_on: date
    rate: Number
