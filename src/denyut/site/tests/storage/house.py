"""A data directory of its own, and the commands run on it as somebody at a terminal would."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

HERE = "denyut.site.tests.storage"
ROOT = Path(__file__).resolve().parents[5]
PATIENCE = 120
IS_SQLITE = "DATABASE_URL" not in os.environ


@dataclass(frozen=True)
class House:
    """A data directory and the environment in which every process finds it."""

    data: Path
    environment: dict[str, str]

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """`denyut WORDS`, to its end."""
        return self._end([sys.executable, "-m", "denyut", *words], more)

    def sow(self) -> None:
        """A small company."""
        done = self._end([sys.executable, "-m", f"{HERE}.seed"], {})
        assert done.returncode == 0, done.stderr

    def script(self, code: str) -> str:
        """What a piece of Python prints here."""
        done = self._end([sys.executable, "-c", code], {})
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def process(self, *words: str, **options: Any) -> Iterator["subprocess.Popen[str]"]:
        """`python -m WORDS`, running during the block and killed after it."""
        child = subprocess.Popen(
            [sys.executable, "-m", *words], env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, **options
        )
        try:
            yield child
        finally:
            child.kill()
            child.communicate()

    def rows(self, folder: Path) -> dict[str, str]:
        """Every table, as exported."""
        assert self.run("export", str(folder)).returncode == 0
        return {path.name: path.read_text() for path in sorted((folder / "tables").iterdir())}

    def _end(self, command: list[str], more: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            env={**self.environment, **more},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


def built(data: Path, database: str = "") -> House:
    """A house in this data directory; beside PostgreSQL in the database of this name."""
    data.mkdir(mode=0o700, parents=True)
    known = {k: v for k, v in os.environ.items() if not k.startswith(("DENYUT_", "DJANGO_"))}
    environment = {**known, "DENYUT_DATA": str(data), "DJANGO_SETTINGS_MODULE": "denyut.site.settings"}
    if database:
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{database}"
    return House(data, environment)


@contextmanager
def database(name: str, like: str = "template0") -> Iterator[str]:
    """The name of a PostgreSQL database that lives during the block; nothing beside SQLite."""
    if IS_SQLITE:
        yield ""
        return
    quoted = connection.ops.quote_name(name)
    _at_the_server(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
    _at_the_server(f"CREATE DATABASE {quoted} TEMPLATE {connection.ops.quote_name(like)}")
    try:
        yield name
    finally:
        _at_the_server(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def copied(template: House, data: Path, name: str = "") -> House:
    """A house like the template."""
    shutil.copytree(template.data, data)
    house = built(data / "again", name)
    (data / "again").rmdir()
    return House(data, {**house.environment, "DENYUT_DATA": str(data)})


def _at_the_server(statement: str) -> None:
    # A connection of its own, outside of any transaction and of the guard that keeps tests from the database.
    import psycopg  # noqa: PLC0415 needed beside PostgreSQL alone

    with psycopg.connect(os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres", autocommit=True) as server:
        server.execute(statement)
