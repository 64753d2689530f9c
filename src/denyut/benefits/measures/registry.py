"""What the product measures of its own benefit. A measure is declared once, with its formula; the ledger knows none by name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise

from denyut.benefits.weeks import Weeks

type Text = str | Promise


class Shape(StrEnum):
    """How the value of some weeks comes from what was counted: hits of all, hits for each of something, or the middle of samples."""

    SHARE = "share"
    RATE = "rate"
    MEDIAN = "median"


@dataclass(slots=True)
class Tally:
    """What was counted in one week: `hits` of or for each `of`, or single `samples`. Counts and spans alone, never words."""

    hits: float = 0.0
    of: float = 0.0
    samples: list[float] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.of and not self.samples


type Tallies = Mapping[date, Tally]
type Count = Callable[[Weeks], Tallies]


@dataclass(frozen=True)
class Measure:
    """One number the product keeps of itself.

    `formula` says in a sentence how it comes about. `scale` is what hits and samples are multiplied with for people (100 for per cent).
    `claimed` is the gain in per cent that is claimed elsewhere, None where none is. `number` is its number in the list of claims.
    """

    name: str
    number: str
    title: Text
    formula: Text
    unit: Text
    shape: Shape
    is_higher_better: bool
    count: Count
    claimed: int | None = None
    scale: float = 1.0


MEASURES: dict[str, Measure] = {}


def measure(
    name: str,
    *,
    number: str,
    title: Text,
    formula: Text,
    unit: Text,
    shape: Shape,
    is_higher_better: bool,
    claimed: int | None = None,
    scale: float = 1.0,
) -> Callable[[Count], Count]:
    """Declare a measure: a function of weeks that gives a Tally for each week that has one. Raises ValueError for a taken name."""
    if name in MEASURES:
        raise ValueError(f"the measure {name} is declared twice")

    def declare(count: Count) -> Count:
        MEASURES[name] = Measure(name, number, title, formula, unit, shape, is_higher_better, count, claimed, scale)
        return count

    return declare


def sampled(found: Iterable[tuple[date, float]]) -> dict[date, Tally]:
    """Tallies of samples, from pairs of a Monday and a value."""
    tallies: defaultdict[date, Tally] = defaultdict(Tally)
    for monday, value in found:
        tallies[monday].samples.append(value)
    return dict(tallies)


def shared(found: Iterable[tuple[date, bool]]) -> dict[date, Tally]:
    """Tallies of a share, from pairs of a Monday and whether it is a hit."""
    tallies: defaultdict[date, Tally] = defaultdict(Tally)
    for monday, is_hit in found:
        tallies[monday].hits += is_hit
        tallies[monday].of += 1
    return dict(tallies)


def rated(found: Iterable[tuple[date, float]], of: Mapping[date, float]) -> dict[date, Tally]:
    """Tallies of a rate: what was found in a week, for each of what there was; a week of which nothing is known has none."""
    tallies = {monday: Tally(of=count) for monday, count in of.items() if count}
    for monday, value in found:
        if monday in tallies:
            tallies[monday].hits += value
    return tallies


def in_order() -> Sequence[Measure]:
    """All measures by their numbers."""
    return sorted(MEASURES.values(), key=lambda one: (one.number, one.name))
