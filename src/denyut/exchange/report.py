"""A report in words, for the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.exchange.fields import field_of
from denyut.exchange.lookup import Choices, Missing
from denyut.exchange.mapping import letters_of
from denyut.exchange.models import Import
from denyut.exchange.outcome import NOUNS, STATES, counted
from denyut.exchange.reporting import Report, SheetReport
from denyut.exchange.sources import Source
from denyut.exchange.words import is_blank

LISTED = 100
WIDEST = 34


def table_lines(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows of texts as aligned lines; a text that is too wide is cut."""
    cut = [tuple(text if len(text) <= WIDEST else text[: WIDEST - 1] + "…" for text in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)] if cut else []
    for row in cut:
        yield "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def mapping_lines(source: Source) -> Iterator[str]:
    """How a sheet's columns are read, and which are not."""
    yield _("%(file)s, sheet “%(sheet)s”") % {"file": source.file_name, "sheet": source.sheet}
    table, known = source.table, source.format()
    if known is not None:
        yield "  " + known.sentence()
    if table is None:
        return
    mapping = table.mapping
    rows = [(_("Field"), _("Column"), _("Sure"), _("Why"), _("Example"))]
    for name, index in mapping.columns.items():
        field = field_of(mapping.kind, name)
        label = f"{field.label if field else name} {name.partition('.')[2]}".strip()
        column = f"{letters_of(index)} {table.names[index]}"
        sure = f"{mapping.certainty.get(name, 1):.0%}"
        rows.append((label, column, sure, mapping.why.get(name, ""), example(source, index)))
    yield from table_lines(rows)
    unused = [name for index, name in enumerate(table.names) if name and index not in mapping.columns.values()]
    if unused:
        yield "  " + _("Not imported: %(columns)s") % {"columns": ", ".join(unused)}
    settings: dict[str, str] = {"kind": mapping.kind, "shape": mapping.shape, "dates": mapping.dates}
    settings |= {"numbers": "1.234,5" if mapping.decimal == "," else "1,234.5"}
    yield "  " + ", ".join(f"{name}={value}" for name, value in settings.items())


def example(source: Source, index: int) -> str:
    """The first value in a column."""
    rows = source.table.rows if source.table else []
    cells = (cells[index] for cells in rows if index < len(cells) and not is_blank(cells[index]))
    return " ".join(str(next(cells, "")).split())


def counts_lines(sheet: SheetReport) -> Iterator[str]:
    """How many objectives, key results and check-ins are new, changed, the same or refused."""
    nouns = {
        "cycles": _("Cycles"),
        "goals": _("Objectives"),
        "key_results": _("Key results"),
        "check_ins": _("Check-ins"),
        "details": _("What belongs to them"),
    }
    states = {"new": _("new"), "changed": _("changed"), "same": _("the same"), "refused": _("refused")}
    counts = counted(sheet.outcomes)
    rows = [("", *(states[state] for state in STATES))]
    rows += [
        (nouns[noun], *(str(counts[noun][state]) for state in STATES)) for noun in NOUNS if any(counts[noun].values())
    ]
    yield from table_lines(rows)


def problem_lines(sheet: SheetReport) -> Iterator[str]:
    """One reason for each refused row, and what was assumed about others."""
    problems = sheet.problems()
    for problem in problems[:LISTED]:
        yield f"  {problem}"
    if len(problems) > LISTED:
        more = len(problems) - LISTED
        yield f"  … and {more} more. Write all reasons to a file with --report."
    for line in note_lines(sheet):
        yield f"  {line}"


def note_lines(sheet: SheetReport) -> Iterator[str]:
    """What was assumed about rows that were taken: each assumption once, with its first row."""
    counts = Counter(note.code for note in sheet.notes)
    for code, count in counts.items():
        first = next(note for note in sheet.notes if note.code == code)
        yield ngettext("Note: %(note)s", "Note (%(count)s rows, for example): %(note)s", count) % {
            "note": first,
            "count": count,
        }


def missing_lines(missing: Missing, choices: Choices) -> Iterator[str]:
    """What the file names and the workspace does not have, and whether it will be created."""
    cycles = ", ".join(period.name for period in missing.cycles.values())
    people = ", ".join(missing.people)
    departments = ", ".join(missing.departments.values())
    if cycles:
        yield _("Cycles to be created: %(names)s") % {"names": cycles}
    if people and choices.creates_people:
        yield _("People to be created: %(names)s") % {"names": people}
    elif people:
        yield _("Nobody here has these addresses: %(names)s") % {"names": people}
    if departments and choices.creates_departments:
        yield _("Departments to be created: %(names)s") % {"names": departments}
    elif departments:
        yield _("There are no such departments: %(names)s") % {"names": departments}


def hint_lines(missing: Missing, choices: Choices) -> Iterator[str]:
    """Which options of the command create what is missing."""
    if missing.people and not choices.creates_people:
        yield "Add --create-people to create accounts for them."
    if missing.departments and not choices.creates_departments:
        yield "Add --create-departments to create them."


def result_lines(report: Report) -> Iterator[str]:
    """What became of the file."""
    for sheet in report.sheets:
        yield _("%(file)s, sheet “%(sheet)s”") % {"file": sheet.source.file_name, "sheet": sheet.source.sheet}
        yield from counts_lines(sheet)
        yield from problem_lines(sheet)
    for reason in report.uncreated:
        yield "  " + _("Not created: %(reason)s") % {"reason": reason}
    if report.record is not None:
        yield _("This was import %(number)s.") % {"number": report.record.pk}
    states = {outcome.state for outcome in report.outcomes()}
    if states == {"same"}:
        yield _("Nothing changed: all of it was here already.")


def past_lines(imports: Iterable[Import]) -> Iterator[str]:
    """Past imports, the newest first: number, day, who, file, and how much of each noun was new."""
    head = (_("Number"), _("Day"), _("Imported by"), _("File"), _("Objectives"), _("Key results"), _("Check-ins"), "")
    rows = [
        (
            str(done.pk),
            f"{done.at:%Y-%m-%d}",
            done.person.name,
            done.file_name,
            *(str(done.counts.get(noun, {}).get("new", 0)) for noun in ("goals", "key_results", "check_ins")),
            _("undone") if done.is_undone else "",
        )
        for done in imports
    ]
    yield from table_lines([head, *rows])


def undone_lines(done: Import) -> Iterator[str]:
    """What was left alone when an import was undone."""
    yield _("Import %(number)s is undone.") % {"number": done.pk}
    for one in done.undoing:
        yield "  " + _("“%(title)s” stays: %(reason)s") % {"title": one["title"], "reason": one["reason"]}
