"""The goals of a cycle as plain values, with everything that findings ask of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from denyut.okr.lines import Node
from denyut.okr.progress import Kind

UPWARDS = ("supports", "contributes")


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective. `since` is when it was published, else made; `ends_on` the last day of its cycle."""

    id: int
    title: str
    owner: int
    owner_name: str
    department: int | None
    parent: int | None
    level: str
    state: str
    cycle: int
    starts_on: date
    ends_on: date
    since: datetime

    @property
    def label(self) -> str:
        return f"O-{self.id}"

    @property
    def is_company(self) -> bool:
        return self.level == "company"

    @property
    def is_active(self) -> bool:
        return self.state == "active"

    @property
    def is_promised(self) -> bool:
        """Whether it has been agreed to and still counts."""
        return self.state in ("agreed", "active", "paused")


@dataclass(frozen=True, slots=True)
class Measure:
    """A key result. `since` is when it was made."""

    id: int
    objective: int
    title: str
    kind: Kind
    unit: str
    currency: str
    baseline: float
    target: float
    value: float | None
    progress: float
    owner: int
    baseline_on: date | None
    source: str
    starts_on: date | None
    due_on: date | None
    state: str
    checked_in_at: datetime | None
    since: datetime

    @property
    def label(self) -> str:
        return f"KR-{self.id}"

    @property
    def direction(self) -> int:
        """1 when more is better, −1 when less is, 0 when neither or both."""
        if self.kind is Kind.AT_LEAST:
            return 1
        if self.kind is Kind.AT_MOST:
            return -1
        if not self.kind.travels:
            return 0
        return (self.target > self.baseline) - (self.target < self.baseline)

    @property
    def is_live(self) -> bool:
        return self.state in ("active", "paused")


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that stands, from one goal to another."""

    kind: str
    source: Node
    target: Node


@dataclass
class Company:
    """All goals of one cycle, those of others that they are linked with, and what else findings need to know.

    `engines` are the key results with work that is not done; `moved` tells when work on one last moved, `heard` when something last
    happened to a goal (by nodes).
    """

    cycle: int
    goals: Mapping[int, Goal]
    measures: Mapping[int, Measure]
    ties: Iterable[Tie]
    engines: frozenset[int] = frozenset()
    moved: Mapping[int, datetime] = field(default_factory=dict)
    heard: Mapping[Node, datetime] = field(default_factory=dict)

    @cached_property
    def own(self) -> list[Goal]:
        """The objectives of the cycle itself."""
        return [goal for goal in self.goals.values() if goal.cycle == self.cycle]

    @cached_property
    def own_measures(self) -> list[Measure]:
        """The key results of the cycle itself."""
        return [one for one in self.measures.values() if self.goals[one.objective].cycle == self.cycle]

    @cached_property
    def parts(self) -> dict[int, list[Measure]]:
        """The key results of each objective."""
        found: dict[int, list[Measure]] = {pk: [] for pk in self.goals}
        for one in self.measures.values():
            found[one.objective].append(one)
        return found

    @cached_property
    def upward(self) -> list[Tie]:
        """The links by which one goal serves another, parents among them."""
        parents = [
            Tie("supports", ("objective", goal.id), ("objective", goal.parent))
            for goal in self.goals.values()
            if goal.parent is not None and goal.parent in self.goals
        ]
        return [*parents, *(tie for tie in self.ties if tie.kind in UPWARDS)]

    @cached_property
    def linked_up(self) -> set[Node]:
        """Whatever serves something."""
        return {tie.source for tie in self.upward}

    @cached_property
    def served(self) -> set[Node]:
        """Whatever something serves."""
        return {tie.target for tie in self.upward}

    def goal_of(self, node: Node) -> Goal:
        """The objective that a node is, or belongs to."""
        kind, pk = node
        return self.goals[pk if kind == "objective" else self.measures[pk].objective]

    def owner_of(self, node: Node) -> int:
        """The person who owns a goal."""
        kind, pk = node
        return self.goals[pk].owner if kind == "objective" else self.measures[pk].owner

    def title_of(self, node: Node) -> str:
        """The words of a goal."""
        kind, pk = node
        return self.goals[pk].title if kind == "objective" else self.measures[pk].title
