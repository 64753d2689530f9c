import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from denyut.spine.jobs.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs, beside the web process or on another machine, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queues", nargs="*", default=[], metavar="QUEUE", help="run only jobs of these queues")
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        worker, stop = Worker(queues=options["queues"]), threading.Event()
        while options["once"]:
            if not worker.run_once():
                return
        for told in (signal.SIGTERM, signal.SIGINT):
            # Setting an event takes a lock that a waiter may hold: safe because the worker never waits on this one.
            signal.signal(told, lambda *_: stop.set())
        worker.run(stop)
