"""A key result's history as its page shows it: a chart, stretch by stretch, and the check-ins behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from denyut.lib.sparkline import sparkline_points
from denyut.okr.amounts import aim, amount, start
from denyut.okr.models import CheckIn, KeyResult, Segment
from denyut.okr.progress import clamp
from denyut.people.faces import Face, face_of

SHOWN = 60
WIDTH, HEIGHT = 640, 160


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in in one language. `is_legacy` says that it was measured in an earlier way."""

    id: int
    author: Face
    value: str
    before: str
    confidence: int | None
    note: str
    valid_at: datetime
    is_legacy: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """An earlier way of measuring, in one language: what it was and where it ended."""

    number: int
    baseline: str
    target: str
    value: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """Entries, newest first, and the chart of the stretch that runs: SVG polylines in a 640 × 160 box, with the height of its target and
    of the one first promised where that differs. `stretches` are the earlier ones, newest first; `breaks` where on the chart they end."""

    entries: list[Entry]
    lines: list[str]
    target_at: float
    promised_at: float | None
    promised: str
    stretches: list[Stretch]
    breaks: list[float]
    width: int = WIDTH
    height: int = HEIGHT


def history_of(kr: KeyResult, language: str) -> History:
    """The last 60 check-ins and the earlier stretches. Two queries at most."""
    said = list(kr.check_ins.select_related("author").order_by("-valid_at", "-id")[:SHOWN])
    segments = {segment.number: segment for segment in kr.segments.all()} if kr.segment > 1 else {}
    drawn = list(reversed(said))
    promised = _promised(kr)
    scale = _scale([one.value for one in drawn if one.segment == kr.segment], kr, promised)
    heights = [_height(one, kr) for one in drawn]
    lines = _lines(drawn, heights, scale) if len(drawn) > 1 else []
    return History(
        entries=[_entry(one, kr, segments, language) for one in said],
        lines=lines,
        target_at=_at(kr.target, scale),
        promised_at=None if promised is None else _at(promised, scale),
        promised=amount(kr, promised, language),
        stretches=[_stretch(segment, language) for segment in reversed(segments.values())],
        breaks=_breaks(drawn),
    )


type Scale = tuple[Decimal, Decimal]


def _promised(kr: KeyResult) -> Decimal | None:
    """The target first promised, where it is told in the unit of today and differs from the target of today."""
    if kr.original.get("unit") != kr.unit or "target" not in kr.original:
        return None
    target = Decimal(kr.original["target"])
    return target if target != kr.target else None


def _scale(values: Sequence[Decimal], kr: KeyResult, promised: Decimal | None) -> Scale:
    known = [*values, kr.target, kr.baseline, *([promised] if promised is not None else [])]
    return min(known), max(known)


def _at(value: Decimal, scale: Scale) -> float:
    low, high = scale
    return HEIGHT / 2 if high == low else round(float((high - value) / (high - low)) * HEIGHT, 1)


def _height(said: CheckIn, kr: KeyResult) -> Decimal:
    """The value on the scale of today; one of an earlier stretch by its progress, since its unit is another."""
    if said.segment == kr.segment:
        return said.value
    return kr.baseline + clamp(said.progress) * (kr.target - kr.baseline)


def _lines(drawn: Sequence[CheckIn], heights: Sequence[Decimal], scale: Scale) -> list[str]:
    low, high = scale
    with_gaps: list[str] = []
    for number in sorted({one.segment for one in drawn}):
        own = [height if one.segment == number else None for one, height in zip(drawn, heights, strict=True)]
        with_gaps += sparkline_points(own, WIDTH, HEIGHT, low=low, high=high)
    return with_gaps


def _breaks(drawn: Sequence[CheckIn]) -> list[float]:
    steps = len(drawn) - 1
    changed = [place for place in range(1, len(drawn)) if drawn[place].segment != drawn[place - 1].segment]
    return [round((place - 0.5) / steps * WIDTH, 1) for place in changed]


def _entry(said: CheckIn, kr: KeyResult, segments: dict[int, Segment], language: str) -> Entry:
    measured = segments.get(said.segment, kr)
    before, value = amount(measured, said.before, language), amount(measured, said.value, language)
    is_legacy = said.segment != kr.segment
    return Entry(said.pk, face_of(said.author), value, before, said.confidence, said.note, said.valid_at, is_legacy)


def _stretch(segment: Segment, language: str) -> Stretch:
    value = amount(segment, segment.value, language) or "–"
    return Stretch(segment.number, start(segment, language), aim(segment, language), value, segment.ended_at)
