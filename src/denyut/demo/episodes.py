"""Reads the company's story: single deeds, each in a row; and work, sessions and measurements, each in a line."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from denyut.demo.files import Row, read_toml
from denyut.demo.shapes import Episode, KeyResult, Objective

OWN = ("key", "what", "cycle", "day", "ago", "at", "who", "text")
MORNING, NOON, EVENING = time(9, 40), time(11, 50), time(16, 20)


def read_episodes(folder: Path, objectives: Iterable[Objective]) -> tuple[Episode, ...]:
    """Everything that is told deed by deed. Raises KeyError when a field is missing, or a list is of no key result."""
    owners = {kr.key: kr for objective in objectives for kr in objective.key_results}
    rows = [row for path in sorted(folder.glob("*.toml")) for row in read_toml(path).get("deed", ())]
    told = [episode(row, place) for place, row in enumerate(rows)]
    for key, row in read_toml(folder / "evidence" / "work.toml").items():
        told += [*_work(owners[key], row), *_milestones(owners[key], row), *_sessions(owners[key], row)]
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


def _work(kr: KeyResult, row: Row) -> Iterator[Episode]:
    """A line of work is: Indonesian, English, kind, owner, day added, day due, day done (0: not yet)."""
    for place, (indonesian, english, kind, owner, day, due, done) in enumerate(row.get("work", ())):
        key, words = f"{kr.key}-work-{place}", {"id": indonesian, "en": english}
        yield _one(kr, key, "add_work", day, MORNING, words, {"kind": kind, "owner": owner, "due": due})
        if done:
            yield _one(kr, f"{key}-done", "finish_work", done, EVENING, {}, {"on": key}, who=owner)


def _milestones(kr: KeyResult, row: Row) -> Iterator[Episode]:
    """A milestone is: Indonesian, English, day due, day reached (0: not yet)."""
    for place, (indonesian, english, due, reached) in enumerate(row.get("milestones", ())):
        key, words = f"{kr.key}-milestone-{place}", {"id": indonesian, "en": english}
        yield _one(kr, key, "add_milestone", 1, MORNING, words, {"due": due})
        if reached:
            yield _one(kr, f"{key}-reached", "reach_milestone", reached, EVENING, {}, {"on": key})


def _sessions(kr: KeyResult, row: Row) -> Iterator[Episode]:
    """A session is: its number, its day, and who came."""
    for number, day, people in row.get("sessions", ()):
        options = {"session": number, "people": people}
        yield _one(kr, f"{kr.key}-session-{number}-{day}", "hold_session", day, EVENING, {}, options)


def _measurements(path: Path, owners: Mapping[str, KeyResult]) -> Iterator[Episode]:
    """Raw numbers, a line for each key result and day."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kr, day = owners[row["key_result"]], int(row["day"])
            values = tuple(Decimal(word) for word in row["values"].split())
            yield _one(kr, f"{kr.key}-measured-{day}", "observe", day, NOON, {}, {"values": values})


def _one(
    kr: KeyResult,
    key: str,
    what: str,
    day: int,
    at: time,
    words: Mapping[str, str],
    options: Mapping[str, Any],
    *,
    who: str = "",
) -> Episode:
    about = {"goal": kr.key, **options}
    return Episode(key, what, "current", day, None, at, who or kr.owner, words, about)
