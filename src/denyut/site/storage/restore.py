"""Bringing a backup back. What was there before is set aside, not deleted."""

import tempfile
from collections.abc import Collection
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from denyut.exchange.everything import is_empty, load_rows, require_known
from denyut.exchange.export.archive import remove
from denyut.exchange.export.files import FOLDER
from denyut.exchange.export.manifest import Manifest
from denyut.exchange.export.opening import unpack, verify
from denyut.exchange.export.progress import Progress, silent
from denyut.site.storage import lock
from denyut.site.storage.backup import DATABASE, SECRET, back_up
from denyut.site.storage.migrations import bring_up_to_date
from denyut.spine.access import Conflict, Invalid

# A database without its write-ahead log would be an older one.
REPLACED = frozenset({DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", FOLDER, SECRET})


def restore(path: Path, *, is_forced: bool = False, progress: Progress = silent) -> Path | None:
    """Make this data directory what the backup at `path` says.

    Returns the folder of what was set aside, None for nothing.

    Raises NotThere or Invalid for what is no whole backup, Conflict for one that is newer than this program, for a
    directory that is not empty unless `is_forced`, and for one that is being served.
    """
    told = verify(path, progress)
    _require_backup(told)
    require_known(told)
    data = Path(settings.DATA_DIR)
    with lock.held(data) if connection.vendor == "sqlite" else nullcontext():
        if not is_forced and not _is_vacant(data):
            raise Conflict(
                "%(data)s holds a workspace already. --force sets it aside and restores." % {"data": data},
                code="not_empty",
            )
        with tempfile.TemporaryDirectory(dir=data, prefix=".restoring-") as name:
            unpack(path, Path(name), progress)
            aside = _swap(Path(name), data, told, progress)
    bring_up_to_date()
    return aside


def _require_backup(told: Manifest) -> None:
    if told.kind != "backup":
        raise Invalid("This is an export. Bring it in with: denyut import --everything", code="export")
    if told.database == "sqlite" and connection.vendor != "sqlite":
        raise Invalid(
            "This is a backup of SQLite. Restore it without DATABASE_URL, then move with export and import.",
            code="other_database",
        )


def _is_vacant(data: Path) -> bool:
    files = data / FOLDER
    has_files = files.is_dir() and any(files.iterdir())
    return not has_files and (not (data / DATABASE).exists() if connection.vendor == "sqlite" else is_empty())


def _swap(fresh: Path, data: Path, told: Manifest, progress: Progress) -> Path | None:
    aside = data / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside.mkdir(mode=0o700)
    if connection.vendor != "sqlite" and not is_empty():
        back_up(aside / "database.tar.gz", progress)
    connection.close()
    replaced = REPLACED if told.has_secret_key else REPLACED - {SECRET}
    _move(replaced, data, aside)
    try:
        _move(replaced, fresh, data)
        if told.database == "tables":
            load_rows(fresh, told, progress)
    except BaseException:  # whatever stops it, and be it Ctrl-C, what was there before must come back
        connection.close()
        for name in replaced & {old.name for old in aside.iterdir()}:
            remove(data / name)
        _move(replaced, aside, data)
        raise
    return _kept(aside)


def _move(names: Collection[str], source: Path, target: Path) -> None:
    for name in names:
        if (source / name).exists():
            (source / name).rename(target / name)


def _kept(aside: Path) -> Path | None:
    """What was set aside, unless it is a fresh key alone, with which nothing was ever signed."""
    if {old.name for old in aside.iterdir()} - {SECRET}:
        return aside
    remove(aside)
    return None
