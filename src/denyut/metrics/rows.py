"""Indicators as tiles."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from denyut.lib.sparkline import sparkline_points
from denyut.lib.units import format_value
from denyut.metrics.models import Indicator, change_of

WIDTH, HEIGHT = 96, 28


@dataclass(frozen=True, slots=True)
class Tile:
    """An indicator in one language. `is_better` compares the last reading with the one before (None: equal or alone)."""

    id: int
    name: str
    value: str
    change: str
    is_better: bool | None
    trend: list[str]
    read_at: datetime | None


def tile_of(indicator: Indicator, language: str) -> Tile:
    """One indicator as a tile. No query."""
    value = "" if indicator.value is None else format_value(indicator.value.normalize(), indicator.unit, language)
    change = change_of(indicator)
    moved = (
        "" if not change else ("+" if change > 0 else "") + format_value(change.normalize(), indicator.unit, language)
    )
    series = [Decimal(point) for point in indicator.series]
    trend = sparkline_points(series, WIDTH, HEIGHT) if len(series) > 1 else []
    return Tile(indicator.pk, indicator.name, value, moved, indicator.is_better(), trend, indicator.read_at)
