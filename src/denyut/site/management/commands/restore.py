import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from denyut.site.storage.command import StorageCommand
from denyut.site.storage.restore import restore


class Command(StorageCommand):
    help = "Bring a backup back, with the server stopped, and look it over. It is verified before anything changes."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("source", type=Path, metavar="FILE", help="what `denyut backup` wrote")
        parser.add_argument("--force", action="store_true", help="set aside what is here already")

    def handle(self, *args: Any, **options: Any) -> None:
        tell = self.teller()
        try:
            aside = restore(options["source"], is_forced=options["force"], progress=tell)
        finally:
            tell.end()
        self.stdout.write("%(path)s is restored." % {"path": options["source"]})
        if aside:
            self.stdout.write("What was here before is in %(aside)s." % {"aside": aside})
        sys.stdout.flush()
        call_command("doctor", stdout=self.stdout, stderr=self.stderr)
