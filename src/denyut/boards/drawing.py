"""Numbers as shapes: lines, bars, heat. Pure; the words are made before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from denyut.boards.subjects.subject import Cell
from denyut.lib.sparkline import sparkline_points

WIDTH, HEIGHT = 640, 180
MOST_LINES, MOST_BARS, LEVELS = 5, 10, 5
type Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its words, and its SVG polylines in a 640 × 180 box. `dash` tells it from the others without colour."""

    words: str
    points: list[str]
    dash: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, its value, and its length in per mille of the longest."""

    place: Place
    value: Decimal
    length: int
    share: int


@dataclass(frozen=True, slots=True)
class Heat:
    """A grid of values: places of both sides, and for each row its values with a level from 0 (nothing) to 5 (the most)."""

    across: list[Place]
    rows: list[tuple[Place, list[tuple[Place, Decimal | None, int]]]]


def lines_of(cells: Sequence[Cell]) -> tuple[list[Place], list[Series], Decimal, Decimal]:
    """The places of the first side, one series for each place of the second (the five with the largest last values), and low and high.

    A scale begins at nothing unless all values are below it: a line that starts elsewhere makes small changes look large.
    """
    places = list(dict.fromkeys(cell.by for cell in cells if cell.by[0]))
    known = {(cell.by, cell.across): cell.value for cell in cells}
    others = list(dict.fromkeys(cell.across for cell in cells))
    values = [cell.value for cell in cells if cell.value is not None and cell.by[0]]
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    largest = sorted(others, key=lambda one: -_last(places, one, known))[:MOST_LINES]
    series = [
        Series(
            one[1], sparkline_points([known.get((at, one)) for at in places], WIDTH, HEIGHT, low=low, high=high), dash
        )
        for dash, one in enumerate(largest)
    ]
    return places, series, low, high


def bars_of(cells: Sequence[Cell], *, is_ordered: bool) -> list[Bar]:
    """A bar for each value, the longest first unless their order means something; ten at most. `share` is percent of the first."""
    known = [(cell.by, cell.value) for cell in cells if cell.value is not None]
    chosen = known if is_ordered else sorted(known, key=lambda one: -one[1])
    shown = chosen[:MOST_BARS]
    longest = max((abs(value) for _place, value in shown), default=Decimal(0))
    first = shown[0][1] if shown else Decimal(0)
    return [Bar(place, value, _part(abs(value), longest, 1000), _part(value, first, 100)) for place, value in shown]


def heat_of(cells: Sequence[Cell]) -> Heat:
    """The grid of both sides. A place without a value is empty, not zero."""
    rows = list(dict.fromkeys(cell.by for cell in cells))
    across = list(dict.fromkeys(cell.across for cell in sorted(cells, key=lambda cell: cell.across)))
    known = {(cell.by, cell.across): cell.value for cell in cells}
    most = max((abs(cell.value) for cell in cells if cell.value is not None), default=Decimal(0))

    def at(row: Place, column: Place) -> tuple[Place, Decimal | None, int]:
        value = known.get((row, column))
        return column, value, 0 if not value else max(1, _part(abs(value), most, LEVELS))

    return Heat(across, [(row, [at(row, column) for column in across]) for row in rows])


def _last(places: Sequence[Place], one: Place, known: dict[tuple[Place, Place], Decimal | None]) -> Decimal:
    found = (known.get((at, one)) for at in reversed(places))
    return next((value for value in found if value is not None), Decimal(0))


def _part(value: Decimal, whole: Decimal, of: int) -> int:
    return round(value / whole * of) if whole else 0
