"""An indicator's history as its page shows it: a chart in its band, the readings behind it, and what it meant when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.lib.sparkline import sparkline_points
from denyut.metrics.labels import FORMULAS, input_label
from denyut.metrics.lineage import Link, links_of
from denyut.metrics.models import Definition, Indicator, Reading
from denyut.metrics.rows import band_of, worded
from denyut.people.faces import Face, face_of
from denyut.people.models import Person

SHOWN, POINTS = 60, 26
WIDTH, HEIGHT = 640, 160
NUMBERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading in one language; `inputs` are label and numbers, `is_comparable` whether today's unit is its own.

    A hollow one sums up too few cases to count; `origin` says what brought it in, where nobody entered it; `was` is what it
    said before it was put right, the last correction first: value, reason, day.
    """

    id: int
    author: Face
    value: str
    version: int
    is_comparable: bool
    inputs: list[tuple[str, str]]
    valid_at: datetime
    n: int | None
    is_hollow: bool
    is_estimated: bool
    origin: Link | None
    was: list[tuple[str, str, datetime]]


@dataclass(frozen=True, slots=True)
class Chart:
    """SVG polylines in a 640 × 160 box, and the band in it from `band_top` over `band_height` (0: none).

    `hollow` are the places of readings that sum up too few cases.
    """

    lines: list[str]
    band_top: float
    band_height: float
    hollow: list[tuple[float, float]] = field(default_factory=list)
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


def readings_of(indicator: Indicator) -> list[Reading]:
    """The last 60 readings with their corrections, newest first. Two queries."""
    found = indicator.readings.select_related("author").prefetch_related("corrections").order_by("-valid_at", "-id")
    return list(found[:SHOWN])


def entries_of(indicator: Indicator, readings: Sequence[Reading], viewer: Person, language: str) -> list[Entry]:
    """Readings as rows, for whoever looks. A query for each kind of origin."""
    units = {one.version: one.unit for one in indicator.definitions.all()}
    links = links_of(viewer, [one.origin for one in readings])
    return [
        _entry(one, indicator, units.get(one.version, indicator.unit), links.get(one.origin), language)
        for one in readings
    ]


def chart_of(indicator: Indicator, readings: Sequence[Reading]) -> Chart:
    """The line of the last readings that can be compared, with the healthy band behind it; hollow ones stand beside the line."""
    shown = [one for one in reversed(readings) if one.version >= indicator.series_from][-POINTS:]
    solid = [None if one.is_hollow(indicator.least) else one.value for one in shown]
    values = [one.value for one in shown]
    bounds = [bound for bound in (indicator.band_low, indicator.band_high) if bound is not None]
    if len(values) < 2:
        return Chart([], 0, 0)
    low, high = min([*values, *bounds]), max([*values, *bounds])
    lines = sparkline_points(solid, WIDTH, HEIGHT, low=low, high=high)
    hollow = [
        (round(WIDTH * place / (len(shown) - 1), 1), _down(one.value, low, high))
        for place, one in enumerate(shown)
        if solid[place] is None
    ]
    if not bounds or low == high:
        return Chart(lines, 0, 0, hollow)
    top = _down(indicator.band_high, low, high) if indicator.band_high is not None else 0
    bottom = _down(indicator.band_low, low, high) if indicator.band_low is not None else HEIGHT
    # A band that touches the edge keeps a sliver, so that it can still be seen.
    return Chart(lines, min(top, HEIGHT - 2), max(round(bottom - top, 1), 2), hollow)


def versions_of(indicator: Indicator, language: str) -> list[Version]:
    """What it meant, the present meaning first. No query when its definitions are fetched with their authors."""
    return [_version(definition, language) for definition in indicator.definitions.all()]


def formula_words(formula: str) -> str:
    """How the number comes about."""
    return str(FORMULAS[formula]) if formula in FORMULAS else _("entered itself")


def _down(bound: Decimal, low: Decimal, high: Decimal) -> float:
    return round(float((high - bound) / (high - low)) * HEIGHT, 1) if high > low else HEIGHT / 2


def _entry(reading: Reading, indicator: Indicator, unit: str, origin: Link | None, language: str) -> Entry:
    return Entry(
        id=reading.pk,
        author=face_of(reading.author),
        value=worded(reading.value, unit, language),
        version=reading.version,
        is_comparable=reading.version >= indicator.series_from,
        inputs=[(input_label(name), _numbers(given, language)) for name, given in reading.inputs.items()],
        valid_at=reading.valid_at,
        n=reading.n,
        is_hollow=reading.is_hollow(indicator.least),
        is_estimated=reading.quality == Reading.Quality.ESTIMATED,
        origin=origin,
        was=[(worded(one.was, unit, language), one.reason, one.made_at) for one in reading.corrections.all()],
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
