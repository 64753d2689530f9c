"""The forms in which goals are told completely, and by which such a file is known again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from denyut.exchange.complete.csv_form import is_csv, read_csv, write_csv
from denyut.exchange.complete.json_form import is_json, read_json, write_json
from denyut.exchange.complete.tables import VERSION, Bundle
from denyut.exchange.complete.workbook_form import is_workbook, read_workbook_form, write_workbook
from denyut.lib.sheets import UnreadableSheet


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the ending of its files, what they are for the web, and how they are written, known and read."""

    ending: str
    content_type: str
    write: Callable[[Bundle, IO[bytes]], None]
    is_it: Callable[[Path], bool]
    read: Callable[[Path], tuple[int, Bundle]]


FORMS: Mapping[str, Form] = {
    "xlsx": Form(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_workbook,
        is_workbook,
        read_workbook_form,
    ),
    "csv": Form(".zip", "application/zip", write_csv, is_csv, read_csv),
    "json": Form(".json", "application/json", write_json, is_json, read_json),
}


def complete_in(path: Path) -> Bundle | None:
    """The rows of a complete export; None for any other file. Raises UnreadableSheet when it is damaged or of a later Denyut."""
    form = next((one for one in FORMS.values() if one.is_it(path)), None)
    if form is None:
        return None
    version, rows = form.read(path)
    if version > VERSION:
        raise UnreadableSheet("newer")
    return rows
