import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from denyut.exchange.acting import who
from denyut.exchange.complete.forms import FORMS
from denyut.exchange.export import write_everything
from denyut.exchange.exporting import write_goals
from denyut.okr.models import Cycle
from denyut.site.storage.command import StorageCommand


class Command(StorageCommand):
    help = (
        "Write everything into open formats: all tables as JSON Lines, the goals as CSV, files as they are. "
        "`denyut import --everything` makes the same workspace from it. With --goals only goals, which `denyut import` "
        "brings into any workspace."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "target",
            type=Path,
            metavar="DIR",
            help="a new folder, FILE.zip or FILE.tar.gz; with --goals FILE.xlsx, FILE.zip (CSV) or FILE.json",
        )
        parser.add_argument("--goals", action="store_true", help="only goals, with their whole history")
        parser.add_argument(
            "--cycle", action="append", default=[], metavar="NAME", help="with --goals: only this cycle"
        )
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="with --goals: what this person sees"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["goals"]:
            self.write_goals(options["target"], options["cycle"], options["email"])
        elif options["cycle"] or options["email"]:
            raise CommandError("--cycle and --as go with --goals.", returncode=2)
        else:
            self.write_everything(options["target"])

    def write_goals(self, target: Path, names: list[str], email: str) -> None:
        """Write goals into a new file, in the form that its ending asks for. Raises CommandError."""
        form = next((name for name, form in FORMS.items() if form.ending == target.suffix.lower()), None)
        if form is None:
            raise CommandError("Goals are written into FILE.xlsx, FILE.zip (CSV) or FILE.json.", returncode=2)
        cycles = list(Cycle.objects.filter(name__in=names)) if names else None
        missing = sorted(set(names) - {cycle.name for cycle in cycles or []})
        if missing:
            raise CommandError("There is no cycle “%(name)s”." % {"name": missing[0]}, returncode=2)
        viewer = who(email)
        # Private goals are in it: nobody else on this machine reads it.
        with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            write_goals(viewer, form, cycles, file)
        self.stdout.write("%(path)s is written." % {"path": target})

    def write_everything(self, target: Path) -> None:
        """Write the whole workspace."""
        tell = self.teller()
        try:
            told = write_everything(target, tell)
        finally:
            tell.end()
        facts = {"path": target, "rows": sum(told.counts.values()), "event": told.head.id}
        self.stdout.write("%(path)s is written and verified: %(rows)d rows, up to event %(event)d." % facts)
