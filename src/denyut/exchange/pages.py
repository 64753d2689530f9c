"""What the importer's pages show of a report, as plain values in the active language."""

import dataclasses
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from django.utils.translation import gettext as _

from denyut.exchange.fields import FIELDS
from denyut.exchange.formats import DENYUT
from denyut.exchange.lookup import Choices
from denyut.exchange.mapping import CHOICES, letters_of
from denyut.exchange.outcome import NOUNS, counted
from denyut.exchange.report import example, missing_lines, note_lines
from denyut.exchange.reporting import Report, SheetReport
from denyut.exchange.sources import Source

LISTED = 200

type Options = list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file and the field it stands for; `options` are (value, label, whether chosen)."""

    index: int
    name: str
    field: str
    sure: str
    example: str
    options: Options = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet: the program it seems to come from, counts by noun, reasons, notes, and how its columns are read.

    `settings` are selects of a sheet.
    """

    title: str
    format: str
    counts: list[dict[str, Any]]
    problems: list[str]
    more_problems: int
    notes: list[str]
    columns: list[Column]
    unused: str
    settings: dict[str, Options] = dataclasses.field(default_factory=dict)


def result_page(report: Report) -> dict[str, Any]:
    """The end of an import as JSON."""
    sheets = [asdict(page) for page in sheet_pages(report, with_options=False)]
    return {
        "failure": "",
        "sheets": sheets,
        "uncreated": report.uncreated,
        "import": report.record.pk if report.record else None,
    }


def missing_notes(report: Report, choices: Choices) -> list[str]:
    """What the file names and the workspace does not have."""
    return list(missing_lines(report.missing, choices))


def sheet_pages(report: Report, *, with_options: bool) -> list[SheetPage]:
    """The sheets of a file; those of a complete export as one, for people know it as one thing."""
    if any(sheet.source.whole is not None for sheet in report.sheets):
        return [whole_page(report)]
    return [sheet_page(sheet, with_options=with_options) for sheet in report.sheets]


def whole_page(report: Report) -> SheetPage:
    """All tables of a complete export together."""
    said = _("%(table)s: %(words)s")
    problems = [
        said % {"table": sheet.source.sheet, "words": problem}
        for sheet in report.sheets
        for problem in sheet.problems()
    ]
    return SheetPage(
        title=report.sheets[0].source.file_name,
        format=DENYUT.sentence(),
        counts=counts_in(cast("Mapping[str, Mapping[str, int]]", counted(report.outcomes()))),
        problems=problems[:LISTED],
        more_problems=max(len(problems) - LISTED, 0),
        notes=[
            said % {"table": sheet.source.sheet, "words": note} for sheet in report.sheets for note in note_lines(sheet)
        ],
        columns=[],
        unused="",
    )


def sheet_page(sheet: SheetReport, *, with_options: bool) -> SheetPage:
    """One sheet of a report; `with_options` for the page on which its columns can be changed."""
    problems = [str(problem) for problem in sheet.problems()]
    columns = columns_of(sheet.source, with_options=with_options)
    return SheetPage(
        title=sheet.source.sheet,
        format=known.sentence() if (known := sheet.source.format()) else "",
        counts=counts_in(cast("Mapping[str, Mapping[str, int]]", counted(sheet.outcomes))),
        problems=problems[:LISTED],
        more_problems=max(len(problems) - LISTED, 0),
        notes=list(note_lines(sheet)),
        columns=columns if with_options else [column for column in columns if column.field],
        unused=", ".join(column.name for column in columns if not column.field),
        settings=settings_of(sheet.source) if with_options else {},
    )


def counts_in(counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """The table of nouns and states, without empty lines."""
    nouns = {
        "cycles": _("Cycles"),
        "goals": _("Objectives"),
        "key_results": _("Key results"),
        "check_ins": _("Check-ins"),
        "details": _("What belongs to them"),
    }
    return [
        {"noun": nouns[noun]} | {str(state): count for state, count in counts[noun].items()}
        for noun in NOUNS
        if any(counts.get(noun, {}).values())
    ]


def columns_of(source: Source, *, with_options: bool) -> list[Column]:
    """Every named column of a sheet."""
    if source.table is None:
        return []
    mapping = source.table.mapping
    fields = {index: name for name, index in mapping.columns.items()}
    return [
        Column(
            index=index,
            name=f"{letters_of(index)} {name}",
            field=label_of(source, fields.get(index, "")),
            sure=f"{mapping.certainty.get(fields[index], 1):.0%}" if index in fields else "",
            example=example(source, index)[:80],
            options=options_of(source, fields.get(index, "")) if with_options else [],
        )
        for index, name in enumerate(source.table.names)
        if name
    ]


def label_of(source: Source, name: str) -> str:
    """A field's label, with the number of its group."""
    if not name or source.table is None:
        return ""
    plain, _dot, group = name.partition(".")
    return f"{FIELDS[source.table.mapping.kind][plain].label} {group}".strip()


def options_of(source: Source, chosen: str) -> Options:
    """The fields that a column may stand for: all of its sheet's kind, and the grouped one that it stands for now."""
    if source.table is None:
        return []
    names = list(FIELDS[source.table.mapping.kind])
    if chosen and chosen not in names:
        names.append(chosen)
    return [("", _("Not imported"), not chosen), *((name, label_of(source, name), name == chosen) for name in names)]


def settings_of(source: Source) -> dict[str, Options]:
    """The selects of a sheet: its kind, and how numbers and dates are written."""
    read = source.mapping()
    labels = {
        "goals": _("Goals"),
        "check_ins": _("Check-ins"),
        "dmy": _("day, month, year"),
        "mdy": _("month, day, year"),
        "ymd": _("year, month, day"),
    }
    return {
        name: [(value, labels.get(value, value), value == read.get(name)) for value in CHOICES[name]]
        for name in ("kind", "numbers", "dates")
        if read
    }
