"""Findings: what is wrong with a goal or between goals, in a form that can be left alone and comes back when its inputs change."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

type Plain = str | int | None
type Words = Mapping[str, Plain]


class Code(StrEnum):
    """The kinds of findings, in the order in which a page shows them."""

    DOUBLE = "double_count"
    OPPOSING = "opposing"
    CONFLICT = "conflict"
    CHILDLESS = "childless"
    ORPHAN = "orphan"
    SHARED = "one_owner"
    ENDS_LATE = "ends_late"
    DUE_OUTSIDE = "due_outside"
    SILENT = "silent"
    NO_ENGINE = "no_engine"
    MANY_KEY_RESULTS = "many_key_results"
    MANY_OBJECTIVES = "many_objectives"
    NO_BASELINE_DATE = "no_baseline_date"
    NO_SOURCE = "no_source"
    UNITS_DIFFER = "units_differ"
    SAME_DEFINITION = "same_definition"
    SAME_INDICATOR = "same_indicator"
    IMPOSSIBLE = "impossible_value"


CODES = frozenset(code.value for code in Code)
# What makes numbers unfit for use: the findings that the data-quality score counts.
ABOUT_DATA = (Code.NO_BASELINE_DATE, Code.NO_SOURCE, Code.UNITS_DIFFER, Code.SAME_DEFINITION, Code.IMPOSSIBLE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about `subject` ("objective:12"), and `others` that it names too.

    `inputs` are what it was concluded from: as long as they stay the same, so does the fingerprint. `words` fill its sentence.
    """

    code: Code
    subject: str
    department: int | None
    inputs: tuple[Plain, ...]
    others: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same finding from the same inputs, whenever it is asked."""
        plain = [self.code.value, self.subject, *self.inputs]
        return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()

    @property
    def key(self) -> tuple[str, str, str]:
        """By what a dismissal knows it."""
        return self.code.value, self.subject, self.fingerprint


def objective(pk: int) -> str:
    """An objective as the subject of a finding."""
    return f"objective:{pk}"


def key_result(pk: int) -> str:
    """A key result as the subject of a finding."""
    return f"key_result:{pk}"
