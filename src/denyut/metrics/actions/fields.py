"""What the deeds here ask of words and numbers."""

from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext as _

from denyut.metrics.calculation import FORMULAS
from denyut.metrics.models import MEANING, Indicator
from denyut.spine.access import Conflict, Invalid

NAME_AT_MOST, UNIT_AT_MOST, WORDS_AT_MOST, REASON_AT_MOST = 120, 20, 2000, 300
# SQLite keeps decimals as binary floats: beyond this a number would not come back as it went in.
DIGITS, DECIMALS = 15, 6


def meaning_checked(indicator: Indicator) -> Indicator:
    """The indicator with its words trimmed, if they mean something. Raises Invalid."""
    indicator.name = _words(indicator.name, "name", NAME_AT_MOST)
    if not indicator.name:
        raise Invalid(_("Give the indicator a name."), code="name", field="name")
    indicator.unit = _words(indicator.unit, "unit", UNIT_AT_MOST)
    indicator.description = _words(indicator.description, "description", WORDS_AT_MOST)
    if indicator.good not in Indicator.Good.values:
        raise Invalid(_("Choose whether higher or lower is better."), code="not_a_choice", field="good")
    if indicator.formula and indicator.formula not in FORMULAS:
        raise Invalid(_("There is no such formula."), code="unknown_formula", field="formula")
    _check_band(indicator)
    return indicator


def reason_checked(reason: str) -> str:
    """The reason without spaces around it. Raises Invalid when it is too long."""
    return _words(reason, "reason", REASON_AT_MOST)


def value_checked(value: Decimal, field: str = "value") -> Decimal:
    """The value, if both databases keep it exactly. Raises Invalid."""
    if not value.is_finite():
        raise Invalid(_("That is not a number. Write digits."), code="not_a_number", field=field)
    significant = len(bytes(value.as_tuple().digits).rstrip(b"\0"))
    decimals = significant - 1 - value.adjusted() if value else 0
    if value and (value.adjusted() >= DIGITS or significant > DIGITS or decimals > DECIMALS):
        raise Invalid(
            _("That number is too long. Use up to fifteen digits, six of them decimals."),
            code="too_precise",
            field=field,
        )
    return value


def key_checked(key: str, name: str) -> str:
    """The key asked for, or one made from the name. Raises Conflict when the one asked for is taken, Invalid."""
    if key and (slugify(key) != key.lower() or len(key) > 60):
        raise Invalid(_("A key is made of letters, digits and hyphens."), code="not_a_key", field="key")
    taken = set(Indicator.objects.values_list("key", flat=True))
    if key in taken:
        raise Conflict(_("There is an indicator with this key already."), code="key_taken", field="key")
    return key or free_key(slugify(name)[:50] or "indicator", taken)


def free_key(wanted: str, taken: set[str]) -> str:
    """The key wanted, with the next number behind it where it is taken."""
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def meaning_of(thing: Indicator) -> dict[str, object]:
    """What makes up a version: all fields of a Meaning."""
    return {name: getattr(thing, name) for name in MEANING}


def _words(text: str, field: str, at_most: int) -> str:
    if len(text.strip()) > at_most:
        raise Invalid(
            _("That is too long. Use up to %(letters)s letters.") % {"letters": at_most}, code="too_long", field=field
        )
    return text.strip()


def _check_band(indicator: Indicator) -> None:
    for field in ("band_low", "band_high"):
        bound = getattr(indicator, field)
        if bound is not None:
            value_checked(bound, field)
    low, high = indicator.band_low, indicator.band_high
    if low is not None and high is not None and low > high:
        raise Invalid(_("The band ends below its start."), code="not_in_order", field="band_high")
