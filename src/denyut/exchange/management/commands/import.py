"""./denyut import FILE: goals or check-ins from CSV and Excel files, after showing what would change; --undo N."""

import sys
from argparse import BooleanOptionalAction
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from denyut.exchange.acting import who
from denyut.exchange.actions import undo_import
from denyut.exchange.carrying import Tell
from denyut.exchange.everything import import_everything
from denyut.exchange.fields import Kind
from denyut.exchange.importing import carry_out, preview
from denyut.exchange.lookup import Choices
from denyut.exchange.mapping import MappingError, parse_map
from denyut.exchange.models import Import
from denyut.exchange.remembered import remembered
from denyut.exchange.report import (
    counts_lines,
    hint_lines,
    mapping_lines,
    missing_lines,
    past_lines,
    result_lines,
    undone_lines,
)
from denyut.exchange.report_file import save_map, write_report
from denyut.exchange.reporting import Report
from denyut.exchange.sources import Source, open_sources
from denyut.exchange.unreadable import reason_of
from denyut.lib.sheets import UnreadableSheet
from denyut.okr.models import Cycle, Reason
from denyut.people.models import Person
from denyut.spine.access import Refused
from denyut.spine.events import Via

BAR = 40
VIA = Via("cli")


class Command(BaseCommand):
    help = "Brings in goals or check-ins from a CSV or Excel file, after showing what would change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", help="a .csv, .tsv, .xlsx or .xls file, or what `denyut export --goals` wrote"
        )
        parser.add_argument("--past", action="store_true", help="list past imports with their numbers")
        parser.add_argument("--undo", type=int, metavar="N", help="take back import number N as a whole")
        parser.add_argument(
            "--kind", choices=["goals", "check-ins"], help="what the rows are, when it is guessed wrong"
        )
        parser.add_argument("--sheet", default="", metavar="N", help="only this sheet: its number from 1, or its name")
        parser.add_argument(
            "--map", default="", help='columns, as "target=Key Result End Value,baseline=C" or the name of a JSON file'
        )
        parser.add_argument("--save-map", type=Path, metavar="FILE", help="write how the columns are read, as JSON")
        parser.add_argument("--fresh", action="store_true", help="forget how such columns were read the last time")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="who imports; the administrator")
        parser.add_argument("--cycle", default="", metavar="NAME", help="put all goals into this cycle")
        parser.add_argument("--source", default="", metavar="NAME", help="keep the IDs of several programs apart")
        parser.add_argument(
            "--reason", default="", choices=["", *Reason.values], help="why numbers change that were promised before"
        )
        parser.add_argument("--create-people", action="store_true", help="create accounts for unknown addresses")
        parser.add_argument("--create-departments", action="store_true", help="create unknown departments")
        parser.add_argument("--create-cycles", action=BooleanOptionalAction, default=True, help="create unknown cycles")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what became of each row, as CSV")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--everything", action="store_true", help="make a whole workspace again from what `denyut export` wrote"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["past"]:
            self.say(past_lines(Import.objects.visible_to(who(options["email"]))))
        elif options["undo"] is not None:
            self.undo(who(options["email"]), options["undo"])
        elif options["file"] is None:
            raise CommandError("Say which file to import.", returncode=2)
        elif options["everything"]:
            self.bring_everything(options["file"])
        else:
            self.bring_in(who(options["email"]), options)

    def bring_in(self, person: Person, options: dict[str, Any]) -> None:
        """Imports a file, after showing what would change."""
        sources = self.opened(person, options)
        choices = choices_of(options, sources)
        planned = self.planned(person, sources, choices)
        self.say(line for source in sources for line in mapping_lines(source))
        self.say(missing_lines(planned.missing, choices))
        self.say(hint_lines(planned.missing, choices))
        if options["save_map"]:
            save_map(sources, options["save_map"])
        if options["dry_run"] or planned.exit_code() == 2:
            report = planned
        else:
            self.say(line for sheet in planned.sheets for line in counts_lines(sheet))
            self.confirm(options)
            report = self.imported(person, sources, choices, planned)
        self.say(result_lines(report))
        if options["report"]:
            write_report(report, options["report"])
        if report.exit_code():
            sys.exit(report.exit_code())

    def bring_everything(self, path: Path) -> None:
        """Fills an empty workspace. Raises CommandError, with exit code 2, where that can't be done."""
        try:
            told = import_everything(path)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        rows = sum(told.counts.values())
        self.stdout.write(f"Everything is here: {rows} rows, up to event {told.head.id}.")

    def opened(self, person: Person, options: dict[str, Any]) -> list[Source]:
        """The file's sheets. Raises CommandError, with exit code 2, when it can't be read."""
        kinds: dict[str, Kind] = {"goals": "goals", "check-ins": "check_ins"}
        try:
            return open_sources(
                options["file"],
                kind=kinds.get(options["kind"]),
                sheet=options["sheet"],
                changes=changes_in(options["map"]),
                language=person.language,
                remembered=None if options["fresh"] else remembered,
            )
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {options['file']}.", returncode=2) from error
        except UnreadableSheet as error:
            raise CommandError(reason_of(error), returncode=2) from error
        except MappingError as error:
            raise CommandError(str(error), returncode=2) from error

    def undo(self, person: Person, number: int) -> None:
        """Takes an import back. Raises CommandError, with exit code 2, when that may not be."""
        done = Import.objects.visible_to(person).filter(pk=number).first()
        if done is None:
            raise CommandError(f"There is no import {number}. See --past.", returncode=2)
        try:
            done = undo_import.via(VIA)(person, done)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.say(undone_lines(done))
        if done.undoing:
            sys.exit(1)

    def planned(self, person: Person, sources: list[Source], choices: Choices) -> Report:
        """What would become of the file. Raises CommandError when this person may not import such a one."""
        try:
            return preview(person, sources, choices)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal

    def imported(self, person: Person, sources: list[Source], choices: Choices, planned: Report) -> Report:
        """What became of the file. Raises CommandError when this person may not import at all."""
        try:
            return carry_out(person, sources, choices, self.progress(), planned)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal

    def say(self, lines: Iterable[str]) -> None:
        """Prints lines."""
        for line in lines:
            self.stdout.write(line)

    def confirm(self, options: dict[str, Any]) -> None:
        """Asks a person at a terminal whether to go on; a script says --yes."""
        if options["yes"]:
            return
        if not sys.stdin.isatty():
            raise CommandError("Nothing was imported. Add --yes to import, or --dry-run to look only.", returncode=2)
        answer = input("Import? [y/N] ")
        if answer.strip().lower() not in {"y", "yes"}:
            raise CommandError("Nothing was imported.", returncode=2)

    def progress(self) -> Tell:
        """A bar on a terminal's standard error; elsewhere a line for every tenth."""
        is_terminal, told = self.stderr.isatty(), [0]

        def tell(done: int, total: int) -> None:
            tenth = 10 * done // max(total, 1)
            if is_terminal:
                filled = BAR * done // max(total, 1)
                end = "\n" if done == total else ""
                self.stderr.write(f"\r[{'#' * filled}{' ' * (BAR - filled)}] {done}/{total}", ending=end)
            elif tenth > told[0]:
                told[0] = tenth
                self.stderr.write(f"{10 * tenth} % ({done}/{total})")

        return tell


def changes_in(text: str) -> dict[str, str]:
    """Corrections as text, as JSON, or in a file. Raises MappingError."""
    path = Path(text) if text.endswith(".json") else None
    if path is not None and path.is_file():
        text = path.read_text(encoding="utf8")
    return parse_map(text) if text.strip() else {}


def choices_of(options: dict[str, Any], sources: list[Source]) -> Choices:
    """What the person decided. Raises CommandError for a cycle that is not there."""
    cycle = Cycle.objects.filter(name=options["cycle"]).first() if options["cycle"] else None
    if options["cycle"] and cycle is None:
        raise CommandError(f"There is no cycle “{options['cycle']}”.", returncode=2)
    starts = [source.table.mapping.year_start for source in sources if source.table]
    return Choices(
        cycle=cycle,
        source=f"{options['source']}:" if options["source"] else "",
        reason=options["reason"],
        creates_people=options["create_people"],
        creates_departments=options["create_departments"],
        creates_cycles=options["create_cycles"],
        year_start=starts[0] if starts else 1,
    )
