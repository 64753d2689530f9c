"""Reads the demo company's data files into shapes; `read_company()` is all a loader needs."""

import csv
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from pathlib import Path

from denyut.demo.episodes import read_episodes
from denyut.demo.files import Row, read_toml, text
from denyut.demo.proof import find_faults
from denyut.demo.shapes import (
    Calendar,
    Company,
    Cycle,
    Department,
    Indicator,
    KeyResult,
    Message,
    Numbers,
    Objective,
    Person,
    Room,
    Site,
    Text,
    Unit,
)

type Reasons = Mapping[str, tuple[Text, Text]]

FOLDER = Path(__file__).parent / "company"
WEEKDAYS = {"Mon": 1, "Tue": 2, "Wed": 3, "Thu": 4, "Fri": 5, "Sat": 6, "Sun": 7}
NOBODY_REPORTED = "-"


class ContentError(ValueError):
    """The data files contradict themselves; the message lists every fault, one a line."""


def read_company(folder: Path = FOLDER) -> Company:
    """The whole company as the files tell it. Raises ContentError when they contradict themselves."""
    company = read_unproven(folder)
    faults = find_faults(company)
    if faults:
        raise ContentError("\n".join(faults))
    return company


def read_unproven(folder: Path) -> Company:
    """The company as the files tell it, true or not. Raises KeyError when a field is missing."""
    frame = read_toml(folder / "company.toml")
    rooms = [read_toml(path) for path in sorted((folder / "rooms").glob("*.toml"))]
    objectives = read_objectives(folder / "objectives", read_reasons(folder / "reasons.toml"))
    return Company(
        name=frame["name"],
        domain=frame["domain"],
        units=tuple(Unit(key, text(row), row["decimals"]) for key, row in frame["unit"].items()),
        calendars=tuple(calendar(key, row) for key, row in frame["calendar"].items()),
        sites=tuple(Site(key, text(row), row["zone"], row["calendar"]) for key, row in frame["site"].items()),
        departments=tuple(department(key, row) for key, row in frame["department"].items()),
        people=read_people(folder / "people.csv"),
        cycles=tuple(Cycle(key, row["kind"], row["back"], row["periods"]) for key, row in frame["cycle"].items()),
        objectives=objectives,
        indicators=tuple(indicator(row) for row in read_toml(folder / "indicators.toml")["indicator"]),
        rooms=tuple(room(row) for row in rooms),
        messages=tuple(message for row in rooms for message in messages_of(row)),
        episodes=read_episodes(folder / "story", objectives),
    )


def read_people(path: Path) -> tuple[Person, ...]:
    """Everybody, one line each."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(person(row) for row in csv.DictReader(lines))


def read_reasons(path: Path) -> Reasons:
    """Why each key result should help, and where its number comes from."""
    row = read_toml(path)
    return {key: (one.get("why", {}), row["source"].get(one.get("source"), {})) for key, one in row["kr"].items()}


def read_objectives(folder: Path, reasons: Reasons) -> tuple[Objective, ...]:
    """Every objective of every cycle: the folder's name is the cycle's key."""
    return tuple(
        objective(row, reasons, cycle=path.parent.name)
        for path in sorted(folder.glob("*/*.toml"))
        for row in read_toml(path)["objective"]
    )


def numbers(line: str) -> Numbers:
    """'30 29.5 - 27' as numbers, None where nobody reported."""
    return tuple(None if word == NOBODY_REPORTED else Decimal(word) for word in line.split())


def calendar(key: str, row: Row) -> Calendar:
    """A calendar; its holidays are written MM-DD."""
    holidays = [day.split("-") for day in row["holidays"]]
    return Calendar(
        key=key,
        name=text(row),
        weekdays=tuple(row["weekdays"]),
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
        holidays=tuple((int(month), int(day)) for month, day in holidays),
    )


def department(key: str, row: Row) -> Department:
    """A node of the tree."""
    return Department(key, text(row), row["kind"], row.get("parent", ""), row["lead"])


def person(row: Mapping[str, str]) -> Person:
    """A colleague; the habit is written like 'Fri 15:30'."""
    weekday, clock = row["check_in"].split()
    return Person(
        key=row["key"],
        name=row["name"],
        email=row["email"],
        title={"id": row["title_id"], "en": row["title_en"]},
        department=row["department"],
        site=row["site"],
        language=row["language"],
        role=row["role"],
        manager=row["manager"],
        check_in_weekday=WEEKDAYS[weekday],
        check_in_time=time.fromisoformat(clock),
    )


def objective(row: Row, reasons: Reasons, *, cycle: str) -> Objective:
    """An objective with its key results."""
    return Objective(
        key=row["key"],
        cycle=cycle,
        level=row["level"],
        department=row["department"],
        owner=row["owner"],
        kind=row["kind"],
        language=row["language"],
        parent=row.get("parent", ""),
        title=row["title"],
        indicators=tuple(row.get("indicators", ())),
        is_private=row.get("is_private", False),
        lesson=row.get("lesson", ""),
        state=row.get("state", "active"),
        key_results=tuple(key_result(inner, *reasons.get(inner["key"], ({}, {}))) for inner in row["kr"]),
    )


def key_result(row: Row, why: Text, source: Text) -> KeyResult:
    """A key result with what was reported, period by period."""
    return KeyResult(
        key=row["key"],
        title=row["title"],
        unit=row["unit"],
        kind=row["kind"],
        baseline=Decimal(row["baseline"]),
        target=Decimal(row["target"]),
        owner=row["owner"],
        delegate=row.get("delegate", ""),
        weight=row.get("weight"),
        why=row.get("why", why),
        source=source,
        setup=row.get("setup", {}),
        values=numbers(row.get("values", "")),
        confidences=numbers(row.get("confidence", "")),
        notes={int(period): note for period, note in row.get("notes", {}).items()},
    )


def indicator(row: Row) -> Indicator:
    """A KPI with its weekly readings."""
    return Indicator(
        key=row["key"],
        name=row["name"],
        formula=row["formula"],
        unit=row["unit"],
        good=row["good"],
        signal=row["signal"],
        owner=row["owner"],
        department=row["department"],
        target=Decimal(row["target"]),
        readings=tuple(Decimal(word) for word in row["readings"].split()),
        known=row.get("known", ""),
        band=numbers(row.get("band", "- -")),
    )


def room(row: Row) -> Room:
    """A room without its talk."""
    return Room(
        key=row["key"],
        name=row["name"],
        purpose=row["purpose"],
        kind=row["kind"],
        department=row.get("department", ""),
        members=tuple(row.get("members", ())),
    )


def messages_of(row: Row) -> list[Message]:
    """A room's talk: each line is time, author, text, and for a check-in command the key result."""
    return [message(row["key"], day["ago"], line) for day in row["day"] for line in day["said"]]


def message(place: str, days_ago: int, line: list[str]) -> Message:
    """One line of talk."""
    clock, author, words, *key_results = line
    return Message(
        room=place,
        days_ago=days_ago,
        at=time.fromisoformat(clock),
        author=author,
        kind="command" if key_results else "say",
        text=words,
        key_result=key_results[0] if key_results else "",
    )
