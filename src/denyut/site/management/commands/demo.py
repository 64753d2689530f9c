from typing import Any

from django.core.management.base import CommandParser

from denyut.site.management.commands.serve import Command as Serve
from denyut.site.storage.demo import be_loaded


class Command(Serve):
    help = (
        "Load the demo company, once, into a data directory of its own, and serve it. Everybody may be anybody there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--language", choices=["id", "en"], default="id", help="the company's (default: %(default)s)"
        )
        parser.add_argument("--reset", action="store_true", help="throw the demo's data away and load it afresh")

    def prepare(self, **options: Any) -> None:
        tell = self.teller()
        try:
            be_loaded(tell, language=options["language"], is_reset=options["reset"])
        finally:
            tell.end()

    def greet(self, address: str, *, is_reachable: bool) -> None:
        self.stdout.write("The demo is at %(address)s (Ctrl-C stops it)" % {"address": address})
        self.stdout.write("To sign in, open %(address)sdemo/ and choose who you want to be." % {"address": address})
