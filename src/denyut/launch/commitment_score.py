"""The score of a leader's commitment, from its parts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

COMMENTS_A_WEEK = 1


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many: `done` of `expected`. Without anything expected there is nothing to judge."""

    done: int
    expected: int

    @property
    def percent(self) -> int | None:
        """0 to 100; None where nothing was expected."""
        return min(100, 100 * self.done // self.expected) if self.expected else None


def total(parts: Sequence[Part]) -> int | None:
    """The mean of the parts that can be judged, each alike, 0 to 100; None where none can. What somebody signed is no part of it."""
    known = [part.percent for part in parts if part.percent is not None]
    return round(sum(known) / len(known)) if known else None
