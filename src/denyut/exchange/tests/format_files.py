"""The files of every format below `formats/`: rows invented, column names those of each program.

Each folder holds the files in the order in which they are imported, and `expected.toml`. A folder `x.xlsx` is made into a
workbook of the CSV files in it: cells that look like numbers are numbers, `⏎` is a line break.
"""

import csv
import shutil
import tomllib
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

FOLDER = Path(__file__).parent / "formats"
NAMES = sorted(folder.name for folder in FOLDER.iterdir())


def expected(name: str) -> dict[str, Any]:
    """What has to become of a format's files."""
    return tomllib.loads((FOLDER / name / "expected.toml").read_text(encoding="utf8"))


def files_of(name: str, target: Path) -> list[Path]:
    """A format's files, written into `target`."""
    sources = sorted(path for path in (FOLDER / name).iterdir() if path.name != "expected.toml")
    return [as_workbook(path, target) if path.is_dir() else Path(shutil.copy(path, target)) for path in sources]


def as_workbook(folder: Path, target: Path) -> Path:
    """The CSV files of a folder as the sheets of a workbook, in the order in which a program writes them."""
    order = ["Read Me", "Basic Fields", "Notes", "Worksheet", "OKRs", "Sessions", "Objectives", "Key Results"]
    sheets = sorted(
        folder.iterdir(), key=lambda path: (order.index(path.stem) if path.stem in order else 99, path.name)
    )
    with Workbook(str(target / folder.name)) as book:
        for path in sheets:
            sheet = book.add_worksheet(path.stem)
            for row, cells in enumerate(csv.reader(path.read_text(encoding="utf8").splitlines())):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, value_of(cell))
    return target / folder.name


def value_of(cell: str) -> str | float | None:
    """A cell as a program would write it."""
    if cell.replace(".", "", 1).isdecimal():
        return float(cell)
    return cell.replace("⏎", "\n") or None
