"""Sheets beside the goals that only say what an ID stands for: teams, sessions, people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from denyut.exchange.drafts import Drafts, GoalDraft, Somebody
from denyut.exchange.rows import named
from denyut.exchange.values import read_key
from denyut.exchange.words import is_blank, plain
from denyut.lib.sheets import Sheet

type Role = Literal["department", "cycle", "owner"]
type Directory = dict[Role, dict[str, str]]

ROLES: dict[str, Role] = {
    "departments": "department",
    "teams": "department",
    "sessions": "cycle",
    "users": "owner",
}


def directory_of(sheets: Iterable[Sheet]) -> Directory:
    """What the IDs in such sheets stand for. A row's label is its e-mail address, or else its longest text."""
    found: Directory = {"department": {}, "cycle": {}, "owner": {}}
    for sheet in sheets:
        role = ROLES.get(plain(sheet.name))
        for cells in sheet.rows[1:] if role else []:
            texts = [read_key(cell) for cell in cells if not is_blank(cell)]
            for text in texts:
                found[role].setdefault(plain(text), label_of(texts))  # type: ignore[index]  # no rows without a role
    return found


def label_of(texts: Sequence[str]) -> str:
    """What a row of such a sheet is called."""
    return next((text for text in texts if "@" in text), "") or max(texts, key=len, default="")


def resolved(drafts: Drafts, directory: Directory) -> Drafts:
    """The drafts with names where the file has IDs."""
    for key, goal in drafts.goals.items():
        drafts.goals[key] = resolved_goal(goal, directory)
    for key, key_result in drafts.key_results.items():
        drafts.key_results[key] = replace(key_result, owner=resolved_person(key_result.owner, directory))
    return drafts


def resolved_goal(goal: GoalDraft, directory: Directory) -> GoalDraft:
    """An objective with names where the file has IDs."""
    return replace(
        goal,
        department=directory["department"].get(plain(goal.department), goal.department),
        cycle=directory["cycle"].get(plain(goal.cycle), goal.cycle),
        owner=resolved_person(goal.owner, directory),
    )


def resolved_person(somebody: Somebody, directory: Directory) -> Somebody:
    """A person whose ID stands where a name should be."""
    label = directory["owner"].get(plain(somebody.name)) if somebody and not somebody.email else None
    return Somebody(*named(label)) if label else somebody
