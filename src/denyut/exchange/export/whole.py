"""Writing everything into open formats, from which the same workspace can be made again."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from denyut.exchange.export.archive import Archive, writing
from denyut.exchange.export.facts import facts_of
from denyut.exchange.export.files import kept_files
from denyut.exchange.export.manifest import NAME, Manifest, Member
from denyut.exchange.export.progress import Progress, silent
from denyut.exchange.export.schema import schema
from denyut.exchange.export.sheets import write_sheets
from denyut.exchange.export.snapshot import snapshot
from denyut.exchange.export.tables import SESSIONS, kept, write_tables
from denyut.spine.access import Conflict

README = """Denyut export: everything of one workspace in open formats.

tables/   every table as JSON Lines: one object a row, columns by name. schema.json says what each column is.
csv/      objectives, key results, check-ins, alignment and people for a spreadsheet (UTF-8); goals.xlsx has them all.
files/    the files that people added.
manifest.json   counts, the newest event's hash, and size and SHA-256 of every file here.

`denyut import --everything` makes the same workspace from this in an empty one, the event log's hashes included.
It holds password hashes and access token hashes: keep it as safe as the server itself. Open sessions and the server's
secret key are not in it.
"""


def write_everything(path: Path, progress: Progress = silent) -> Manifest:
    """Write the whole workspace to `path`: a .zip, a .tar.gz or a new folder, verified. Returns its manifest.

    Raises Conflict when `path` exists or there is no workspace yet.
    """
    require_workspace()
    with writing(path, progress) as archive, tempfile.TemporaryDirectory(dir=path.parent, prefix=".denyut-") as name:
        told = write_rows(Path(name), "export", progress)
        readme = archive.put_text("README.txt", README)
        members = [*add_folder(archive, Path(name)), readme, *add_files(archive, progress)]
        told = replace(told, members=members)
        archive.put_text(NAME, told.text())
    return told


def write_rows(folder: Path, kind: str, progress: Progress) -> Manifest:
    """Write tables, schema and sheets into the folder, all of one moment. Returns the manifest, as yet without members.

    A backup keeps the open sessions, an export does not, and only an export has the sheets. Raises Conflict when the tables
    are not those of this version.
    """
    _require_up_to_date()
    tables = kept(but=SESSIONS if kind == "export" else frozenset())
    with snapshot() as alias:
        told = facts_of(alias, kind=kind, database="tables", counts={})
        counts = write_tables(folder / "tables", alias, tables, progress, is_unsealed=kind == "export")
        if kind == "export":
            write_sheets(folder / "csv", alias)
    (folder / "schema.json").write_text(schema(tables), encoding="utf-8")
    return replace(told, counts=counts)


def add_folder(archive: Archive, folder: Path) -> Iterator[Member]:
    """Put every file of the folder into the archive."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield archive.add(path.relative_to(folder).as_posix(), path)


def add_files(archive: Archive, progress: Progress) -> Iterator[Member]:
    """Put the files that people added into the archive. One that is taken away meanwhile is left out."""
    every = list(kept_files())
    for place, (name, path) in enumerate(every):
        progress("Files", place, len(every))
        try:
            yield archive.add(name, path)
        except FileNotFoundError:
            continue


def require_workspace() -> None:
    """Raises Conflict when nothing is here that could be written: no database, or one without tables."""
    if not has_database() or "spine_event" not in connection.introspection.table_names():
        raise Conflict("There is no workspace here yet. Choose its data directory with --data.", code="no_workspace")


def _require_up_to_date() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Conflict("The tables are of an older Denyut. Run: denyut migrate", code="tables_older")


def has_database() -> bool:
    """Whether there is a database to ask. Asking SQLite for one that is missing would make it."""
    if connection.vendor != "sqlite":
        return True
    name = str(connection.settings_dict["NAME"])
    return "memory" in name or Path(name).exists()
