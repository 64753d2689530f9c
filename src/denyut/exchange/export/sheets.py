"""The few tables that people open in a spreadsheet: objectives, key results, check-ins, alignment and people; as CSV and one workbook."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from denyut.okr.models import CheckIn, Edge, KeyResult, Objective
from denyut.people.models import Person

type Rows = Iterable[tuple[Any, ...]]

# A spreadsheet would run a text that begins like this as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 2000


def write_sheets(folder: Path, alias: str) -> None:
    """Write each table as UTF-8 with a mark that spreadsheets recognise, and all of them into one workbook beside the folder."""
    folder.mkdir(parents=True)
    for name, (heads, rows) in SHEETS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heads.split(","))
            writer.writerows([_cell(value) for value in row] for row in rows(alias))
    _write_workbook(folder.parent / "goals.xlsx", alias)


def _write_workbook(path: Path, alias: str) -> None:
    # Texts are written as texts, so that nothing in them runs as a formula; in constant memory, a row at a time.
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        for name, (heads, rows) in SHEETS.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, heads.split(","), bold)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows(alias), start=1):
                _write_row(sheet, place, row)


def _write_row(sheet: Any, place: int, row: tuple[Any, ...]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(place, column, float(value))
        elif value is not None:
            sheet.write_string(place, column, _text(value)[:32_000])


def _objectives(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "title", "description", "cycle__name", "owner__email", "department__name", "parent_id", "ambition")
    states = ("visibility", "progress", "made_at", "state", "level", "weight", "declared", "score", "score_original")
    yield from Objective.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


def _key_results(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "objective_id", "objective__title", "title", "kind", "unit", "baseline", "target", "value")
    states = ("progress", "confidence", "weight", "owner__email", "checked_in_at", "state", "source", "hypothesis")
    ends = ("currency", "starts_on", "due_on", "declared", "score", "score_original", "score_final")
    yield from KeyResult.objects.using(alias).order_by("id").values_list(*wanted, *states, *ends).iterator(AT_ONCE)


def _check_ins(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "key_result_id", "key_result__title", "author__email", "value", "progress", "confidence", "note")
    states = ("surface", "valid_at", "recorded_at")
    yield from CheckIn.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


def _alignment(alias: str) -> Iterator[tuple[Any, ...]]:
    ends = ("from_objective_id", "from_key_result_id", "to_objective_id", "to_key_result_id")
    rest = ("kind", "state", "weight", "is_primary", "note", "proposed_by__email", "proposed_at", "answered_at")
    yield from Edge.objects.using(alias).order_by("id").values_list("id", *ends, *rest).iterator(AT_ONCE)


def _people(alias: str) -> Iterator[tuple[Any, ...]]:
    wanted = ("id", "name", "email", "title", "role", "language", "department__name", "site__name", "manager__email")
    states = ("is_active", "is_bot", "joined_at")
    yield from Person.objects.using(alias).order_by("id").values_list(*wanted, *states).iterator(AT_ONCE)


SHEETS: dict[str, tuple[str, Callable[[str], Rows]]] = {
    "objectives": (
        "id,objective,description,cycle,owner,department,serves,ambition,seen by,progress,made at,state,level,"
        "weight,declared,score,score by first targets",
        _objectives,
    ),
    "key_results": (
        "id,objective id,objective,title,kind,unit,start,target,value,progress,confidence,weight,owner,checked in at,"
        "state,source,hypothesis,currency,from,due,declared,score,score by first target,score by last target",
        _key_results,
    ),
    "check_ins": (
        "id,key result id,key result,author,value,progress,confidence,note,door,valid at,recorded at",
        _check_ins,
    ),
    "alignment": (
        "id,from objective,from key result,to objective,to key result,kind,state,weight,is primary,note,proposed by,"
        "proposed at,answered at",
        _alignment,
    ),
    "people": (
        "id,name,e-mail,job title,role,language,department,site,manager,is active,is bot,joined at",
        _people,
    ),
}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = _text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)
