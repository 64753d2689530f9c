"""The tables of a new installation, laid at once as the models have them.

Walking through every migration renders all models again after each step: twenty seconds for tables that nobody has data in yet.
"""

from collections.abc import Iterator
from typing import cast

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps
from django.db.models import Model


def is_new(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database holds no table, but perhaps the empty list of migrations."""
    tables = set(connection.introspection.table_names())
    return (
        tables <= {MigrationRecorder.Migration._meta.db_table}
        and not MigrationRecorder(connection).applied_migrations()
    )


def lay(connection: BaseDatabaseWrapper) -> None:
    """Make every table, what migrations marked `is_needed_when_new` make, and note all migrations as applied: all of it or nothing.

    A migration that moves data has nothing to move here. `connection` must stand outside a transaction.
    """
    executor = MigrationExecutor(connection)
    walk = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in _models(connection):
            editor.create_model(model)
        for migration in walk:
            if getattr(migration, "is_needed_when_new", False):
                _run(migration, editor)
            executor.recorder.record_applied(migration.app_label, migration.name)


def _models(connection: BaseDatabaseWrapper) -> Iterator[type[Model]]:
    for config in apps.get_app_configs():
        if config.models_module is not None:
            found = router.get_migratable_models(config, connection.alias, include_auto_created=False)
            yield from (model for model in found if model._meta.can_migrate(connection))


def _run(migration: Migration, editor: BaseDatabaseSchemaEditor) -> None:
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            operation.code(cast(StateApps, apps), editor)
