"""An indicator's history as its page shows it: a chart in its band, the readings behind it, and what it meant when."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.lib.sparkline import sparkline_points
from denyut.metrics.labels import FORMULAS, input_label
from denyut.metrics.models import Definition, Indicator, Reading
from denyut.metrics.rows import band_of, worded
from denyut.people.faces import Face, face_of

SHOWN = 60
WIDTH, HEIGHT = 640, 160
NUMBERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading in one language; `inputs` are label and numbers, `is_comparable` whether today's unit is its own."""

    id: int
    author: Face
    value: str
    version: int
    is_comparable: bool
    inputs: list[tuple[str, str]]
    valid_at: datetime


@dataclass(frozen=True, slots=True)
class Chart:
    """SVG polylines in a 640 × 160 box, and the band in it from `band_top` over `band_height` (0: none)."""

    lines: list[str]
    band_top: float
    band_height: float
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Version:
    """One version of what an indicator means, in one language."""

    number: int
    name: str
    unit: str
    formula: str
    good: str
    band: str
    description: str
    author: Face
    reason: str
    made_at: datetime


def entries_of(indicator: Indicator, language: str) -> list[Entry]:
    """The last 60 readings, newest first. One query."""
    readings = indicator.readings.select_related("author").order_by("-valid_at", "-id")[:SHOWN]
    units = {one.version: one.unit for one in indicator.definitions.all()}
    return [_entry(reading, indicator, units.get(reading.version, indicator.unit), language) for reading in readings]


def chart_of(indicator: Indicator) -> Chart:
    """The line of the readings that can be compared, with the healthy band behind it. No query."""
    values = [Decimal(point) for point in indicator.series]
    bounds = [bound for bound in (indicator.band_low, indicator.band_high) if bound is not None]
    if len(values) < 2:
        return Chart([], 0, 0)
    low, high = min([*values, *bounds]), max([*values, *bounds])
    lines = sparkline_points(values, WIDTH, HEIGHT, low=low, high=high)
    if not bounds or low == high:
        return Chart(lines, 0, 0)
    top = _down(indicator.band_high, low, high) if indicator.band_high is not None else 0
    bottom = _down(indicator.band_low, low, high) if indicator.band_low is not None else HEIGHT
    # A band that touches the edge keeps a sliver, so that it can still be seen.
    return Chart(lines, min(top, HEIGHT - 2), max(round(bottom - top, 1), 2))


def versions_of(indicator: Indicator, language: str) -> list[Version]:
    """What it meant, the present meaning first. No query when its definitions are fetched with their authors."""
    return [_version(definition, language) for definition in indicator.definitions.all()]


def formula_words(formula: str) -> str:
    """How the number comes about."""
    return str(FORMULAS[formula]) if formula in FORMULAS else _("entered itself")


def _down(bound: Decimal, low: Decimal, high: Decimal) -> float:
    return round(float((high - bound) / (high - low)) * HEIGHT, 1)


def _entry(reading: Reading, indicator: Indicator, unit: str, language: str) -> Entry:
    return Entry(
        id=reading.pk,
        author=face_of(reading.author),
        value=worded(reading.value, unit, language),
        version=reading.version,
        is_comparable=reading.version >= indicator.series_from,
        inputs=[(input_label(name), _numbers(given, language)) for name, given in reading.inputs.items()],
        valid_at=reading.valid_at,
    )


def _numbers(given: str | list[str], language: str) -> str:
    if isinstance(given, str):
        return worded(Decimal(given), "", language)
    shown = " · ".join(worded(Decimal(number), "", language) for number in given[:NUMBERS_SHOWN])
    more = len(given) - NUMBERS_SHOWN
    return _("%(numbers)s and %(more)s more") % {"numbers": shown, "more": more} if more > 0 else shown


def _version(definition: Definition, language: str) -> Version:
    return Version(
        number=definition.version,
        name=definition.name,
        unit=definition.unit,
        formula=formula_words(definition.formula),
        good=definition.get_good_display(),
        band=band_of(definition, language),
        description=definition.description,
        author=face_of(definition.made_by),
        reason=definition.reason,
        made_at=definition.made_at,
    )
