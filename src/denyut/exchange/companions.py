"""Sheets beside the goals that only say what an ID stands for: teams, sessions, people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from denyut.exchange.drafts import Drafts, GoalDraft, Somebody
from denyut.exchange.rows import named
from denyut.exchange.values import read_key
from denyut.exchange.words import is_blank, plain
from denyut.lib.sheets import Cell, Sheet

type Role = Literal["department", "cycle", "owner"]
type Directory = dict[Role, dict[str, str]]

ROLES: dict[str, Role] = {
    "departments": "department",
    "teams": "department",
    "sessions": "cycle",
    "users": "owner",
}
LABELS = ("email", "e mail", "user email", "title", "name", "session", "team", "department")


def directory_of(sheets: Iterable[Sheet]) -> Directory:
    """What the IDs in such sheets stand for: the e-mail address, title or name in their row."""
    found: Directory = {"department": {}, "cycle": {}, "owner": {}}
    for sheet in sheets:
        role = ROLES.get(plain(sheet.name))
        if role is not None and sheet.rows:
            place = label_column(sheet.rows[0])
            for cells in sheet.rows[1:]:
                texts = [read_key(cell) for cell in cells if not is_blank(cell)]
                label = read_key(cells[place]) if place < len(cells) and not is_blank(cells[place]) else ""
                for text in filter(None, texts if label else []):
                    found[role].setdefault(plain(text), label)
    return found


def label_column(header: Sequence[Cell]) -> int:
    """The column that says what a row is called; the last one when no name tells."""
    names = [plain(str(cell)) for cell in header]
    known = [names.index(label) for label in LABELS if label in names]
    return known[0] if known else len(names) - 1


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
