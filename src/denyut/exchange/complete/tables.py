"""What a complete export of goals holds: one table for each kind of thing, its columns read from the model itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from denyut.closing.models import LeftUnscored, Lesson
from denyut.exchange.outcome import Noun
from denyut.matters.models import Blocker, BlockerStep, Decision
from denyut.okr.models import (
    Attendance,
    CheckIn,
    Cycle,
    Edge,
    Exemption,
    Initiative,
    KeyResult,
    Milestone,
    Objective,
    Observation,
    Rate,
    Revision,
    Segment,
    Vote,
)
from denyut.okr.models.graded import Graded
from denyut.rhythm.models import Weekly, WeeklyItem

NAME = "Denyut goals"
VERSION = 1
KEY, NUMBER = "key", "number"
# Derived from the words beside it, and worked out anew.
DERIVED = frozenset({"index"})
# The key results of decisions.
DecisionGoal = Decision.key_results.through

# What leads to something is told by its name.
NAMED = models.CharField(max_length=200, null=True)

type Plain = Any
"""A value as JSON has it: text, whole number, truth, nothing, object or list. Amounts, days and moments are texts."""
type Row = dict[str, Plain]
type Bundle = dict[str, list[Row]]


@dataclass(frozen=True)
class Table:
    """One kind of thing. `identity` are the columns that tell one from the other; with `repeats`, several may have the same.

    `within` is the way to the objective it belongs to, where that is not plain from its columns; `omits` are fields that stay at home.
    A thing with an external key has it in the column `key`; an edge has a `number` within the file.
    """

    name: str
    model: type[models.Model]
    noun: Noun
    identity: tuple[str, ...]
    title: str = "title"
    repeats: bool = False
    within: str = ""
    omits: frozenset[str] = frozenset()

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """The model's field behind each column, in the order of the columns. A number of an edge has none."""
        left = DERIVED | self.omits
        every = [one for one in self.model._meta.concrete_fields if not one.primary_key and one.name not in left]
        shared = {one.name for one in Graded._meta.get_fields()}
        own = sorted(every, key=lambda one: (one.name != "external_key", one.name in shared))
        return {KEY if one.name == "external_key" else one.name: one for one in own}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Its columns, by name."""
        return (NUMBER, *self.fields) if self.model is Edge else tuple(self.fields)

    def held(self, column: str) -> Any:
        """A field that holds what the column's cells hold: a key where the database has the number of a line; None for a number."""
        if column in (NUMBER, "counter_to"):
            return None
        return NAMED if column == "lineage" else self.fields[column]

    def is_amount(self, column: str) -> bool:
        """Whether a column holds decimals."""
        return isinstance(self.fields.get(column), models.DecimalField)

    def is_text(self, column: str) -> bool:
        """Whether a column holds what somebody typed, or the name of something."""
        one = self.held(column)
        kinds = (models.CharField, models.TextField, models.JSONField)
        return one is not None and (one.is_relation or isinstance(one, kinds))


OF_KEY_RESULT = ("key_result",)
# Rooms and what is said in them are brought in by themselves.
TALK = frozenset({"room", "line"})
ENDS = ("from_objective", "from_key_result", "to_objective", "to_key_result")

# In the order in which they are brought in: each needs only those before it.
TABLES: Mapping[str, Table] = {
    one.name: one
    for one in (
        Table("cycles", Cycle, "cycles", ("name",), "name"),
        Table("rates", Rate, "details", ("currency", "from_on"), "currency"),
        Table("objectives", Objective, "goals", (KEY,)),
        Table("key_results", KeyResult, "key_results", (KEY,)),
        Table("segments", Segment, "details", (*OF_KEY_RESULT, "number"), "key_result"),
        Table("check_ins", CheckIn, "check_ins", (KEY,), "key_result"),
        Table("milestones", Milestone, "details", (*OF_KEY_RESULT, "title"), repeats=True),
        Table("initiatives", Initiative, "details", (*OF_KEY_RESULT, "title", "made_at"), repeats=True),
        Table(
            "observations",
            Observation,
            "details",
            (*OF_KEY_RESULT, "at", "recorded_at", "value"),
            "key_result",
            repeats=True,
        ),
        Table("attendances", Attendance, "details", (*OF_KEY_RESULT, "person", "session"), "key_result"),
        Table("exemptions", Exemption, "details", (*OF_KEY_RESULT, "person"), "key_result"),
        Table(
            "revisions",
            Revision,
            "details",
            ("objective", "key_result", "kind", "author", "at"),
            "objective",
            repeats=True,
        ),
        Table("edges", Edge, "details", (*ENDS, "kind", "proposed_at"), "kind", repeats=True),
        Table("lessons", Lesson, "details", ("objective", "kind", "made_at"), "text", repeats=True),
        Table("left_unscored", LeftUnscored, "details", ("objective", "key_result", "left_at"), "reason", repeats=True),
        Table("votes", Vote, "details", (*OF_KEY_RESULT, "person"), "key_result"),
        Table("blockers", Blocker, "details", (*OF_KEY_RESULT, "opened_at"), "text", repeats=True, omits=TALK),
        Table(
            "blocker_steps",
            BlockerStep,
            "details",
            ("blocker", "kind", "at"),
            "text",
            repeats=True,
            within="blocker__key_result__objective",
        ),
        Table("decisions", Decision, "details", ("asked_by", "asked_at"), "question", repeats=True, omits=TALK),
        Table(
            "decision_goals",
            DecisionGoal,
            "details",
            ("decision", "keyresult"),
            "decision",
            within="keyresult__objective",
        ),
        # How somebody felt in a week is for themselves alone.
        Table("weeks", Weekly, "details", ("person", "week_on"), "person", omits=frozenset({"mood"})),
        Table(
            "week_items",
            WeeklyItem,
            "details",
            ("weekly", "kind", "text", "made_at"),
            "text",
            repeats=True,
            omits=frozenset({"carried_from"}),
        ),
    )
}


def heading(column: str) -> str:
    """A column's name in a sheet: `due_on` is "due on"."""
    return column.replace("_", " ")
