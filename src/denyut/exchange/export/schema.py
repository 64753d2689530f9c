"""What the columns of the exported tables are, in words that need no knowledge of this program."""

import json
from typing import Any

from django.db import models

from denyut.exchange.export.tables import Kept, fields_of

# From the most particular kind of column to the most general.
TYPES: tuple[tuple[type[Any], str], ...] = (
    (models.BooleanField, "true or false"),
    (models.DecimalField, "decimal, as text"),
    (models.FloatField, "number"),
    (models.IntegerField, "whole number"),
    (models.DateTimeField, "moment, ISO 8601 in UTC"),
    (models.DateField, "day, ISO 8601"),
    (models.TimeField, "time of day, ISO 8601"),
    (models.DurationField, "length of time"),
    (models.UUIDField, "UUID"),
    (models.BinaryField, "bytes, Base64"),
    (models.JSONField, "JSON"),
)


def schema(tables: list[Kept]) -> str:
    """The description of these tables as JSON."""
    told = {model._meta.db_table: {"about": _about(model), "columns": _columns(model)} for model in tables}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _about(model: Kept) -> str:
    written = (model.__doc__ or "").strip().splitlines()[0] if model.__doc__ else ""
    return model.__name__ if written.startswith(f"{model.__name__}(") else written


def _columns(model: Kept) -> list[dict[str, Any]]:
    return [_column(field) for field in fields_of(model)]


def _column(field: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.column, "type": _type(field), "may_be_empty": field.null}
    if field.primary_key:
        told["is_key"] = True
    if field.remote_field is not None:
        told["refers_to"] = f"{field.target_field.model._meta.db_table}.{field.target_field.column}"
    return told


def _type(field: Any) -> str:
    target = field.target_field if field.remote_field is not None else field
    return next((words for kind, words in TYPES if isinstance(target, kind)), "text")
