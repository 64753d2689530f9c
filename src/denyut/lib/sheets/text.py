"""Tables in text files, in whatever encoding and with whatever separator a program left them."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from denyut.lib.sheets.sheet import Limits, Sheet, UnreadableSheet

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 64 * 1024
SAMPLE_ROWS = 100
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Excel's own hint, written as the first line of a file.
HINT = re.compile(r"sep=(.)\r?\n")

# What a language's computers wrote before Unicode, and some attendance machines still do.
LEGACY_ENCODINGS = {"ar": "cp1256", "th": "cp874", "vi": "cp1258", "zh-hans": "gb18030"}


def read_text(path: Path, limits: Limits, legacy_encoding: str) -> Sheet:
    """The one sheet of a text file, named after it, its cells texts; raises UnreadableSheet."""
    text = _decoded(path.read_bytes(), legacy_encoding)
    hint = HINT.match(text)
    delimiter = hint[1] if hint else sniffed_delimiter(text)
    try:
        rows = _rows(text[hint.end() :] if hint else text, delimiter, limits)
    except csv.Error as error:
        raise UnreadableSheet("broken") from error
    return Sheet(path.stem, [list(row) for row in rows])


def _decoded(content: bytes, legacy_encoding: str) -> str:
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    if not marked and b"\0" in content:
        raise UnreadableSheet("unsupported")
    for encoding in [marked] if marked else ["utf-8", legacy_encoding]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSheet("broken")


def sniffed_delimiter(text: str) -> str:
    """The separator that cuts the most rows into the same number of cells; a comma when none cuts anything."""
    sample = text[:SAMPLE_CHARACTERS]
    if len(text) > SAMPLE_CHARACTERS:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows (in tenths, so that one odd row decides nothing) with the usual width, then that width."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for _, row in zip(range(SAMPLE_ROWS), reader, strict=False) if row]
    except csv.Error:
        return 0, 0
    width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return (round(count / len(widths), 1), width) if width > 1 else (0, 0)


def _rows(text: str, delimiter: str, limits: Limits) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    cells = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        cells += len(row)
        if len(rows) == limits.rows:
            raise UnreadableSheet("too_many_rows")
        if cells > limits.cells:
            raise UnreadableSheet("too_many_cells")
        rows.append([cell.strip() or None for cell in row])
    return rows
