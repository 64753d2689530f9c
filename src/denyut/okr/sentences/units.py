"""Whether a unit that is said fits the key result, and what it is called then."""

from decimal import Decimal

from denyut.okr.sentences.shapes import CatalogueItem, Token

_TIMES = frozenset({"minutes", "hours", "seconds", "days", "weeks"})
# "Blocked for 3 days" says nothing of minutes or hours.
_LONG = frozenset({"days", "weeks"})
KNOWN = _TIMES | {"percent", "points", "count", "currency"}
MILLION = Decimal(1_000_000)
# What a number of each kind of key result may also be said in.
_ALSO = {
    "percent": ("percent", "points"),
    "points": ("points", "percent"),
    "count": ("count", "percent"),
    "currency": ("currency", "percent"),
} | {unit: (unit, "hours", "minutes", "seconds", "days", "weeks", "percent") for unit in _TIMES}


def counts_anything(item: CatalogueItem) -> bool:
    """Whether any noun may follow the key result's number: it counts things, or its unit is the organisation's own word."""
    return item["unit"] == "count" or item["unit"] not in KNOWN


def said_unit(number: Token, item: CatalogueItem) -> str | None:
    """The unit that is said, in the key result's own word where it means that; None when none is said."""
    units, own = number.units, item["unit"]
    if own in units:
        return own
    if "m" in units:
        return "minutes" if own in _TIMES else None
    if own not in KNOWN:
        return next(iter(sorted(units & KNOWN - {"count", "points"})), None)
    return next((unit for unit in _ALSO[own] if unit in units), None)


def fits(number: Token, item: CatalogueItem) -> bool:
    """Whether the number can be this key result's: not 3 days of a percentage, not 5 people of an amount of money."""
    own = item["unit"]
    if own not in KNOWN:
        return "thing_before" not in number.roles
    if number.units and said_unit(number, item) is None and not _is_large_money(number, item):
        return False
    if "thing_after" in number.roles and said_unit(number, item) in (None, "count") and "count" not in number.units:
        return False
    if number.units & _LONG and own in _TIMES and own not in _LONG:
        return False
    return "thing_before" not in number.roles


def _is_large_money(number: Token, item: CatalogueItem) -> bool:
    return "m" in number.units and item["unit"] in ("currency", "count")


def scaled(number: Token, item: CatalogueItem) -> Decimal:
    """The number's value for this key result: m is millions of money, 3 of 5 is 60 where percents are kept."""
    value = number.value or Decimal(0)
    if "m" in number.units and item["unit"] not in _TIMES:
        return value * MILLION
    is_share = number.of and item["unit"] == "percent" and not number.units
    if is_share and number.of and float(number.of) not in (item["target"], 100):
        return value * 100 / number.of
    return value
