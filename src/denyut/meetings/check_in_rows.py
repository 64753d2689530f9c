"""Check-ins as the places that numbers lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from denyut.lib.units import format_value
from denyut.okr.models import CheckIn
from denyut.people.faces import Face, face_of


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One check-in in one language."""

    id: int
    key_result: int
    label: str
    title: str
    before: str
    value: str
    confidence: int | None
    note: str
    author: Face
    at: datetime


def check_in_rows(check_ins: Iterable[CheckIn], language: str) -> list[CheckInRow]:
    """Check-ins as rows; their key results and authors must be loaded. No query. One of an earlier way of measuring has no unit."""
    return [_row(one, language) for one in check_ins]


def _row(one: CheckIn, language: str) -> CheckInRow:
    kr = one.key_result
    unit = kr.unit if one.segment == kr.segment else ""
    before = "" if one.before is None else format_value(one.before.normalize(), unit, language)
    value = format_value(one.value.normalize(), unit, language)
    face = face_of(one.author)
    return CheckInRow(one.pk, kr.pk, kr.label, kr.title, before, value, one.confidence, one.note, face, one.recorded_at)
