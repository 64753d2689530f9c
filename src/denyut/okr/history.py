"""A key result's history as its page shows it: a chart and the check-ins behind it."""

from dataclasses import dataclass
from datetime import datetime

from denyut.lib.sparkline import sparkline_points
from denyut.lib.units import format_value
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.faces import Face, face_of

SHOWN = 60
WIDTH, HEIGHT = 640, 160


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in in one language."""

    id: int
    author: Face
    value: str
    before: str
    confidence: int | None
    note: str
    valid_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """Entries, newest first, and their chart: SVG polylines in a 640 × 160 box, with the target's height in it."""

    entries: list[Entry]
    lines: list[str]
    target_at: float
    width: int = WIDTH
    height: int = HEIGHT


def history_of(kr: KeyResult, language: str) -> History:
    """The last 60 check-ins. One query."""
    said = list(kr.check_ins.select_related("author").order_by("-valid_at", "-id")[:SHOWN])
    values = [check_in.value for check_in in reversed(said)]
    low, high = min([*values, kr.target, kr.baseline]), max([*values, kr.target, kr.baseline])
    lines = sparkline_points(values, WIDTH, HEIGHT, low=low, high=high) if len(values) > 1 else []
    target_at = HEIGHT / 2 if high == low else round(float((high - kr.target) / (high - low)) * HEIGHT, 1)
    return History([_entry(check_in, kr.unit, language) for check_in in said], lines, target_at)


def _entry(said: CheckIn, unit: str, language: str) -> Entry:
    before = "" if said.before is None else format_value(said.before.normalize(), unit, language)
    value = format_value(said.value.normalize(), unit, language)
    return Entry(said.pk, face_of(said.author), value, before, said.confidence, said.note, said.valid_at)
