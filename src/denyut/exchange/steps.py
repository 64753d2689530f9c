"""Drafts as steps: the same goals and check-ins with the workspace's own keys, people and cycles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from denyut.exchange.drafts import CheckInDraft, Drafts, GoalDraft, KeyResultDraft, short_key
from denyut.exchange.lookup import Lookup
from denyut.exchange.periods import Period
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.exchange.shares import shares_of
from denyut.exchange.words import plain
from denyut.okr.models import Cycle, KeyResult
from denyut.people.models import Department, Person

NOON = time(12)


@dataclass(frozen=True, slots=True)
class GoalStep:
    """An objective to be there. `cycle` is a Period while it has to be created; no owner keeps the one there is."""

    draft: GoalDraft
    key: str
    cycle: Cycle | Period
    owner: Person | None
    department: Department | None
    parent_key: str


@dataclass(frozen=True, slots=True)
class KeyResultStep:
    """A key result to be there, with its current value. `share` is its weight, as far as the file fixes it."""

    draft: KeyResultDraft
    key: str
    goal_key: str
    owner: Person | None
    delegate: Person | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CheckInStep:
    """A check-in to be there. `source` stands before the file's own ID."""

    draft: CheckInDraft
    at: datetime
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Steps:
    """All that one sheet asks for, parents before children; `problems` are rows that can't become a step."""

    goals: list[GoalStep]
    key_results: list[KeyResultStep]
    check_ins: list[CheckInStep]
    problems: list[RowProblem]
    notes: list[RowProblem]

    def keys_of_goals(self) -> dict[str, str]:
        """The workspace's key of each of the file's keys."""
        return {step.draft.key: step.key for step in self.goals}

    def __len__(self) -> int:
        return len(self.goals) + len(self.key_results) + len(self.check_ins)


def steps_of(drafts: Drafts, lookup: Lookup, zone: ZoneInfo, now: datetime, prefixes: dict[str, str]) -> Steps:
    """The steps of a sheet's drafts. `prefixes` are those of the objectives of the sheets before it, and then of its own."""
    steps = Steps([], [], [], [], [])
    for goal in parents_first(drafts.goals):
        try:
            step = goal_step(goal, lookup, prefixes, steps.notes)
        except RowRefused as refusal:
            steps.problems.append(refusal.problem(goal.row_number))
        else:
            steps.goals.append(step)
    refused = {goal.key for goal in drafts.goals.values()}.difference(step.draft.key for step in steps.goals)
    shares = shares_by_key(drafts.key_results.values())
    for key_result in drafts.key_results.values():
        if key_result.goal_key in prefixes and key_result.goal_key not in refused:
            share = shares[key_result.key]
            prefix = prefixes[key_result.goal_key]
            steps.key_results.append(key_result_step(key_result, lookup, prefix, share, steps.notes))
        else:
            wanted = drafts.goals.get(key_result.goal_key)
            params = {"goal": wanted.title if wanted else key_result.goal_key}
            steps.problems.append(RowProblem(key_result.row_number, "", "goal_missing", params))
    source = lookup.choices.source
    steps.check_ins.extend(check_in_step(check_in, zone, now, source) for check_in in drafts.check_ins.values())
    return steps


def shares_by_key(key_results: Iterable[KeyResultDraft]) -> dict[str, Decimal | None]:
    """The share of each key result in its objective, None for one that the file leaves open."""
    groups: dict[str, list[KeyResultDraft]] = defaultdict(list)
    for draft in key_results:
        groups[draft.goal_key].append(draft)
    found: dict[str, Decimal | None] = {}
    for group in groups.values():
        shares = shares_of([draft.weight for draft in group])
        found |= {draft.key: share for draft, share in zip(group, shares, strict=True)}
    return found


def parents_first(goals: dict[str, GoalDraft]) -> Iterator[GoalDraft]:
    """Objectives in an order in which a parent is there before its children; circles end where they began."""
    seen: set[str] = set()
    for goal in goals.values():
        line: list[GoalDraft] = []
        above: GoalDraft | None = goal
        while above is not None and above.key not in seen:
            seen.add(above.key)
            line.append(above)
            above = goals.get(above.parent_key)
        yield from reversed(line)


def goal_step(goal: GoalDraft, lookup: Lookup, prefixes: dict[str, str], notes: list[RowProblem]) -> GoalStep:
    """An objective's step; its prefix is kept for its key results. Raises RowRefused when no cycle takes it in."""
    cycle = lookup.cycle(goal)
    owner, department = lookup.person(goal.owner), lookup.department(goal.department)
    if goal.owner and owner is None:
        name = goal.owner.name or goal.owner.email
        notes.append(RowProblem(goal.row_number, "", "unknown_owner", {"name": name}))
    if goal.department and department is None and plain(goal.department) != lookup.company:
        notes.append(RowProblem(goal.row_number, "", "unknown_department", {"name": goal.department}))
    prefixes[goal.key] = prefix_of(goal, lookup, cycle)
    parent = prefixes.get(goal.parent_key, lookup.choices.source) + goal.parent_key if goal.parent_key else ""
    key = short_key(prefixes[goal.key] + goal.key)
    return GoalStep(goal, key, cycle, owner, department, short_key(parent))


def prefix_of(goal: GoalDraft, lookup: Lookup, cycle: Cycle | Period) -> str:
    """What makes a key one of this workspace: the source, and the cycle for a key that is only a title."""
    if goal.has_own_key:
        return lookup.choices.source
    has_span = bool(goal.cycle or goal.starts_on) and lookup.choices.cycle is None
    return lookup.choices.source + ("" if has_span else f"{cycle.name} / ")


def key_result_step(
    draft: KeyResultDraft, lookup: Lookup, prefix: str, share: Decimal | None, notes: list[RowProblem]
) -> KeyResultStep:
    """A key result's step."""
    owner, delegate = lookup.person(draft.owner), lookup.person(draft.delegate)
    if draft.owner and owner is None:
        name = draft.owner.name or draft.owner.email
        notes.append(RowProblem(draft.row_number, "", "unknown_owner", {"name": name}))
    return KeyResultStep(
        draft, short_key(prefix + draft.key), short_key(prefix + draft.goal_key), owner, delegate, share
    )


def check_in_step(draft: CheckInDraft, zone: ZoneInfo, now: datetime, source: str) -> CheckInStep:
    """A check-in's step. A day without a time is its noon, or now when today's noon is still to come."""
    if isinstance(draft.at, datetime):
        at = draft.at if draft.at.tzinfo else draft.at.replace(tzinfo=zone)
    else:
        at = datetime.combine(draft.at, NOON, zone)
        is_today = draft.at == now.astimezone(zone).date()
        at = min(at, now) if is_today else at
    author = draft.author.name or draft.author.email
    note = f"{author}: {draft.note}".removesuffix(": ") if author else draft.note
    return CheckInStep(draft, at.astimezone(UTC), note, source)


def key_of(step: CheckInStep, key_result: KeyResult) -> str:
    """The external key of a check-in: the file's ID, or its key result and moment."""
    if step.draft.has_own_key:
        return short_key(step.source + step.draft.key)
    return short_key(f"{key_result.external_key or key_result.label} / {step.draft.key}")


def value_in_unit(draft: CheckInDraft, kind: str, baseline: Decimal, target: Decimal) -> Decimal:
    """A check-in's value in its key result's own unit: percent are carried onto the way from start to target."""
    if not draft.is_percent or kind == "manual":
        return draft.value
    if kind == "binary":
        return Decimal(draft.value >= 100)
    return baseline + (target - baseline) * draft.value / 100
