"""What an archive says about the workspace it was made from."""

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

import denyut
from denyut.exchange.export.manifest import Head, Manifest
from denyut.spine import clock
from denyut.spine.models import Event


def facts_of(alias: str, *, kind: str, database: str, counts: dict[str, int]) -> Manifest:
    """The manifest of what is seen through this connection, as yet without members."""
    return Manifest(
        kind=kind,
        database=database,
        version=denyut.__version__,
        made_at=clock.now().isoformat(timespec="seconds"),
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections[alias]).applied_migrations()),
        counts=counts,
        head=head_of(alias),
    )


def head_of(alias: str = "default") -> Head:
    """The newest event of the log."""
    newest = Event.objects.using(alias).order_by("-id").values_list("id", "hash").first()
    return Head(*newest) if newest else Head()
