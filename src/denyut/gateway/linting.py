"""How the linter's words look in JSON, and what is asked of it."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from pydantic.config import JsonDict

from denyut.gateway.values import Amount, Day, Id, Text
from denyut.okr.progress import Kind

EXAMPLE: JsonDict = {
    "goal": "key_result",
    "objective": 12,
    "title": "Median first response",
    "unit": "min",
    "baseline": "45",
    "target": "15",
    "source": "help desk, weekly report",
}


class LintBody(BaseModel):
    """A goal as far as it is written. `key_result`, `objective` and `cycle` say where it stands; what is left out is as saved."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    goal: Literal["objective", "key_result"] = "key_result"
    title: Text = Field(default="", max_length=600)
    key_result: Id | None = None
    objective: Id | None = None
    cycle: Id | None = None
    kind: Kind = Kind.METRIC
    unit: Text = Field(default="", max_length=20)
    baseline: Amount | None = None
    target: Amount | None = None
    low: Amount | None = None
    due_on: Day | None = None
    source: Text = Field(default="", max_length=200)
    hypothesis: Text = Field(default="", max_length=500)
    owner: Id | None = None
    department: Id | None = None
    serves: StrictBool = False


class Finding(Schema):
    """One thing found. `letter` is one of SMART, or empty where goals are too many; `severity` is "missing", "weak" or "hint"."""

    code: str
    letter: str
    severity: str
    sentence: str = Field(alias="text")
    fingerprint: str


class LintReport(Schema):
    """What a goal still lacks. `met` are the letters of SMART that are met; `aside` is what somebody set aside before."""

    language: str
    met: str
    reads_as: Literal["outcome", "output", "activity"] | None
    told_by: list[str]
    findings: list[Finding]
    aside: list[Finding]
    suggestion: str


class LintAnswer(Schema):
    """What somebody made of a finding about a goal: took the advice (`is_accepted`), or set it aside."""

    id: int
    subject_kind: str
    subject_id: int
    code: str
    fingerprint: str
    is_accepted: bool
    reason: str
    answered_by: int = Field(alias="answered_by_id")
    answered_at: datetime
