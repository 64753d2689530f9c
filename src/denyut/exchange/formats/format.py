"""One format: the column names that a program writes, and the field each of them stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from denyut.exchange.fields import Kind
from denyut.exchange.words import plain

# A column that is left to the guess: one program writes different things below the same name.
GUESSED = "?"
NUMBER = re.compile(r"\b\d+\b")


@dataclass(frozen=True, slots=True)
class Format:
    """What one program, or one widespread template, writes for one kind of rows.

    `marks` are the plain names that have to be there, `columns` all known ones with their field (empty: known and left
    out); `#` in a name is the number of a repeated group. `sheets` are the names that its sheet may have and `beside` those
    of which one has to be in the same workbook (any when empty); sheets named in `aside` hold no goals. `settings` are
    how it always writes things, `words` what its abbreviations mean, by field.
    """

    code: str
    name: str | Promise
    kind: Kind
    marks: frozenset[str]
    columns: Mapping[str, str]
    is_template: bool = False
    sheets: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    settings: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def sentence(self) -> str:
        """What a person is told about a file of this format."""
        if self.is_template:
            return _("This looks like the template “%(template)s”.") % {"template": self.name}
        return _("This looks like an export of %(program)s.") % {"program": self.name}

    def field_of(self, name: str) -> str | None:
        """The field of a plain column name, with its group (`target.2`): empty when left out, None when not known."""
        if name in self.columns:
            return self.columns[name]
        numbers = NUMBER.findall(name)
        found = self.columns.get(NUMBER.sub("#", name)) if len(numbers) == 1 else None
        return f"{found}.{numbers[0]}" if found else found

    def fits(self, names: frozenset[str], sheet: str, beside: frozenset[str]) -> int:
        """How many of its columns a sheet has, among others of a workbook; 0 when it can't be this format."""
        is_elsewhere = bool(self.sheets and sheet not in self.sheets) or bool(self.beside and not self.beside & beside)
        if is_elsewhere or not self.marks <= names:
            return 0
        return sum(self.field_of(name) is not None for name in names)


def one_format(
    code: str,
    name: str | Promise,
    *,
    marks: str,
    columns: str,
    kind: Kind = "goals",
    is_template: bool = False,
    sheets: str = "",
    beside: str = "",
    aside: str = "",
    settings: dict[str, str] | None = None,
    words: dict[str, dict[str, str]] | None = None,
) -> Format:
    """A format from lists as the tables of formats write them: `"Objective=objective_title | Score"`."""
    return Format(
        code=code,
        name=name,
        kind=kind,
        marks=split(marks),
        columns=dict(map(as_pair, columns.split("|"))),
        is_template=is_template,
        sheets=split(sheets),
        beside=split(beside),
        aside=split(aside),
        settings=settings or {},
        words=words or {},
    )


def split(names: str) -> frozenset[str]:
    """`"Row ID | Title"` as plain names."""
    return frozenset(plain(name) for name in names.split("|") if name.strip())


def as_pair(column: str) -> tuple[str, str]:
    """`"Goal Title=objective_title"` → plain name and field."""
    name, _sign, meaning = column.partition("=")
    return plain(name), meaning.strip()
