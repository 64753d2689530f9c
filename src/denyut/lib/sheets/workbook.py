"""Workbooks, read in a process of their own with little memory: a few bytes can claim a sheet of a billion cells, and
the parser answers that by ending its process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from denyut.lib.sheets.sheet import Cell, Limits, Sheet, UnreadableSheet

GLASS = Path(__file__).with_name("glass.py")
PATIENCE_SECONDS = 60
INHERITED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


def read_workbook(path: Path, limits: Limits) -> list[Sheet]:
    """Every worksheet of an Excel file; chart sheets have no cells. Raises UnreadableSheet."""
    command = [
        sys.executable,
        "-I",
        "-X",
        "utf8",
        str(GLASS),
        str(path.absolute()),
        str(limits.rows),
        str(limits.cells),
    ]
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ} | {"RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableSheet("too_slow") from error
    if done.returncode != 0:
        # Killed by a signal: out of memory or out of its share of the processor.
        raise UnreadableSheet("too_large" if done.returncode < 0 else "broken")
    return _sheets(done.stdout.splitlines())


def _sheets(lines: Iterable[bytes]) -> list[Sheet]:
    sheets: list[Sheet] = []
    for line in lines:
        message = json.loads(line)
        if isinstance(message, list):
            sheets[-1].rows.append([_cell(cell) for cell in message])
        elif "refusal" in message:
            raise UnreadableSheet(message["refusal"])
        else:
            sheets.append(Sheet(message["sheet"], []))
    return sheets


def _cell(cell: str | float | dict[str, str] | None) -> Cell:
    if not isinstance(cell, dict):
        return cell
    return date.fromisoformat(cell["day"]) if "day" in cell else datetime.fromisoformat(cell["moment"])
