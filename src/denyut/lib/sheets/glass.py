"""The process that opens a workbook, started by workbook.py: it imports nothing of the product, gives itself little
memory and time, and writes one line of JSON for each sheet and row."""

import json
import math
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

if sys.platform != "win32":
    import resource

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 45
# One long text that thousands of cells share costs nothing in the file and everything here.
MAX_CHARACTERS = 64 * 1024 * 1024
EXACT_INTEGERS = 2.0**53

type Message = dict[str, str] | list[object]


class Refused(Exception):
    """The sheet is more than was allowed; the argument is the code to answer with."""


def main(path: str, max_rows: int, max_cells: int) -> None:
    """Writes the workbook's sheets and rows to standard output, or the code of a refusal."""
    characters = 0
    try:
        for message in _messages(path, max_rows, max_cells):
            line = json.dumps(message, ensure_ascii=False)
            characters += len(line)
            if characters > MAX_CHARACTERS:
                raise Refused("too_large")
            print(line)
    except Refused as refusal:
        print(json.dumps({"refusal": refusal.args[0]}))
    except MemoryError:
        print(json.dumps({"refusal": "too_large"}))
    except PasswordError:
        print(json.dumps({"refusal": "encrypted"}))
    except CalamineError:
        print(json.dumps({"refusal": "broken"}))


def _messages(path: str, max_rows: int, max_cells: int) -> Iterator[Message]:
    workbook = CalamineWorkbook.from_path(path)
    cells_left = max_cells
    for metadata in workbook.sheets_metadata:
        if metadata.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(metadata.name)
            cells_left -= _cells(sheet, max_rows)
            if cells_left < 0:
                raise Refused("too_many_cells")
            yield {"sheet": metadata.name}
            # Rows come from the first filled column on; people count columns from A.
            margin = [None] * (sheet.start[1] if sheet.start else 0)
            yield from (margin + [_plain(cell) for cell in row] for row in sheet.iter_rows())


def _cells(sheet: CalamineSheet, max_rows: int) -> int:
    if sheet.end is None:
        return 0
    last_row, last_column = sheet.end
    if last_row >= max_rows:
        raise Refused("too_many_rows")
    return (last_row + 1) * (last_column + 1)


def _plain(cell: object) -> object:
    match cell:
        case "":
            return None
        case float():
            return _number(cell)
        case datetime():
            return {"moment": cell.isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time() | timedelta():
            return str(cell)
    return cell


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < EXACT_INTEGERS else value


def _live_small() -> None:
    # Elsewhere the parent's patience is the one limit.
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _live_small()
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
