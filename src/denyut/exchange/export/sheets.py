"""The few tables that people open in a spreadsheet: objectives, key results, check-ins and people."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.people.models import Person

type Rows = Iterable[tuple[Any, ...]]

# A spreadsheet would run a text that begins like this as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 2000


def write_sheets(folder: Path, alias: str) -> None:
    """Write the four files, as UTF-8 with a mark that spreadsheets recognise."""
    folder.mkdir(parents=True)
    for name, (heads, rows) in SHEETS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heads.split(","))
            writer.writerows([_cell(value) for value in row] for row in rows(alias))


def _objectives(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "title", "description", "cycle__name", "owner__email", "department__name", "parent_id", "ambition")
    states = ("visibility", "progress", "made_at", "state")
    yield from Objective.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


def _key_results(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "objective_id", "objective__title", "title", "kind", "unit", "baseline", "target", "value")
    states = ("progress", "confidence", "weight", "owner__email", "checked_in_at")
    yield from KeyResult.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


def _check_ins(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "key_result_id", "key_result__title", "author__email", "value", "progress", "confidence", "note")
    states = ("surface", "valid_at", "recorded_at")
    yield from CheckIn.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


def _people(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "name", "email", "title", "role", "language", "department__name", "site__name", "manager__email")
    states = ("is_active", "is_bot", "joined_at")
    yield from Person.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


SHEETS: dict[str, tuple[str, Callable[[str], Rows]]] = {
    "objectives": (
        "id,objective,description,cycle,owner,department,serves,ambition,seen by,progress,made at,cancelled at",
        _objectives,
    ),
    "key_results": (
        "id,objective id,objective,title,kind,unit,start,target,value,progress,confidence,weight,owner,checked in at",
        _key_results,
    ),
    "check_ins": (
        "id,key result id,key result,author,value,progress,confidence,note,door,valid at,recorded at",
        _check_ins,
    ),
    "people": (
        "id,name,e-mail,job title,role,language,department,site,manager,is active,is bot,joined at",
        _people,
    ),
}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return str(value)
