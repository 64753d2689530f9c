import socket
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import connection, connections

from denyut.exchange.everything import is_empty
from denyut.live import supervisor
from denyut.live.serve import run
from denyut.people import setup
from denyut.site.storage import lock, statics
from denyut.site.storage.command import StorageCommand
from denyut.site.storage.doctor import Level, examine_place
from denyut.site.storage.door import address_of, is_loopback, opened
from denyut.site.storage.migrations import bring_up_to_date
from denyut.spine import bell
from denyut.spine.access import Unavailable


class Command(StorageCommand):
    help = "Serve this workspace until told to stop. Brings the tables up to date first."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
        parser.add_argument(
            "--port", type=port_number, default=8000, help="the port (default: 8000; 0: any that is free)"
        )
        parser.add_argument("--workers", type=count, default=1, help="how many serving processes (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        self._look_around()
        with self._lock():
            self.prepare(**options)
            statics.gather()
            # Knocking on every door takes away those whose process is gone.
            bell.ring()
            with opened(options["host"], options["port"]) as door:
                self.greet(address_of(door), is_reachable=not is_loopback(door))
                connections.close_all()
                _serve(door, options["workers"])

    def prepare(self, **options: Any) -> None:
        """Make the workspace ready to be served."""
        if bring_up_to_date():
            self.stderr.write("The tables are up to date.")

    def greet(self, address: str, *, is_reachable: bool) -> None:
        """Say where people come in. Where others could be first, founding takes a code that only this terminal tells."""
        self.stdout.write("Denyut is at %(address)s (Ctrl-C stops it)" % {"address": address})
        if is_empty():
            code = f"?code={setup.demand()}" if is_reachable else ""
            self.stdout.write(
                f"Nobody is here yet: whoever opens {address}welcome/{code} first becomes the administrator."
            )

    def _look_around(self) -> None:
        for finding in examine_place():
            if finding.level == Level.FAIL:
                raise Unavailable(f"{finding.sentence} {finding.remedy}", code=finding.name)
            if finding.level == Level.WARN:
                self.stderr.write(f"{finding.sentence} {finding.remedy}")

    def _lock(self) -> AbstractContextManager[None]:
        return lock.held(Path(settings.DATA_DIR)) if connection.vendor == "sqlite" else nullcontext()


def port_number(text: str) -> int:
    """A port number; argparse says which argument is at fault."""
    port = int(text)
    if not 0 <= port <= 65_535:
        raise ValueError(text)
    return port


def count(text: str) -> int:
    """A number from 1 on."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _serve(door: socket.socket, workers: int) -> None:
    if workers > 1:
        supervisor.keep(door, workers)
    else:
        run(door)
