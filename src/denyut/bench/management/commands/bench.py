"""`denyut bench`: what this machine reaches."""

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from shutil import copytree, rmtree
from timeit import repeat
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from denyut.bench import board, chat, checkin, forecast, importing, live, opening, pages, rollup, searching, start
from denyut.bench.server import Failed, environment, serving
from denyut.bench.sizes import size_of
from denyut.bench.table import Figure, table
from denyut.people.models import Person

BENCHES = {
    "live": live.measure,
    "chat": chat.measure,
    "room": opening.measure,
    "search": searching.measure,
    "board": board.measure,
    "checkin": checkin.measure,
    "rollup": rollup.measure,
    "import": importing.measure,
    "pages": pages.measure,
    "forecast": forecast.measure,
    "start": start.measure,
}
type Found = dict[str, list[dict[str, Any]]]

SIZES = ("people", "objectives", "key_results", "streams", "messages")


class Command(BaseCommand):
    help = (
        "Measure this machine against the numbers to reach, in data directories of its own that are removed afterwards."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "benches", nargs="*", metavar="BENCH", help=f"which ones: {', '.join(BENCHES)} (default: all)"
        )
        for name in SIZES:
            parser.add_argument(
                f"--{name.replace('_', '-')}", type=int, metavar="N", help=f"how many {name.replace('_', ' ')}"
            )
        parser.add_argument("--small", action="store_true", help="as small as shows that it all runs")
        parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
        parser.add_argument(
            "--here", action="store_true", help="measure in the data directory given, which must be empty, and leave it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["benches"] or list(BENCHES)
        unknown = [name for name in chosen if name not in BENCHES]
        if unknown:
            raise CommandError(f"There is no bench {unknown[0]}. There are: {', '.join(BENCHES)}.")
        if sys.platform != "linux":
            raise CommandError("The benches read /proc and use epoll: they need Linux.")
        on = machine()
        if not options["json"]:
            self.stdout.write(", ".join(f"{name}: {value}" for name, value in on.items()))
        try:
            found = self._here(chosen, options) if options["here"] else self._apart(chosen, options)
        except Failed as failure:
            raise CommandError(str(failure)) from failure
        if options["json"]:
            self.stdout.write(json.dumps({"machine": on, "benches": found}, ensure_ascii=False))

    def _here(self, chosen: list[str], options: dict[str, Any]) -> Found:
        if len(chosen) != 1 or Person.objects.exists():
            raise CommandError("One bench at a time measures here, in a data directory without people.")
        name = chosen[0]
        size = size_of(name, is_small=options["small"], **{what: options[what] for what in SIZES})
        figures = BENCHES[name](size)
        self._show(name, figures, options)
        return {name: [{**asdict(figure), "ratio": figure.ratio} for figure in figures]}

    def _apart(self, chosen: list[str], options: dict[str, Any]) -> Found:
        """Each bench in a process and a data directory of its own, on the disk that the workspace's data lies on."""
        found: Found = {}
        with tempfile.TemporaryDirectory(prefix="bench-", dir=settings.DATA_DIR) as folder:
            first = Path(folder) / "first"
            first.mkdir()
            with serving(first):
                pass  # its tables and static files are made now, and copied for each
            for name in chosen:
                data = copytree(first, Path(folder) / name)
                found[name] = _run(name, data, options)
                rmtree(data)
                self._show(
                    name, [Figure(**{k: v for k, v in line.items() if k != "ratio"}) for line in found[name]], options
                )
        return found

    def _show(self, name: str, figures: list[Figure], options: dict[str, Any]) -> None:
        if not options["json"]:
            self.stdout.write(f"\n{table(name, figures)}")
            self.stdout.flush()


def machine() -> dict[str, Any]:
    """What the figures are measured on, with how long a million additions take in Python and how many others wait for a core."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
        "a million additions": f"{min(repeat('n += 1', 'n = 0', number=1_000_000, repeat=3)) * 1e3:.0f} ms",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }


def _run(name: str, data: Path, options: dict[str, Any]) -> list[dict[str, Any]]:
    sizes = [f"--{what.replace('_', '-')}={options[what]}" for what in SIZES if options[what] is not None]
    flags = ["--here", "--json", *(["--small"] if options["small"] else [])]
    command = [sys.executable, "-m", "denyut", "bench", name, *flags, *sizes]
    done = subprocess.run(command, env=environment(data), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Failed(f"The bench {name} did not run to its end.")
    told: dict[str, Any] = json.loads(done.stdout)
    return told["benches"][name]  # type: ignore[no-any-return]
