"""Keeping what an import made and changed, so that it can be undone."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from denyut.exchange.actions.writing import add_rows
from denyut.exchange.models import Import, Trace
from denyut.spine.models import Event

FIELDS = ("import_of", "act", "subject_kind", "subject_id", "before", "after", "event")


def trace_made(done: Import, made: Sequence[models.Model], events: Sequence[Event | None]) -> None:
    """Keep that these rows came with an import, each with the event that told of it."""
    act = Trace.Act.MADE.value
    rows: list[tuple[Any, ...]] = [
        (done.pk, act, one._meta.label_lower, one.pk, {}, {}, event.pk if event else None)
        for one, event in zip(made, events, strict=True)
    ]
    add_rows(Trace, FIELDS, rows)


def trace_changed(done: Import, one: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Keep what an import changed in a row, as far as it differs; nothing when nothing does."""
    was, now = as_json(before), as_json(after)
    names = [name for name in now if was[name] != now[name]]
    if names:
        Trace.objects.create(
            import_of=done,
            act=Trace.Act.CHANGED,
            subject_kind=one._meta.label_lower,
            subject_id=one.pk,
            before={name: was[name] for name in names},
            after={name: now[name] for name in names},
        )


def as_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Field values as JSON keeps them: rows by their number, decimals and days as text."""
    return {name: plain_value(value) for name, value in fields.items()}


def plain_value(value: Any) -> Any:
    """One value as JSON keeps it; a decimal without idle zeros."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value.isoformat() if isinstance(value, date) else value
