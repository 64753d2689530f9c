"""Reads the company's story: single deeds, each in a row; and work, sessions and measurements, each in a line."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from denyut.demo.files import Row, read_toml
from denyut.demo.shapes import Episode, Objective

OWN = ("key", "what", "cycle", "day", "ago", "at", "who", "text")
MORNING, NOON, EVENING = time(9, 40), time(11, 50), time(16, 20)


@dataclass(frozen=True, slots=True)
class Of:
    """The key result that a list is of, and whoever owns it."""

    key: str
    owner: str


def read_episodes(folder: Path, objectives: Iterable[Objective]) -> tuple[Episode, ...]:
    """Everything that is told deed by deed. Raises KeyError when a field is missing; what is of no key result belongs to nobody."""
    owners = {kr.key: kr.owner for objective in objectives for kr in objective.key_results}
    rows = [row for path in sorted(folder.glob("*.toml")) for row in read_toml(path).get("deed", ())]
    told = [episode(row, place) for place, row in enumerate(rows)]
    for key, row in read_toml(folder / "evidence" / "work.toml").items():
        of = Of(key, owners.get(key, ""))
        told += [*_work(of, row), *_milestones(of, row), *_sessions(of, row)]
    return (*told, *_measurements(folder / "evidence" / "measurements.csv", owners))


def episode(row: Row, place: int) -> Episode:
    """One deed; whatever its kind needs beside the usual fields stands in `options`."""
    return Episode(
        key=row.get("key", f"deed-{place}"),
        what=row["what"],
        cycle=row.get("cycle", "current"),
        day=row.get("day"),
        ago=row.get("ago"),
        at=time.fromisoformat(row["at"]),
        who=row["who"],
        text=row.get("text", {}),
        options={name: value for name, value in row.items() if name not in OWN},
    )


def _work(of: Of, row: Row) -> Iterator[Episode]:
    """A line of work is: Indonesian, English, kind, owner, day added, day due, day done (0: not yet)."""
    for place, (indonesian, english, kind, owner, day, due, done) in enumerate(row.get("work", ())):
        key, words = f"{of.key}-work-{place}", {"id": indonesian, "en": english}
        yield _one(of, key, "add_work", day, MORNING, words, {"kind": kind, "owner": owner, "due": due})
        if done:
            yield _one(of, f"{key}-done", "finish_work", done, EVENING, {}, {"on": key}, who=owner)


def _milestones(of: Of, row: Row) -> Iterator[Episode]:
    """A milestone is: Indonesian, English, day due, day reached (0: not yet)."""
    for place, (indonesian, english, due, reached) in enumerate(row.get("milestones", ())):
        key, words = f"{of.key}-milestone-{place}", {"id": indonesian, "en": english}
        yield _one(of, key, "add_milestone", 1, MORNING, words, {"due": due})
        if reached:
            yield _one(of, f"{key}-reached", "reach_milestone", reached, EVENING, {}, {"on": key})


def _sessions(of: Of, row: Row) -> Iterator[Episode]:
    """A session is: its number, its day, and who came."""
    for number, day, people in row.get("sessions", ()):
        options = {"session": number, "people": people}
        yield _one(of, f"{of.key}-session-{number}-{day}", "hold_session", day, EVENING, {}, options)


def _measurements(path: Path, owners: Mapping[str, str]) -> Iterator[Episode]:
    """Raw numbers, a line for each key result and day."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key, day = row["key_result"], int(row["day"])
            values = tuple(Decimal(word) for word in row["values"].split())
            yield _one(
                Of(key, owners.get(key, "")), f"{key}-measured-{day}", "observe", day, NOON, {}, {"values": values}
            )


def _one(
    of: Of,
    key: str,
    what: str,
    day: int,
    at: time,
    words: Mapping[str, str],
    options: Mapping[str, Any],
    *,
    who: str = "",
) -> Episode:
    about = {"goal": of.key, **options}
    return Episode(key, what, "current", day, None, at, who or of.owner, words, about)
