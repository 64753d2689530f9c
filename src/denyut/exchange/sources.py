"""A file opened and read: its sheets with their tables and drafts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from denyut.exchange.drafts import Drafts
from denyut.exchange.fields import Kind
from denyut.exchange.mapping import MappingError, as_changes, letters_of
from denyut.exchange.reading import Table, read_drafts, table_of
from denyut.lib.sheets import LEGACY_ENCODINGS, Sheet, read_sheets

type Remembered = Callable[[tuple[str, ...]], dict[str, str]]

# Problems of a whole sheet: such a sheet of a workbook that has better ones is a page of notes.
WHOLE_SHEET = frozenset({"empty_sheet", "no_known_columns", "no_rows"})


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of a file: its table if it has one, what it says, and what a person said about its columns."""

    file_name: str
    sheet: str
    table: Table | None
    drafts: Drafts
    corrections: dict[str, str]

    def is_readable(self) -> bool:
        """Whether rows could be looked at, however many were refused."""
        return not any(problem.code in WHOLE_SHEET for problem in self.drafts.problems)

    def named(self, file_name: str) -> "Source":
        """The same under the name that its owner knows."""
        return replace(self, file_name=file_name)

    def column(self, index: int) -> str:
        """A column by its spreadsheet letter, as corrections name it."""
        return letters_of(index)

    def mapping(self) -> dict[str, str]:
        """How its columns were read, by name."""
        return as_changes(self.table.mapping, self.table.names) if self.table else {}


def open_sources(
    path: Path,
    *,
    kind: Kind | None = None,
    sheet: str = "",
    changes: dict[str, str] | None = None,
    by_sheet: dict[str, dict[str, str]] | None = None,
    language: str = "en",
    remembered: Remembered | None = None,
) -> list[Source]:
    """The sheets of a file, or the one chosen by number (from 1) or name.

    `changes` are a person's corrections for every sheet, `by_sheet` those for one by its name; without any `remembered`
    is asked for those of an earlier file with the same column names. Of a workbook, sheets that hold no table of goals
    or check-ins are left out when another one does. Raises UnreadableSheet for a file that is no table, MappingError
    for corrections or a sheet that do not fit.
    """
    sheets = read_sheets(path, legacy_encoding=LEGACY_ENCODINGS.get(language, "cp1252"))
    chosen = [choose(sheets, sheet)] if sheet else sheets

    def read(one: Sheet, corrections: dict[str, str]) -> Source:
        table = table_of(one.rows, kind=kind, language=language, changes=corrections)
        return Source(path.name, one.name, table, read_drafts(table), corrections)

    sources = [read(one, (by_sheet or {}).get(one.name, changes or {})) for one in chosen]
    if remembered is not None and not changes and not by_sheet:
        earlier = [remembered(source.table.names) if source.table else {} for source in sources]
        sources = [
            read(one, known) if known else source for one, known, source in zip(chosen, earlier, sources, strict=True)
        ]
    readable = [source for source in sources if source.is_readable()]
    return readable or sources


def choose(sheets: list[Sheet], wanted: str) -> Sheet:
    """The sheet of a name or number. Raises MappingError when there is none."""
    for number, sheet in enumerate(sheets, 1):
        if wanted in {sheet.name, str(number)}:
            return sheet
    known = ", ".join(f"{number} {sheet.name}" for number, sheet in enumerate(sheets, 1))
    raise MappingError(_("There is no sheet “%(sheet)s”. There are: %(known)s.") % {"sheet": wanted, "known": known})
