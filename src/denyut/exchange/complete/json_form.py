"""The tables as one JSON document: an object for each row, amounts, days and moments as texts."""

import json
from pathlib import Path
from typing import IO, Any

from denyut.exchange.complete.tables import NAME, TABLES, VERSION, Bundle, Row
from denyut.lib.sheets import UnreadableSheet

# Long enough for the document's first name and value, whatever stands before them.
BEGINNING = 200


def write_json(rows: Bundle, file: IO[bytes]) -> None:
    """Write the document, a row a line."""
    file.write(f'{{\n"format": {json.dumps(NAME)},\n"version": {VERSION}'.encode())
    for name in TABLES:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows.get(name, []))
        file.write(f',\n"{name}": [\n'.encode() + ",\n".join(lines).encode() + b"\n]")
    file.write(b"\n}\n")


def is_json(path: Path) -> bool:
    """Whether a file begins like such a document."""
    with path.open("rb") as file:
        start = file.read(BEGINNING).lstrip(b"\xef\xbb\xbf \r\n\t")
    return start.startswith(b"{") and json.dumps(NAME).encode() in start


def read_json(path: Path) -> tuple[int, Bundle]:
    """The version and the rows of a document. Raises UnreadableSheet when it is damaged."""
    try:
        told: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
        version = int(told["version"])
        return version, {name: [_row(one) for one in told[name]] for name in TABLES if name in told}
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise UnreadableSheet("broken") from error


def _row(told: Any) -> Row:
    if not isinstance(told, dict):
        raise TypeError
    return told
