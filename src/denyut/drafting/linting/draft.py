"""A goal as it is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from denyut.okr.progress import Kind

# What is shown by a deed or a list rather than by one number.
BY_EVIDENCE = frozenset({Kind.BINARY, Kind.MILESTONE, Kind.TASKS, Kind.COVERAGE, Kind.BASELINE, Kind.LEARNING})
# What starts at nothing, or stays on one side of a bound, needs no start value.
WITHOUT_START = BY_EVIDENCE | {Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE, Kind.CUMULATIVE, Kind.MANUAL}


@dataclass(frozen=True, slots=True)
class Draft:
    """A key result as far as it is written.

    `kind` is a value of okr's Kind; `baseline`, `target`, `low` (lower bound of a range) and `history` (earlier values of the same series,
    oldest first) are in `unit`. `source` says where the number comes from, `hypothesis` why it should help; `serves` whether its
    objective serves another goal. `siblings` are the titles of the objective's other key results; `siblings_count` stands for their
    number where the titles are not at hand. `owner_objectives_count` counts the owner's objectives in the cycle.
    """

    title: str = ""
    kind: str = Kind.METRIC.value
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    has_owner: bool = False
    due_on: date | None = None
    cycle_ends_on: date | None = None
    source: str = ""
    hypothesis: str = ""
    objective_title: str = ""
    serves: bool = False
    history: Sequence[Decimal] = ()
    siblings: Sequence[str] = ()
    siblings_count: int | None = None
    owner_objectives_count: int = 0

    @property
    def is_shown_by_evidence(self) -> bool:
        """Whether it is reached by something done or listed, so that start and target are not asked for."""
        return self.kind in BY_EVIDENCE

    @property
    def needs_start(self) -> bool:
        """Whether it travels from a start value to a target."""
        return self.kind not in WITHOUT_START

    @property
    def others(self) -> int:
        """How many key results its objective has beside it."""
        return len(self.siblings) if self.siblings_count is None else self.siblings_count
