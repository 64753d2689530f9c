from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from denyut.exchange.export import write_everything
from denyut.site.storage.command import StorageCommand


class Command(StorageCommand):
    help = (
        "Write everything into open formats: all tables as JSON Lines, the goals as CSV, files as they are. "
        "`denyut import --everything` makes the same workspace from it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("target", type=Path, metavar="DIR", help="a new folder, FILE.zip or FILE.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        tell = self.teller()
        try:
            told = write_everything(options["target"], tell)
        finally:
            tell.end()
        facts = {"path": options["target"], "rows": sum(told.counts.values()), "event": told.head.id}
        self.stdout.write("%(path)s is written and verified: %(rows)d rows, up to event %(event)d." % facts)
