"""Sheets of one file belong together: key results in one may belong to objectives in another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from denyut.exchange.drafts import Drafts, GoalDraft
from denyut.exchange.words import plain


def join(sheets: Sequence[Drafts]) -> None:
    """Lets key results belong to the objectives of other sheets, where theirs only names one: by its ID or its title."""
    for drafts in sheets:
        others = [other for other in sheets if other is not drafts]
        for goal in list(drafts.goals.values()):
            meant = goal_meant(goal, others) if drafts.key_results else None
            if meant is not None:
                move(drafts, goal, meant)


def goal_meant(goal: GoalDraft, others: Sequence[Drafts]) -> GoalDraft | None:
    """The objective of another sheet that one stands for; None when it stands for itself."""
    if goal.has_own_key:
        found = [other.goals[goal.key] for other in others if goal.key in other.goals] if goal.is_reference else []
        return next((one for one in found if not one.is_reference), None)
    if goal.cycle or goal.starts_on:
        return None
    titles: dict[str, list[GoalDraft]] = defaultdict(list)
    for other in others:
        for one in other.goals.values() if not other.key_results else ():
            titles[plain(one.title)].append(one)
    same = titles[plain(goal.title)]
    return same[0] if len(same) == 1 else None


def move(drafts: Drafts, goal: GoalDraft, meant: GoalDraft) -> None:
    """Gives the key results of one objective to another, in another sheet; the first is no objective any more."""
    for key, key_result in drafts.key_results.items():
        if key_result.goal_key == goal.key:
            drafts.key_results[key] = replace(key_result, goal_key=meant.key)
    del drafts.goals[goal.key]
    drafts.notes = [note for note in drafts.notes if (note.row_number, note.code) != (goal.row_number, "made_title")]


def is_complete(drafts: Drafts) -> bool:
    """Whether all key results of a sheet have their objective in it."""
    return all(key_result.goal_key in drafts.goals for key_result in drafts.key_results.values())
