"""A backup: the whole workspace at one moment, in one archive, verified, while people go on working.

SQLite is copied by its own backup interface. From PostgreSQL every table is read in one REPEATABLE READ transaction and
kept as JSON Lines: `pg_dump` must not be older than the server and is often missing where Denyut runs, whereas this
always works.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import connection

import denyut
from denyut.exchange.export.archive import Archive, writing
from denyut.exchange.export.manifest import NAME, Manifest, Member
from denyut.exchange.export.progress import Progress, silent
from denyut.exchange.export.whole import add_files, add_folder, require_workspace, write_rows
from denyut.site.storage.copying import copy_database, counts_in, migrations_in
from denyut.spine import clock

DATABASE = "denyut.sqlite3"
SECRET = "secret.key"  # noqa: S105


def back_up(path: Path, progress: Progress = silent) -> Manifest:
    """Write the backup `path`: a .zip, a .tar.gz or a new folder, readable by its owner alone. Returns its manifest.

    Raises Conflict when `path` exists or there is no workspace, Unavailable when the copy does not verify.
    """
    require_workspace()
    with writing(path, progress) as archive, tempfile.TemporaryDirectory(dir=path.parent, prefix=".denyut-") as name:
        folder = Path(name)
        rows = _copied(folder, progress) if connection.vendor == "sqlite" else write_rows(folder, "backup", progress)
        # Files come after the rows that speak of them: one added meanwhile is one too many, never one too few.
        members = [*add_folder(archive, folder), *add_files(archive, progress), *_add_secret(archive)]
        told = replace(rows, members=members, has_secret_key=any(member.name == SECRET for member in members))
        archive.put_text(NAME, told.text())
    return told


def _copied(folder: Path, progress: Progress) -> Manifest:
    copy = folder / DATABASE
    head = copy_database(Path(connection.settings_dict["NAME"]), copy, progress)
    return Manifest(
        kind="backup",
        database="sqlite",
        version=denyut.__version__,
        made_at=clock.now().isoformat(timespec="seconds"),
        migrations=migrations_in(copy),
        counts=counts_in(copy),
        head=head,
    )


def _add_secret(archive: Archive) -> Iterator[Member]:
    path = Path(settings.DATA_DIR) / SECRET
    if path.exists() and not os.environ.get("DENYUT_SECRET_KEY"):
        yield archive.add(SECRET, path)
