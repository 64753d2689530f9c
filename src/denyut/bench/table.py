"""Figures: what was measured, beside the number to reach and the raw limit of the machine in the same run."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADS = ("", "to reach", "measured", "raw limit", "ratio")
ONE_DECIMAL, TWO_DECIMALS = 100, 10


@dataclass(frozen=True)
class Figure:
    """One line of the table. `limit` is the same thing done bare on this machine in the same run, as `limit_of` says; None without one."""

    what: str
    measured: float
    unit: str = ""
    goal: str = ""
    limit: float | None = None
    limit_of: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured over raw limit; None where there is no limit to compare with."""
        return self.measured / self.limit if self.limit else None


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that is not below `share` of them (nearest rank). Raises ValueError without values."""
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def spread(
    what: str,
    values: Sequence[float],
    *,
    goal: str = "",
    tail: float = 0.99,
    tail_goal: str = "",
    limits: Sequence[float] = (),
    limit_of: str = "",
) -> list[Figure]:
    """Two figures in milliseconds, the median and a tail of the values, each beside the same of the `limits`."""
    return [
        Figure(
            f"{what}, p{share * 100:.0f}",
            quantile(values, share),
            "ms",
            aim,
            quantile(limits, share) if limits else None,
            limit_of,
        )
        for share, aim in ((0.5, goal), (tail, tail_goal))
    ]


def table(title: str, figures: Iterable[Figure]) -> str:
    """The figures as lines of text in columns."""
    rows = [
        (
            f.what,
            f.goal,
            shown(f.measured, f.unit),
            f"{shown(f.limit, f.unit)} {f.limit_of}" if f.limit is not None else "",
            _times(f.ratio),
        )
        for f in figures
    ]
    lines = [(title, *HEADS[1:]), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    made = ["  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([made[0], "  ".join("-" * width for width in widths), *made[1:]])


def shown(value: float, unit: str = "") -> str:
    """A number with its unit: three digits at least, thousands set apart."""
    if float(value).is_integer() or abs(value) >= ONE_DECIMAL:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.1f}" if abs(value) >= TWO_DECIMALS else f"{value:.2f}"
    return f"{text}{unit}" if unit.startswith("/") else f"{text} {unit}".rstrip()


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"× {ratio:.2f}" if ratio < ONE_DECIMAL else f"× {ratio:.0f}"
