"""Lines as SVG paths, in pixels of the finished drawing."""

import itertools
from collections.abc import Sequence

from denyut.alignment.map.grid import Point

ROUND, TURN_BEFORE_END = 10, 20


def elbow(start: Point, end: Point) -> str:
    """From a parent to a child: along, down in the gap, and along again, with rounded corners.

    The way down is at a fixed distance before the end, so that the lines to all children of a parent fall together.
    """
    drop, turn = end.y - start.y, 1 if end.x >= start.x else -1
    if not drop:
        return f"M{_pair(start)}H{_short(end.x)}"
    middle = end.x - turn * min(abs(end.x - start.x) / 2, TURN_BEFORE_END)
    bend = min(ROUND, abs(drop) / 2)
    across, down = turn * bend, bend if drop > 0 else -bend
    corner, other = Point(across, down), Point(0, down)
    return (
        f"M{_pair(start)}H{_short(middle - across)}q{_short(across)} 0 {_pair(corner)}"
        f"V{_short(end.y - down)}q{_pair(other)} {_pair(corner)}H{_short(end.x)}"
    )


def sweep(points: Sequence[Point]) -> str:
    """A smooth curve through the points, which leaves and arrives along the line of reading."""
    path = f"M{_pair(points[0])}"
    for start, end in itertools.pairwise(points):
        reach = (end.x - start.x) / 2
        path += f"C{_pair(Point(start.x + reach, start.y))} {_pair(Point(end.x - reach, end.y))} {_pair(end)}"
    return path


def bow(start: Point, end: Point, out: float) -> str:
    """A curve between two points above each other, which swings out by `out` pixels."""
    return f"M{_pair(start)}C{_pair(Point(start.x + out, start.y))} {_pair(Point(end.x + out, end.y))} {_pair(end)}"


def _pair(point: Point) -> str:
    return f"{_short(point.x)} {_short(point.y)}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
