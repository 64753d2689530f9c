from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from denyut.site.storage.backup import back_up
from denyut.site.storage.command import StorageCommand


class Command(StorageCommand):
    help = (
        "Write a verified backup of everything while the server runs: database, files and secret key. "
        "Keep it as safe as the server: whoever has it can read and sign everything."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("target", type=Path, metavar="FILE", help="a new FILE.tar.gz, FILE.zip or folder")

    def handle(self, *args: Any, **options: Any) -> None:
        tell = self.teller()
        try:
            told = back_up(options["target"], tell)
        finally:
            tell.end()
        facts = {"path": options["target"], "rows": sum(told.counts.values()), "event": told.head.id}
        self.stdout.write("%(path)s is written and verified: %(rows)d rows, up to event %(event)d." % facts)
