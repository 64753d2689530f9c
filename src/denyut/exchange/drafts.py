"""What a sheet says, before anybody looks whether it is new: goals and check-ins under keys that stay the same."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from denyut.exchange.problems import RowProblem
from denyut.exchange.words import plain

MAX_KEY = 200
MAX_TITLE = 300

DraftKind = Literal["metric", "manual", "binary", "at_least", "at_most", "baseline"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as a file names them: by e-mail, by name or both; all empty is nobody."""

    email: str = ""
    name: str = ""

    def called(self) -> str:
        """A name to begin with: the given one, or what stands before the @."""
        return self.name or self.email.partition("@")[0].replace(".", " ").title()

    def __bool__(self) -> bool:
        return bool(self.email or self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDraft:
    """An objective.

    `key` is the file's own ID (`has_own_key`) or made from cycle and title; `status`, `level`, `visibility` and
    `ambition` are meanings of the tables in words. A reference only names an objective by its ID, for its key results.
    """

    key: str
    has_own_key: bool
    title: str
    row_number: int
    description: str = ""
    parent_key: str = ""
    owner: Somebody = Somebody()
    department: str = ""
    cycle: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = ""
    level: str = ""
    visibility: str = ""
    ambition: str = ""
    is_reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultDraft:
    """A key result. `current` and all targets are in `unit`; a manual one counts in percent from 0 to 100."""

    key: str
    has_own_key: bool
    goal_key: str
    title: str
    row_number: int
    description: str = ""
    kind: DraftKind = "manual"
    baseline: Decimal = Decimal(0)
    target: Decimal = Decimal(100)
    current: Decimal | None = None
    unit: str = "%"
    weight: Decimal | None = None
    owner: Somebody = Somebody()
    delegate: Somebody = Somebody()
    ends_on: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInDraft:
    """A value of a key result at a moment.

    The key result is named by key, or else by title. `confidence` is a share 0 to 1. `is_percent` says that the value
    is a way gone in percent and not a value in the key result's unit.
    """

    key: str
    has_own_key: bool
    at: datetime | date
    value: Decimal
    row_number: int
    key_result_key: str = ""
    key_result_title: str = ""
    goal_title: str = ""
    is_percent: bool = False
    confidence: Decimal | None = None
    status: str = ""
    note: str = ""
    author: Somebody = Somebody()


@dataclass(slots=True)
class Drafts:
    """All that one sheet says: drafts, why rows were refused (one reason each), and what was assumed about others."""

    goals: dict[str, GoalDraft] = field(default_factory=dict)
    key_results: dict[str, KeyResultDraft] = field(default_factory=dict)
    check_ins: dict[str, CheckInDraft] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)
    rows: int = 0


def made_key(*parts: str) -> str:
    """A key from names: the same for every spelling of them, and never longer than the database keeps."""
    return short_key(" / ".join(filter(None, map(plain, parts))))


def short_key(key: str) -> str:
    """A key of at most 200 characters; a longer one keeps its beginning and a digest of the whole."""
    if len(key) <= MAX_KEY:
        return key
    return f"{key[: MAX_KEY - 17]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def short_title(title: str) -> str:
    """A title of at most 300 characters."""
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…"
