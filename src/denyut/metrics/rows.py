"""Indicators as tiles and rows: plain values in one language."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.lib.sparkline import sparkline_points
from denyut.lib.units import format_value
from denyut.metrics.models import Indicator, Meaning, change_of
from denyut.spine import clock

WIDTH, HEIGHT = 96, 28


@dataclass(frozen=True, slots=True)
class Tile:
    """An indicator in one language. `is_better` compares the last reading with the one before (None: equal or alone).

    A stale one waits for a reading longer than its cadence allows.
    `is_healthy` says whether it lies in its `band` (None: no band or no reading).
    """

    id: int
    name: str
    value: str
    change: str
    is_better: bool | None
    is_healthy: bool | None
    band: str
    is_leading: bool
    trend: list[str]
    read_at: datetime | None
    is_stale: bool


def tile_of(indicator: Indicator, language: str) -> Tile:
    """One indicator as a tile. No query."""
    change = change_of(indicator)
    moved = "" if not change else ("+" if change > 0 else "") + worded(change, indicator.unit, language)
    series = [Decimal(point) for point in indicator.series]
    return Tile(
        id=indicator.pk,
        name=indicator.name,
        value="" if indicator.value is None else worded(indicator.value, indicator.unit, language),
        change=moved,
        is_better=indicator.is_better(),
        is_healthy=indicator.is_healthy(),
        band=band_of(indicator, language),
        is_leading=indicator.is_leading,
        trend=sparkline_points(series, WIDTH, HEIGHT) if len(series) > 1 else [],
        read_at=indicator.read_at,
        is_stale=indicator.is_stale(clock.now()),
    )


def worded(value: Decimal, unit: str, language: str) -> str:
    """A value with its unit, without idle zeros."""
    return format_value(value.normalize(), unit, language)


def band_of(meaning: Meaning, language: str) -> str:
    """The healthy band in words; empty without one."""
    low, high = meaning.band_low, meaning.band_high
    words = {
        "low": "" if low is None else worded(low, meaning.unit, language),
        "high": "" if high is None else worded(high, meaning.unit, language),
    }
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % words
    if low is not None:
        return _("%(low)s or more") % words
    return _("%(high)s or less") % words if high is not None else ""
