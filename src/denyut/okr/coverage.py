"""Coverage: how many of the people who should have come often enough did. Joiners, leavers and exempt people are not held against it."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

FINE = Decimal("0.000001")


@dataclass(frozen=True)
class Coverage:
    """Counts behind a coverage: people eligible, how many of them came often enough, sessions credited and due.

    `strict` and `soft` are percentages from 0 to 100, to six decimals; None while nobody is eligible.
    """

    people: int
    complete: int
    credited: int
    due: int

    @property
    def strict(self) -> Decimal | None:
        """People who came often enough ÷ all eligible."""
        return _percent(self.complete, self.people)

    @property
    def soft(self) -> Decimal | None:
        """Sessions attended, as far as they were due from each, ÷ all sessions due."""
        return _percent(self.credited, self.due)


def eligible(
    joined_on: date | None, left_on: date | None, deadline: date, joined_days: int = 0, *, is_exempt: bool = False
) -> bool:
    """Whether somebody is to be covered: on the payroll at the deadline, there for `joined_days` days before it, not exempt.

    `left_on` is the last day on the payroll; somebody without a first day has always been there.
    """
    is_there = left_on is None or left_on >= deadline
    is_settled = joined_on is None or (deadline - joined_on).days >= joined_days
    return is_there and is_settled and not is_exempt


def coverage[Id: Hashable](people: Collection[Id], attended: Mapping[Id, int], sessions: int) -> Coverage:
    """Coverage of the eligible `people`, each of whom is to attend `sessions` times; what others attended doesn't count.

    Raises ValueError when no session is due.
    """
    if sessions < 1:
        raise ValueError("there is nothing to attend")
    credits = [min(sessions, max(0, attended.get(person, 0))) for person in set(people)]
    complete = sum(credit == sessions for credit in credits)
    return Coverage(len(credits), complete, sum(credits), sessions * len(credits))


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(FINE, ROUND_HALF_UP) if whole else None
