"""The fan as a drawing: what was, what may come, and the target, in a box. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from denyut.foresight.fan import Step

WIDTH, HEIGHT = 640, 200


@dataclass(frozen=True, slots=True)
class Plot:
    """SVG pieces in a 640 × 200 box, time from the start to the end: points of the line that was, of the middle to come, of the band
    around it, and the heights of target and start; `now` is where today stands.
    """

    past: str
    middle: str
    band: str
    target_at: float
    start_at: float
    now: float
    width: int = WIDTH
    height: int = HEIGHT


def plot_of(
    said: Sequence[tuple[date, float]],
    steps: Sequence[tuple[date, Step]],
    *,
    first: date,
    last: date,
    today: date,
    baseline: float,
    target: float,
) -> Plot:
    """The drawing of readings and steps to come, each with its day."""
    values = [baseline, target, *(v for _d, v in said), *(v for _d, s in steps for v in (s.low, s.high))]
    low, high = min(values), max(values)
    size = (high - low) or 1.0

    def at(day: date, value: float) -> str:
        return f"{across(day)},{up(value)}"

    def across(day: date) -> float:
        return round(max(0, (day - first).days) / max(1, (last - first).days) * WIDTH, 1)

    def up(value: float) -> float:
        return round((high - value) / size * HEIGHT, 1)

    known = [(first, baseline), *said]
    ahead = [(known[-1][0], known[-1][1], known[-1][1], known[-1][1])]
    ahead += [(day, step.low, step.middle, step.high) for day, step in steps]
    upper, lower = [at(d, h) for d, _l, _m, h in ahead], [at(d, w) for d, w, _m, _h in reversed(ahead)]
    return Plot(
        past=" ".join(at(day, value) for day, value in known),
        middle=" ".join(at(day, middle) for day, _l, middle, _h in ahead) if steps else "",
        band=" ".join(upper + lower) if steps else "",
        target_at=up(target),
        start_at=up(baseline),
        now=across(today),
    )
