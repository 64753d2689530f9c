"""One row of a sheet, asked by field instead of by column. What can't be read refuses the row with its reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from denyut.exchange.drafts import Somebody
from denyut.exchange.mapping import Mapping as Reading
from denyut.exchange.problems import RowProblem, RowRefused
from denyut.exchange.values import (
    NotReadable,
    Quantity,
    read_confidence,
    read_key,
    read_moment,
    read_percent,
    read_quantity,
)
from denyut.exchange.words import DELETIONS, STATUSES, is_blank, plain

EMAIL = re.compile(r"[^\s<>()\[\],;\"']+@[^\s<>()\[\],;\"']+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number as a spreadsheet shows it. `group` is the suffix of repeated columns (`.2`), or empty."""

    number: int
    cells: Sequence[object]
    names: Sequence[str]
    mapping: Reading
    notes: list[RowProblem]
    group: str = ""

    def of_group(self, group: str) -> "Row":
        """The same row, seen through one group of its repeated columns."""
        return replace(self, group=group)

    def note(self, code: str, **params: object) -> None:
        """Keeps what was assumed about this row."""
        self.notes.append(RowProblem(self.number, "", code, params))

    def has_column(self, field: str) -> bool:
        """Whether the sheet has the field at all."""
        return field + self.group in self.mapping.columns

    def column(self, field: str) -> str:
        """The header name of a field's column, empty when it is not mapped."""
        index = self.mapping.columns.get(field + self.group)
        return self.names[index] if index is not None and index < len(self.names) else ""

    def cell(self, field: str) -> object:
        """What stands in a field's column; None when it is blank or not mapped."""
        index = self.mapping.columns.get(field + self.group)
        cell = self.cells[index] if index is not None and index < len(self.cells) else None
        if is_blank(cell):
            return None
        words = self.mapping.words.get(field)
        return words.get(plain(str(cell)), cell) if words else cell

    def text(self, field: str) -> str:
        """A cell as text without space around it."""
        cell = self.cell(field)
        return "" if cell is None else read_key(cell)

    def line(self, field: str) -> str:
        """A cell as one line."""
        return " ".join(self.text(field).split())

    def read[R](self, field: str, code: str, read: Callable[[object], R]) -> R | None:
        """A cell read by a function; None when blank. Raises RowRefused with `code` when it is not readable."""
        cell = self.cell(field)
        if cell is None:
            return None
        try:
            return read(cell)
        except NotReadable as error:
            text, scale = str(cell)[:80], self.mapping.confidence_scale
            raise RowRefused(code, column=self.column(field), text=text, scale=scale) from error

    def quantity(self, field: str) -> Quantity | None:
        """A number with its unit."""
        return self.read(field, "not_a_number", lambda cell: read_quantity(cell, self.mapping.decimal))

    def percent(self, field: str) -> Decimal | None:
        """A share in percent."""
        scale = self.mapping.progress_scale
        return self.read(field, "not_a_number", lambda cell: read_percent(cell, self.mapping.decimal, scale))

    def confidence(self) -> Decimal | None:
        """Confidence as a share 0 to 1."""
        decimal, scale = self.mapping.decimal, self.mapping.confidence_scale
        return self.read("confidence", "not_a_confidence", lambda cell: read_confidence(cell, decimal, scale))

    def moment(self, field: str) -> datetime | date | None:
        """A day, or a moment when the cell has a time."""
        return self.read(field, "not_a_date", lambda cell: read_moment(cell, self.mapping.dates))

    def day(self, field: str) -> date | None:
        """A day; the time of a moment is dropped."""
        moment = self.moment(field)
        return moment.date() if isinstance(moment, datetime) else moment

    def status(self, field: str) -> str:
        """A known status, or empty with a note."""
        text = self.line(field)
        known = STATUSES.get(plain(text), "")
        if text and not known:
            self.note("unknown_status", text=text[:80])
        return known

    def meaning(self, field: str, table: Mapping[str, str]) -> str:
        """What a word stands for, or empty."""
        return table.get(plain(self.line(field)), "")

    def somebody(self, role: str) -> Somebody:
        """The person of a role (`owner`, `author`, `delegate`); several in one cell stand for the first."""
        email, name = named(first_of(self.text(f"{role}_email")))
        other_email, other_name = named(self.line(f"{role}_name"))
        return Somebody(email or other_email, other_name or name)

    def refuse_deletion(self) -> None:
        """Raises RowRefused when the row asks to delete something."""
        if plain(self.line("action")) in DELETIONS:
            raise RowRefused("asks_for_deletion")


def first_of(text: str) -> str:
    """The first of several names in one cell, each on its own line or parted by a comma or semicolon."""
    return " ".join(re.split(r"[\n;,]", text.strip())[0].split())


def named(text: str) -> tuple[str, str]:
    """A person as (e-mail address, name): `Dina Sari <dina@example.com>` has both."""
    found = EMAIL.search(text)
    if found is None:
        return "", text
    return found[0].lower(), text.replace(found[0], "").strip(" <>()[]\"'")
