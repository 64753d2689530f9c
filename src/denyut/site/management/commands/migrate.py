"""`denyut migrate`: a new database is laid at once, any other is walked forward."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from denyut.site.laying import is_new, lay


class Command(Migrate):
    """Django's own, but for a database without a table."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--walk", action="store_true", help="Go through every migration on a new database too.")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        is_whole = not (options["app_label"] or options["plan"] or options["check_unapplied"] or options["fake"])
        if is_whole and not options.pop("walk", False) and is_new(connection):
            lay(connection)
        super().handle(*args, **options)
