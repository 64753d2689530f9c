"""The test's database, for other processes."""

import os
from pathlib import Path

from django.db import connection


def environment_for_others(folder: Path) -> dict[str, str]:
    """The environment in which a process that has its data in this (empty) folder opens the database of this test."""
    name = connection.settings_dict
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "denyut.site.settings", "DENYUT_DATA": str(folder)}
    if connection.vendor == "postgresql":
        host = f"{name['USER']}:{name['PASSWORD']}@{name['HOST']}:{name['PORT'] or 5432}"
        return {**environment, "DATABASE_URL": f"postgres://{host}/{name['NAME']}"}
    (folder / "denyut.sqlite3").symlink_to(name["NAME"])
    return environment
