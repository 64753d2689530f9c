"""A file opened and read: its sheets with their tables and drafts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from denyut.exchange.companions import directory_of, resolved
from denyut.exchange.complete.forms import complete_in
from denyut.exchange.complete.tables import Bundle
from denyut.exchange.drafts import Drafts
from denyut.exchange.fields import Kind
from denyut.exchange.formats import DENYUT, Format, format_of
from denyut.exchange.joining import is_complete, join
from denyut.exchange.mapping import MappingError, as_changes, letters_of
from denyut.exchange.reading import Table, read_drafts, table_of
from denyut.exchange.words import plain
from denyut.lib.sheets import LEGACY_ENCODINGS, Sheet, read_sheets

type Remembered = Callable[[tuple[str, ...]], dict[str, str]]

# Problems of a whole sheet: such a sheet of a workbook that has better ones is a page of notes.
WHOLE_SHEET = frozenset({"empty_sheet", "no_known_columns", "no_rows"})


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of a file: its table if it has one, what it says, and what a person said about its columns.

    `whole` is all that a complete export of Denyut holds; each of its sheets has the same.
    """

    file_name: str
    sheet: str
    table: Table | None
    drafts: Drafts
    corrections: dict[str, str]
    whole: Bundle | None = None

    def is_readable(self) -> bool:
        """Whether rows could be looked at, however many were refused."""
        return not any(problem.code in WHOLE_SHEET for problem in self.drafts.problems)

    def format(self) -> Format | None:
        """The program that seems to have written it."""
        if self.whole is not None:
            return DENYUT
        return format_of(self.table.mapping.format) if self.table else None

    def program(self) -> str:
        """The program's plain name, which stands before its IDs; empty for none, and for a template that anybody may use."""
        known = self.format()
        return plain(str(known.name)) if known and not known.is_template else ""

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
    file_name: str = "",
) -> list[Source]:
    """The sheets of a file, or the one chosen by number (from 1) or name.

    `changes` are a person's corrections for every sheet, `by_sheet` those for one by its name; without any `remembered`
    is asked for those of an earlier file with the same column names. `file_name` is the name that its owner knows. Of a
    workbook, sheets that hold no table of goals or check-ins are left out when another one does. Raises UnreadableSheet
    for a file that is no table, MappingError for corrections or a sheet that do not fit.
    """
    file_name = file_name or path.name
    whole = complete_in(path)
    if whole is not None:
        return whole_sources(file_name, whole)
    sheets = read_sheets(path, legacy_encoding=LEGACY_ENCODINGS.get(language, "cp1252"))
    sheets = [replace(one, name=Path(file_name).stem) if one.name == path.stem else one for one in sheets]
    chosen = [choose(sheets, sheet)] if sheet else sheets
    names = [one.name for one in sheets]

    def read(one: Sheet, corrections: dict[str, str]) -> Source:
        table = table_of(one.rows, kind=kind, language=language, changes=corrections, sheet=one.name, beside=names)
        if remembered is not None and table is not None and not changes and not by_sheet and not corrections:
            known = remembered(table.names)
            return read(one, known) if known else Source(file_name, one.name, table, read_drafts(table, one.name), {})
        return Source(file_name, one.name, table, read_drafts(table, one.name), corrections)

    sources = [read(one, (by_sheet or {}).get(one.name, changes or {})) for one in chosen]
    return together(sources, sheets)


def whole_sources(file_name: str, whole: Bundle) -> list[Source]:
    """The sheets of a complete export that hold something."""
    return [Source(file_name, name, None, Drafts(rows=len(rows)), {}, whole) for name, rows in whole.items() if rows]


def together(sources: list[Source], sheets: list[Sheet]) -> list[Source]:
    """The sources that hold goals or check-ins, with what other sheets say about them; complete ones first."""
    aside = {name for source in sources if (known := source.format()) for name in known.aside}
    beside = [one for one in sheets if plain(one.name) in aside]
    telling = [source for source in sources if plain(source.sheet) not in aside]
    readable = [source for source in telling if source.is_readable()]
    directory = directory_of(beside)
    for source in readable:
        resolved(source.drafts, directory)
    join([source.drafts for source in readable])
    return sorted(readable, key=lambda source: not is_complete(source.drafts)) or telling or sources


def choose(sheets: list[Sheet], wanted: str) -> Sheet:
    """The sheet of a name or number. Raises MappingError when there is none."""
    for number, sheet in enumerate(sheets, 1):
        if wanted in {sheet.name, str(number)}:
            return sheet
    known = ", ".join(f"{number} {sheet.name}" for number, sheet in enumerate(sheets, 1))
    raise MappingError(_("There is no sheet “%(sheet)s”. There are: %(known)s.") % {"sheet": wanted, "known": known})
