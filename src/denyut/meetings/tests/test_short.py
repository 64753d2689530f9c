"""A report is short: what turned and what somebody explained is told, the rest is counted."""

from typing import Any

from denyut.meetings.section_rows import section_rows
from denyut.meetings.short import TOLD, shortened


def move(number: int, *, turn: int = 0, why: str = "", kind: str = "moved") -> dict[str, Any]:
    goal = {"key_result": number, "objective": 1, "label": f"KR-{number}", "title": f"Goal {number}"}
    figures = {"check_ins": [number], "before": "1", "value": "2", "unit": ""} if kind == "moved" else {}
    return {"kind": kind, "key": f"{kind}:{number}", **goal, **figures, "turn": turn, "why": why, "status": "on_track"}


def warning(number: int, kind: str) -> dict[str, Any]:
    goal = {"key_result": number, "objective": 1, "label": f"KR-{number}", "title": f"Goal {number}"}
    return {"kind": kind, "key": f"warning:{number}", **goal, "number": number, "warning": "miss", "why": ""}


def test_what_turned_and_what_was_explained_is_told() -> None:
    items = [move(1, turn=-1), move(2), move(3, why="The line was slow."), move(4, turn=-1, kind="slipped")]
    short = shortened("moved", items)
    names = ([one["label"] for one in some] for some in (short.told, short.quiet, short.slipped, short.more))
    assert list(names) == [["KR-1", "KR-3"], ["KR-2"], ["KR-4"], []]


def test_no_section_grows_long() -> None:
    short = shortened("moved", [move(number, why="Because.") for number in range(30)])
    assert (len(short.told), len(short.more)) == (TOLD["moved"], 30 - TOLD["moved"])


def test_new_risks_stand_before_those_that_are_over() -> None:
    items = [warning(1, "warning_closed"), warning(2, "warning")]
    assert [one["key_result"] for one in shortened("risks", items).told] == [2, 1]


def test_the_rest_is_counted_in_sentences_and_folded() -> None:
    items = [move(1, turn=-1), move(2), move(3), move(4, turn=-1, kind="slipped"), move(5, turn=1, kind="slipped")]
    [row] = section_rows([{"kind": "moved", "items": items}], "en")
    assert [one.label for one in row.items] == ["KR-1"]
    assert row.rest == [
        "1 fell behind the expected pace without a check-in: KR-4.",
        "1 stands better by the expected pace, without a check-in: KR-5.",
        "2 more moved as expected.",
    ]
    assert [one.label for one in row.as_folded.items] == ["KR-4", "KR-5", "KR-2", "KR-3"]


def test_whoever_edits_sees_all_of_it() -> None:
    items = [move(number) for number in range(30)]
    [row] = section_rows([{"kind": "moved", "items": items}], "en", is_whole=True)
    assert (len(row.items), row.folded, row.rest) == (30, [], [])
