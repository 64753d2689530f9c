"""Drafts while they are gathered: objectives are named by many rows, key results by one, or by one for each period."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from denyut.exchange.drafts import CheckInDraft, Drafts, GoalDraft, KeyResultDraft, short_key
from denyut.exchange.problems import RowRefused
from denyut.exchange.rows import Row

FILLED_LATER = (
    "description",
    "parent_key",
    "owner",
    "department",
    "cycle",
    "starts_on",
    "ends_on",
    "status",
    "level",
    "visibility",
    "ambition",
)


@dataclass(slots=True)
class Book:
    """What was gathered so far.

    `title` is that of the one objective of a sheet that has no column for any; `goal` is the objective that the next
    row belongs to when it names none; `waiting` holds rows of layouts that can be
    understood only when all rows were seen.
    """

    title: str = ""
    drafts: Drafts = field(default_factory=Drafts)
    goal: GoalDraft | None = None
    waiting: list[Row] = field(default_factory=list)

    def attempt(self, row: Row, take: Callable[[Row], None]) -> None:
        """Reads one row; a refusal becomes its problem, and the notes of a row that was taken are kept."""
        try:
            take(row)
        except RowRefused as refusal:
            self.drafts.problems.append(refusal.problem(row.number))
        else:
            self.drafts.notes.extend(row.notes)
        row.notes.clear()

    def keep_goal(self, goal: GoalDraft) -> GoalDraft:
        """Adds an objective, or fills what an earlier row of it left open. A mere reference to it fills nothing."""
        known = self.drafts.goals.get(goal.key)
        if known is not None and (goal.is_reference or not known.is_reference):
            names = () if goal.is_reference else FILLED_LATER
            goal = replace(known, **{name: getattr(goal, name) for name in names if not getattr(known, name)})
        self.drafts.goals[goal.key] = goal
        return goal

    def keep_key_result(self, key_result: KeyResultDraft) -> None:
        """Adds a key result. Raises RowRefused when a row above gave it already."""
        known = self.drafts.key_results.get(key_result.key)
        if known is not None:
            raise RowRefused("repeated_row", first=known.row_number)
        self.drafts.key_results[key_result.key] = key_result

    def keep_check_in(self, check_in: CheckInDraft) -> None:
        """Adds a check-in; without an ID a second one at the same moment is counted.

        Raises RowRefused when a row above has the same ID, or says the same without one.
        """
        key, count = check_in.key, 1
        while known := self.drafts.check_ins.get(check_in.key):
            is_same = replace(known, row_number=check_in.row_number) == check_in
            if check_in.has_own_key or is_same:
                raise RowRefused("repeated_row", first=known.row_number)
            count += 1
            check_in = replace(check_in, key=short_key(f"{key} ({count})"))
        self.drafts.check_ins[check_in.key] = check_in
