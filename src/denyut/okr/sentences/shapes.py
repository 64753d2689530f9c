"""What goes into the reading of a sentence, what comes out, and the pieces in between."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, TypedDict


class CatalogueItem(TypedDict):
    """A key result that a sentence may speak of.

    `id` is its label, for example "KR12". `unit` is one of percent, points, minutes, hours, seconds, days, weeks, count, currency, or any
    free text ("tickets", "Rp"), which then takes every number. `direction` is "increase" or "decrease". `names` holds titles and
    distinctive shortenings by language; the keys do not matter, so one key is enough.
    """

    id: str
    unit: str
    direction: str
    start: float
    target: float
    names: dict[str, list[str]]


class Update(TypedDict):
    """One recognised check-in: set the number to `value`, or add `value` to it.

    `unit` is None unless the sentence says one; `confidence` is 1 to 10 or None; `note` is the reason given, in the writer's own words.
    """

    kr: str
    op: Literal["set", "add"]
    value: int | float
    unit: str | None
    confidence: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the sentence. `kind` is its part in the grammar, `start` and `end` its place in the folded text.

    A number carries its value, the units that its word may mean, and what it is "of" ("3 of 12"). A reference carries `item`.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    value: Decimal | None = None
    units: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    numeral: str = ""
    of: Decimal | None = None
    item: str = ""

    def turned(self, kind: str) -> "Token":
        """The same place with another part to play."""
        return replace(self, kind=kind)
