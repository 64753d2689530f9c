"""Every table as JSON Lines: one object a row, its columns by name.

Decimals are strings that keep every digit, moments are ISO 8601 in UTC, bytes are Base64, JSON columns are JSON.
"""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from denyut.exchange.export.progress import Progress, silent

AT_ONCE = 2000
# Whoever is signed in stays so only where they are: an open session is a key, not a fact about the company.
SESSIONS = frozenset({"django_session", "usersessions_usersession"})
# Credentials of other programs, encrypted with the installation's key: they stay with the installation.
SEALED = frozenset({"sources_source.secret"})

type Kept = type[models.Model]


def kept(*, but: frozenset[str] = frozenset()) -> list[Kept]:
    """The models whose tables make up the workspace, in the order of their names."""
    every = apps.get_models(include_auto_created=True)
    ours = [model for model in every if model._meta.managed and not model._meta.proxy and not model._meta.swapped]
    return sorted((model for model in ours if model._meta.db_table not in but), key=lambda model: model._meta.db_table)


def fields_of(model: Kept) -> list[Any]:
    """The fields that are columns of the model's own table and can be written."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def write_tables(
    folder: Path, alias: str, tables: list[Kept], progress: Progress = silent, *, is_unsealed: bool = False
) -> dict[str, int]:
    """Write each table into `folder` as NAME.jsonl; with `is_unsealed` what is SEALED is left empty. Returns how many rows each has."""
    folder.mkdir(parents=True)
    counts, empty = {}, SEALED if is_unsealed else frozenset()
    for place, model in enumerate(tables):
        progress(model._meta.db_table, place, len(tables))
        with (folder / f"{model._meta.db_table}.jsonl").open("w", encoding="utf-8") as file:
            counts[model._meta.db_table] = sum(file.write(line) > 0 for line in _lines(model, alias, empty))
    return counts


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file that `write_tables` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _lines(model: Kept, alias: str, empty: frozenset[str]) -> Iterator[str]:
    fields = fields_of(model)
    columns = [field.column for field in fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*(field.attname for field in fields))
    bare = {column: "" for column in columns if f"{model._meta.db_table}.{column}" in empty}
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield json.dumps({**dict(zip(columns, row, strict=True)), **bare}, default=_plain, ensure_ascii=False) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | timedelta):
        return str(value)
    return base64.b64encode(bytes(value)).decode()
