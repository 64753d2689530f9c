"""What an import writes into files: how columns were read, and what became of each row."""

import csv
from pathlib import Path

from denyut.exchange.mapping import to_json
from denyut.exchange.reporting import Report
from denyut.exchange.sources import Source


def save_map(sources: list[Source], path: Path) -> None:
    """Writes how the first sheet with a table is read."""
    table = next((source.table for source in sources if source.table), None)
    if table is not None:
        path.write_text(to_json(table.mapping, table.names), encoding="utf8")


def write_report(report: Report, path: Path) -> None:
    """Writes what became of each row."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sheet", "row", "what", "state", "title", "fields", "reason"])
        for sheet in report.sheets:
            for one in sheet.outcomes:
                reason = one.problem.sentence() if one.problem else ""
                title = harmless(one.title)
                writer.writerow(
                    [sheet.source.sheet, one.row_number, one.noun, one.state, title, " ".join(one.fields), reason]
                )


def harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
