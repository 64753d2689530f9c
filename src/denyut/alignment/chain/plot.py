"""Pairs of changes as dots in a box, a correlation on its scale, and an effect as a range."""

from collections.abc import Sequence
from dataclasses import dataclass

from denyut.alignment.chain.effect import Effect
from denyut.alignment.chain.evidence import Evidence
from denyut.alignment.chain.pairs import Pair

WIDTH, HEIGHT, EDGE = 320, 200, 8
SCALE = 200
SPAN, END = 120, 4


@dataclass(frozen=True, slots=True)
class Plot:
    """Dots in a 320 × 200 box, x growing with the goal's change, up is more of the indicator; and where no change is on either axis."""

    dots: list[tuple[float, float]]
    zero_x: float
    zero_y: float
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Scale:
    """A correlation from −1 to 1 on a line of 200: where it stands, and where the noise begins and how far it reaches."""

    at: float
    noise_from: float
    noise_over: float
    width: int = SCALE


@dataclass(frozen=True, slots=True)
class Span:
    """A range on a line of 120: where it begins and how long it is, where nothing is, and where it was expected (None: not said)."""

    begins: float
    length: float
    zero: float
    expected: float | None
    width: int = SPAN


def span_of(effect: Effect | None, expected: float | None) -> Span | None:
    """The drawing of an effect, None without one. Nothing, and what was expected, are always on the line."""
    if effect is None:
        return None
    within = _fit([effect.low, effect.high, *([] if expected is None else [expected])])

    def at(value: float) -> float:
        return round(END + (value - within[0]) / (within[1] - within[0]) * (SPAN - 2 * END), 1)

    length = max(1.0, round(at(effect.high) - at(effect.low), 1))
    return Span(at(effect.low), length, at(0), None if expected is None else at(expected))


def plot_of(pairs: Sequence[Pair]) -> Plot | None:
    """The dots of pairs, None without any."""
    if not pairs:
        return None
    across, up = (_fit([float(pair[side]) for pair in pairs]) for side in (0, 1))
    dots = [(_x(float(x), across), _y(float(y), up)) for x, y in pairs]
    return Plot(dots, _x(0, across), _y(0, up))


def scale_of(evidence: Evidence) -> Scale | None:
    """The scale of a correlation, None where none was worked out."""
    if evidence.rho is None or evidence.noise is None:
        return None
    half = SCALE / 2
    reach = evidence.noise * half
    return Scale(round(half + evidence.rho * half, 1), round(half - reach, 1), round(2 * reach, 1))


def _fit(values: Sequence[float]) -> tuple[float, float]:
    low, high = min([*values, 0.0]), max([*values, 0.0])
    return (low, high) if high > low else (low - 1, high + 1)


def _x(value: float, span: tuple[float, float]) -> float:
    return round(EDGE + (value - span[0]) / (span[1] - span[0]) * (WIDTH - 2 * EDGE), 1)


def _y(value: float, span: tuple[float, float]) -> float:
    return round(HEIGHT - EDGE - (value - span[0]) / (span[1] - span[0]) * (HEIGHT - 2 * EDGE), 1)
