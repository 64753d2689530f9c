"""The numbers of key results as they were seen at one moment, kept as plain values that nothing changes later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from denyut.lib.numbers import format_percent
from denyut.lib.units import format_value
from denyut.okr.labels import STATUS_LABELS
from denyut.okr.models import KeyResult
from denyut.okr.paces import paces_of
from denyut.okr.status import Status
from denyut.people.times import company_now

type Snapshot = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A key result as it was seen then, in one language."""

    key_result: int
    label: str
    title: str
    value: str
    target: str
    progress: str
    status: str
    status_label: str | Promise
    confidence: int | None
    checked_in_at: datetime | None


def snapshot_of(key_results: Sequence[KeyResult]) -> Snapshot:
    """The live numbers of these key results now: value, target, progress, status, confidence. Their objectives must be loaded."""
    paces, day = paces_of([], key_results), company_now().date()
    return [
        {
            "key_result": kr.pk,
            "label": kr.label,
            "title": kr.title,
            "unit": kr.unit,
            "value": None if kr.value is None else str(kr.value.normalize()),
            "target": str(kr.target.normalize()),
            "progress": str(kr.progress),
            "status": paces.key_result(kr, day).status.value,
            "confidence": kr.confidence,
            "checked_in_at": kr.checked_in_at.isoformat() if kr.checked_in_at else None,
        }
        for kr in key_results
    ]


def seen_then(snapshot: Snapshot, language: str) -> list[Seen]:
    """A kept snapshot in one language. No query: nothing of today is in it."""
    return [
        Seen(
            key_result=one["key_result"],
            label=one["label"],
            title=one["title"],
            value="" if one["value"] is None else format_value(Decimal(one["value"]), one["unit"], language),
            target=format_value(Decimal(one["target"]), one["unit"], language),
            progress=format_percent(Decimal(one["progress"]), language),
            status=one["status"],
            status_label=STATUS_LABELS[Status(one["status"])],
            confidence=one["confidence"],
            checked_in_at=datetime.fromisoformat(one["checked_in_at"]) if one["checked_in_at"] else None,
        )
        for one in snapshot
    ]
