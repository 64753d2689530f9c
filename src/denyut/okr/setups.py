"""What a kind of key result needs beside its start and target: bounds, windows, sessions, a curve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypedDict

from denyut.okr.progress import Hold
from denyut.okr.relative import Means
from denyut.okr.statistics import Statistic, Window


class SetupWords(TypedDict, total=False):
    """A setup as people and programs say it. What is left out has its usual value."""

    low: Decimal | None
    is_strict: bool
    hold: Hold
    share: Decimal
    tolerance: Decimal | None
    statistic: Statistic
    window: Window
    least: int
    judged_days: int
    sessions: int
    is_soft: bool
    joined_days: int
    is_ordered: bool
    is_estimated: bool
    curve: Sequence[Sequence[Decimal]]
    change: Decimal | None
    means: Means


@dataclass(frozen=True, slots=True)
class Setup:
    """A setup in full.

    `low` is the lower bound of a range (its upper one is the target); `is_strict` leaves the bounds themselves out; `hold` tells how
    staying within is counted, `share` (0 to 1) how much of the time is asked, `tolerance` how far outside still earns something.
    `least` measurements make a point of a statistic; its score is judged over the last `judged_days`. `sessions` are asked of each
    person who joined `joined_days` before the end. `curve` are pairs (share of time, share of progress). `change` (percent) and `means`
    keep a relative target as it was said.
    """

    low: Decimal | None = None
    is_strict: bool = False
    hold: Hold = Hold.TIME
    share: Decimal = Decimal(1)
    tolerance: Decimal | None = None
    statistic: Statistic = Statistic.MEDIAN
    window: Window = Window.WEEK
    least: int = 1
    judged_days: int = 28
    sessions: int = 1
    is_soft: bool = False
    joined_days: int = 0
    is_ordered: bool = False
    is_estimated: bool = False
    curve: tuple[tuple[Decimal, Decimal], ...] = ()
    change: Decimal | None = None
    means: Means = Means.VALUE


USUAL = Setup()
AMOUNTS = ("low", "share", "tolerance", "change")
WORDS: Mapping[str, type[StrEnum]] = {"hold": Hold, "statistic": Statistic, "window": Window, "means": Means}
NUMBERS = ("least", "judged_days", "sessions", "joined_days")


def setup_of(words: Mapping[str, Any]) -> Setup:
    """A setup from its words, as typed or as kept. Raises KeyError, ValueError or ArithmeticError for words that make no sense."""
    return Setup(**{name: _read(name, word) for name, word in words.items()})


def kept(setup: Setup) -> dict[str, Any]:
    """A setup as JSON keeps it: only what is not usual, amounts as strings."""
    fields = {name: getattr(setup, name) for name in Setup.__slots__}
    return {name: _written(value) for name, value in fields.items() if value != getattr(USUAL, name)}


def _read(name: str, word: Any) -> Any:
    if name == "curve":
        return tuple((Decimal(str(time)), Decimal(str(progress))) for time, progress in word)
    if name in AMOUNTS:
        return None if word is None else Decimal(str(word))
    if name in WORDS:
        return WORDS[name](word)
    if name in NUMBERS:
        return int(word)
    if name not in Setup.__slots__:
        raise KeyError(name)
    return bool(word)


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [[str(time), str(progress)] for time, progress in value]
    return value.value if isinstance(value, StrEnum) else value
