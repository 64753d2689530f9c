"""A small line of a series, as points for SVG polylines."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

type Point = tuple[float, float]


def sparkline_points(
    values: Sequence[Decimal | None],
    width: float,
    height: float,
    *,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> list[str]:
    """One "x,y x,y" text per unbroken run of values; a None is a gap and keeps its place on the x-axis.

    `low` and `high` fix the scale (values beyond are drawn on the edge), else the series fills the height. A lone value
    is two equal points, so that a round line cap draws a dot. Up is small y, as in SVG.
    """
    known = [value for value in values if value is not None]
    if not known:
        return []
    floor = min(known) if low is None else low
    ceiling = max(known) if high is None else high
    points = [
        None if value is None else (_across(place, len(values), width), _down(value, floor, ceiling, height))
        for place, value in enumerate(values)
    ]
    return [_polyline(run) for run in _runs(points)]


def _across(place: int, count: int, width: float) -> float:
    return width / 2 if count == 1 else width * place / (count - 1)


def _down(value: Decimal, floor: Decimal, ceiling: Decimal, height: float) -> float:
    if ceiling <= floor:
        return height / 2
    inside = min(max(value, floor), ceiling)
    return height * float((ceiling - inside) / (ceiling - floor))


def _runs(points: list[Point | None]) -> Iterator[list[Point]]:
    for is_gap, run in groupby(points, key=lambda point: point is None):
        if not is_gap:
            yield [point for point in run if point is not None]


def _polyline(run: list[Point]) -> str:
    drawn = run if len(run) > 1 else run * 2
    return " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in drawn)
