"""Making a workspace again from what `denyut export` wrote: the same rows, the same ids, the same event hashes."""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from denyut.exchange.export.facts import head_of
from denyut.exchange.export.files import FOLDER, files_folder
from denyut.exchange.export.manifest import Manifest
from denyut.exchange.export.opening import damaged, is_archive, unpack
from denyut.exchange.export.progress import Progress, silent
from denyut.exchange.export.tables import fields_of, kept, read_lines
from denyut.exchange.export.whole import has_database
from denyut.people.models import Person
from denyut.spine import writer
from denyut.spine.access import Conflict, Invalid
from denyut.spine.models import Event

AT_ONCE = 500

type Targets = list[tuple[str, str]]

__all__ = ["import_everything", "is_archive", "is_empty", "load_rows", "require_known"]


def import_everything(path: Path, progress: Progress = silent) -> Manifest:
    """Fill this empty workspace with everything in the archive at `path`. Returns the archive's manifest.

    Raises NotThere or Invalid for what is no whole archive, Conflict when the workspace is not empty or the archive
    newer than this program; then nothing is changed.
    """
    require_empty()
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".denyut-import-") as name:
        folder = Path(name)
        told = unpack(path, folder, progress)
        if told.kind != "export":
            raise Invalid("This is a backup. Bring it back with `denyut restore`.", code="backup")
        load_rows(folder, told, progress)
        if (folder / FOLDER).exists():
            shutil.copytree(folder / FOLDER, files_folder(), dirs_exist_ok=True)
    return told


def require_empty() -> None:
    """Raises Conflict when something has happened in this workspace."""
    if not is_empty():
        raise Conflict("This workspace is not empty. Choose an empty data directory with --data.", code="not_empty")


def is_empty() -> bool:
    """Whether nothing has happened here: no database, no tables, or neither people nor events in them."""
    if not has_database() or "spine_event" not in connection.introspection.table_names():
        return True
    return not Event.objects.exists() and not Person.objects.exists()


def require_known(told: Manifest) -> None:
    """Raises Conflict when the archive has tables in a state that this program does not know: a newer one wrote it."""
    known = MigrationLoader(None).disk_migrations
    if any(tuple(name.split(".", 1)) not in known for name in told.migrations):
        sentence = f"This was written by a newer Denyut ({told.version}). Install that version first."
        raise Conflict(sentence, code="newer")


def load_rows(folder: Path, told: Manifest, progress: Progress = silent) -> None:
    """Replace all rows by those in `folder`/tables, in one transaction, then bring the tables up to date.

    The tables are first brought to exactly the state in which the rows were written. Raises Conflict when they are past
    it.
    """
    require_known(told)
    executor = MigrationExecutor(connection)
    targets = _targets(executor, told)
    executor.migrate(targets)
    models = _models(executor, targets)
    writer.run(lambda: _replace_all(folder, told, models, progress))
    call_command("migrate", verbosity=0, interactive=False)


def _models(executor: MigrationExecutor, targets: Targets) -> dict[str, Any]:
    every = executor.loader.project_state(targets).apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in every}


def _targets(executor: MigrationExecutor, told: Manifest) -> Targets:
    wanted = {(app, name) for app, name in (each.split(".", 1) for each in told.migrations)}
    if set(executor.loader.applied_migrations) - wanted:
        raise Conflict("The tables here are newer than the archive. Start with an empty database.", code="tables_newer")
    graph = executor.loader.graph
    return sorted(key for key in wanted if not any(child.key in wanted for child in graph.node_map[key].children))


def _replace_all(folder: Path, told: Manifest, models: dict[str, Any], progress: Progress) -> None:
    with connection.cursor() as cursor:
        for model in kept():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    for place, (table, count) in enumerate(sorted(told.counts.items())):
        progress(table, place, len(told.counts))
        if _load(folder / "tables" / f"{table}.jsonl", models[table]) != count:
            raise damaged(folder, table)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
    if head_of() != told.head:
        raise damaged(folder, "the newest event is another one")


def _load(path: Path, model: Any) -> int:
    fields = fields_of(model)
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES ({places})"  # noqa: S608
    count = 0
    with connection.cursor() as cursor:
        for rows in batched(_rows(path, fields), AT_ONCE, strict=False):
            cursor.executemany(insert, rows)
            count += len(rows)
    return count


def _rows(path: Path, fields: list[Any]) -> Iterator[list[Any]]:
    for told in read_lines(path):
        yield [field.get_db_prep_save(field.to_python(told[field.column]), connection) for field in fields]
