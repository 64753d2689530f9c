"""Which column holds which field: guessed, shown, corrected as text or JSON, and kept for the next file."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from django.utils.translation import gettext as _

from denyut.exchange.fields import Kind, field_of
from denyut.exchange.words import plain
from denyut.lib.dates import Order

Shape = Literal["rows", "typed", "tree", "repeated", "series", "objectives", "check_ins"]

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": ("goals", "check_ins"),
    "shape": ("rows", "typed", "tree", "repeated", "series", "objectives", "check_ins"),
    "numbers": ("1,234.5", "1.234,5"),
    "dates": ("dmy", "mdy", "ymd"),
    "progress_scale": ("1", "100"),
    "confidence_scale": ("1", "5", "10", "100"),
    "header_row": tuple(str(row) for row in range(1, 31)),
    "year_start": tuple(str(month) for month in range(1, 13)),
}


class MappingError(ValueError):
    """A mapping that names an unknown field, column or choice. The message says which, and what is known."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How to read one sheet.

    `columns` goes from field (`target`, or `target.2` for the second of repeated groups) to column index from 0.
    `header_row` counts from 0. `decimal` is the decimal mark. `certainty` (0 to 1) and `why` explain each guess.
    `year_start` is the month in which the year of a quarter begins. `format` is the code of the program that wrote it,
    and `words` are what its abbreviations mean, by field.
    """

    kind: Kind
    columns: dict[str, int]
    shape: Shape = "rows"
    header_row: int = 0
    decimal: Literal[".", ","] = "."
    dates: Order = "dmy"
    progress_scale: int = 100
    confidence_scale: int = 10
    year_start: int = 1
    format: str = ""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    certainty: dict[str, float] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def groups(self) -> list[str]:
        """The suffixes of repeated groups in order: `["", ".2"]`; only `""` when nothing repeats."""
        numbers = {name.partition(".")[2] for name in self.columns}
        return [f".{number}" if number else "" for number in sorted(numbers, key=lambda number: int(number or 0))]


def parse_map(text: str) -> dict[str, str]:
    """`"target=Key Result End Value,baseline=C"`, or the same as JSON, as {field or setting: column or choice}.

    Raises MappingError when the text is neither.
    """
    if text.lstrip().startswith("{"):
        return parse_json(text)
    changes: dict[str, str] = {}
    for part in re.split(r",\s*(?=[a-z_]+(?:\.\d+)?\s*=)", text.strip()):
        name, sign, column = part.partition("=")
        if not sign:
            raise MappingError(_("“%(text)s” is not of the form field=column.") % {"text": part})
        changes[name.strip()] = column.strip()
    return changes


def parse_json(text: str) -> dict[str, str]:
    """A saved mapping. Raises MappingError when it is no JSON object of texts."""
    try:
        changes = json.loads(text)
    except json.JSONDecodeError as error:
        raise MappingError(_("The mapping is not valid JSON (line %(line)s).") % {"line": error.lineno}) from error
    if not isinstance(changes, dict) or not all(isinstance(value, str | int) for value in changes.values()):
        raise MappingError(_("A mapping is an object of field names and column names."))
    return {str(name): str(value) for name, value in changes.items()}


def corrected(mapping: Mapping, names: Sequence[str], changes: dict[str, str]) -> Mapping:
    """The mapping with columns and settings changed; an empty column takes a field out.

    `names` are the header's cells. Raises MappingError for a field, column or choice that does not exist.
    """
    settings = {name: chosen(name, value) for name, value in changes.items() if name in CHOICES}
    mapping = replace(mapping, **cast("dict[str, Any]", dict(map(as_attribute, settings.items()))))
    columns = {name: index for name, index in mapping.columns.items() if field_of(mapping.kind, name)}
    certainty, why = dict(mapping.certainty), dict(mapping.why)
    for name, value in changes.items():
        if name in CHOICES:
            continue
        if field_of(mapping.kind, name) is None:
            raise MappingError(_("“%(field)s” is not a field.") % {"field": name})
        columns.pop(name, None)
        if value:
            index = column_index(names, value)
            columns = {known: at for known, at in columns.items() if at != index} | {name: index}
            certainty[name], why[name] = 1.0, _("chosen by you")
    return replace(mapping, columns=columns, certainty=certainty, why=why)


def chosen(name: str, value: str) -> str:
    """A setting's value. Raises MappingError when it is not one of the choices."""
    if value not in CHOICES[name]:
        known = ", ".join(CHOICES[name])
        raise MappingError(_("%(name)s is one of: %(known)s.") % {"name": name, "known": known})
    return value


def as_attribute(setting: tuple[str, str]) -> tuple[str, object]:
    """A written setting as the attribute of Mapping that it sets."""
    name, value = setting
    if name == "numbers":
        return "decimal", value[-2]
    if name == "header_row":
        return name, int(value) - 1
    return name, int(value) if value.isdecimal() else value


def column_index(names: Sequence[str], wanted: str) -> int:
    """The column of a header name, or of a spreadsheet letter (`C`). Raises MappingError when there is none."""
    for same in (str, plain):
        matches = [index for index, name in enumerate(names) if name and same(name) == same(wanted)]
        if matches:
            return matches[0]
    if re.fullmatch(r"[A-Za-z]{1,2}", wanted) and number_of(wanted) < len(names):
        return number_of(wanted)
    known = ", ".join(name for name in names if name)
    raise MappingError(_("There is no column “%(column)s”. There are: %(known)s.") % {"column": wanted, "known": known})


def number_of(letters: str) -> int:
    """A spreadsheet's column letters as an index from 0: `A` → 0, `AA` → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def letters_of(index: int) -> str:
    """The inverse of `number_of`."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def as_changes(mapping: Mapping, names: Sequence[str]) -> dict[str, str]:
    """The mapping as `parse_map` would give it: by header name where that is unique, else by letter."""
    counts = {name: sum(plain(other) == plain(name) for other in names) for name in names}
    columns = {
        name: names[index] if names[index] and counts[names[index]] == 1 else letters_of(index)
        for name, index in mapping.columns.items()
    }
    numbers = "1.234,5" if mapping.decimal == "," else "1,234.5"
    settings = {"kind": mapping.kind, "shape": mapping.shape, "numbers": numbers, "dates": mapping.dates}
    scales = {name: str(getattr(mapping, name)) for name in ("progress_scale", "confidence_scale", "year_start")}
    return {**settings, **scales, **columns}


def to_json(mapping: Mapping, names: Sequence[str]) -> str:
    """The mapping as JSON, to be corrected by hand and given again."""
    return json.dumps(as_changes(mapping, names), ensure_ascii=False, indent=2) + "\n"
