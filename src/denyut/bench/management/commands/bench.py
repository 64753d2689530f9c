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
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from denyut.bench import board, chat, checkin, live, pages, rollup, start
from denyut.bench.server import Failed, environment, serving
from denyut.bench.sizes import size_of
from denyut.bench.table import Figure, table
from denyut.people.models import Person

BENCHES = {
    "live": live.measure,
    "chat": chat.measure,
    "board": board.measure,
    "checkin": checkin.measure,
    "rollup": rollup.measure,
    "pages": pages.measure,
    "start": start.measure,
}
SIZES = ("people", "objectives", "key_results", "streams")


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
        try:
            figures = self._here(chosen, options) if options["here"] else self._apart(chosen, options)
        except Failed as failure:
            raise CommandError(str(failure)) from failure
        if options["json"]:
            self.stdout.write(json.dumps({"machine": machine(), "benches": figures}, ensure_ascii=False))

    def _here(self, chosen: list[str], options: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        if Person.objects.exists():
            raise CommandError("There are people in this data directory. A bench needs an empty one.")
        name = chosen[0]
        size = size_of(name, is_small=options["small"], **{what: options[what] for what in SIZES})
        return {name: self._show(name, BENCHES[name](size), options)}

    def _apart(self, chosen: list[str], options: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        if not options["json"]:
            self.stdout.write(", ".join(f"{name}: {value}" for name, value in machine().items()))
        found = {}
        with tempfile.TemporaryDirectory(prefix="bench-", dir=settings.DATA_DIR) as folder:
            first = Path(folder) / "first"
            first.mkdir()
            with serving(first):
                pass
            for name in chosen:
                data = copytree(first, Path(folder) / name)
                told = json.loads(_run(name, data, options))["benches"][name]
                found[name] = self._show(name, [Figure(**_without_ratio(line)) for line in told], options)
                rmtree(data)
        return found

    def _show(self, name: str, figures: list[Figure], options: dict[str, Any]) -> list[dict[str, Any]]:
        if not options["json"]:
            self.stdout.write(f"\n{table(name, figures)}")
            self.stdout.flush()
        return [{**asdict(figure), "ratio": figure.ratio} for figure in figures]


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load": os.getloadavg()[0],
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "system": platform.release(),
    }


def _run(name: str, data: Path, options: dict[str, Any]) -> str:
    sizes = [f"--{what.replace('_', '-')}={options[what]}" for what in SIZES if options[what] is not None]
    command = [
        sys.executable,
        "-m",
        "denyut",
        "bench",
        name,
        "--here",
        "--json",
        *sizes,
        *(["--small"] if options["small"] else []),
    ]
    done = subprocess.run(command, env=environment(data), stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603  our own
    if done.returncode:
        raise Failed(f"The bench {name} did not run to its end.")
    return done.stdout


def _without_ratio(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "ratio"}
