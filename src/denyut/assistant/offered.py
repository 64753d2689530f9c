"""A suggestion as its author sees it: old value, new value, one tap."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language

from denyut.assistant.models import Suggestion
from denyut.lib.numbers import format_percent
from denyut.lib.units import format_value
from denyut.okr.models import KeyResult
from denyut.okr.rows import key_result_row
from denyut.people.requests import new_key
from denyut.people.times import company_now


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One suggestion. `progress` is what the new value would make of it, `status` where the key result stands now."""

    id: int
    key: str
    label: str
    title: str
    before: str
    value: str
    progress: str
    status: str
    status_label: str
    confidence: int | None
    note: str
    answer: str
    answered_at: datetime | None


def offer_row(found: Suggestion) -> OfferRow:
    """A loaded suggestion (with its key result and owner) in the active language."""
    kr, language = found.key_result, get_language() or "en"
    now = key_result_row(kr, language, company_now())
    return OfferRow(
        id=found.pk,
        key=new_key(),
        label=kr.label,
        title=kr.title,
        before=_said(found.before, kr, language),
        value=_said(found.value, kr, language),
        progress=format_percent(kr.progress_at(found.value), language),
        status=now.status,
        status_label=str(now.status_label),
        confidence=found.confidence,
        note=found.note,
        answer=found.answer,
        answered_at=found.answered_at,
    )


def _said(value: Decimal | None, kr: KeyResult, language: str) -> str:
    return "" if value is None else format_value(value.normalize(), kr.unit, language)
