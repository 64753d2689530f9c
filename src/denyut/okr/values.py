"""What goals take: values that can be kept exactly, words from a list, keys that nobody else has."""

from decimal import Decimal
from enum import Enum

from django.db import models
from django.utils.translation import gettext as _

from denyut.okr.progress import Kind
from denyut.spine.access import Conflict, Invalid

PERCENT = (Kind.MANUAL, Kind.MILESTONE, Kind.TASKS, Kind.COVERAGE)
# SQLite keeps decimals as binary floats of 15 sure digits; a value that PostgreSQL alone could keep would not survive a move.
DIGITS, DECIMALS, LARGEST_POWER = 15, 6, 15


def fitting(value: Decimal, field: str = "value") -> Decimal:
    """The value, if both databases keep it exactly: 15 digits, six of them decimals at most.

    Raises Invalid when it is no number, too large or too fine.
    """
    if not value.is_finite():
        raise Invalid(_("That is not a number. Write digits."), code="not_a_number", field=field)
    if value and value.adjusted() >= LARGEST_POWER:
        raise Invalid(
            _("That number is too large. Use a larger unit, for example millions."), code="too_large", field=field
        )
    digits = value.as_tuple().digits
    significant = len(bytes(digits).rstrip(b"\0"))
    decimals = significant - 1 - value.adjusted()
    if value and (decimals > DECIMALS or significant > DIGITS):
        raise Invalid(
            _("That number is too fine. Round it to six decimals, fifteen digits in all."), code="too_fine", field=field
        )
    return value


def allowed(kind: Kind, value: Decimal) -> Decimal:
    """The value, if a key result of this kind takes it: 0 or 1 for done or not, 0 to 100 for a judged percentage, any number else."""
    value = fitting(value)
    if kind in (Kind.BINARY, Kind.LEARNING) and value not in (0, 1):
        raise Invalid(
            _("This key result is done (1) or not done (0). Write one of the two."), code="not_binary", field="value"
        )
    if kind in PERCENT and not 0 <= value <= 100:
        raise Invalid(_("A percentage lies between 0 and 100."), code="not_percent", field="value")
    return value


def chosen[E: Enum](choices: type[E], word: str, field: str) -> E:
    """The choice that a word names. Raises Invalid with the words there are."""
    try:
        return choices(word)
    except ValueError as error:
        known = ", ".join(str(choice.value) for choice in choices)
        reason = _("“%(word)s” is not among the choices: %(known)s.")
        raise Invalid(reason % {"word": str(word)[:40], "known": known}, code="not_a_choice", field=field) from error


def own_key(model: type[models.Model], key: str | None) -> str | None:
    """An external key that no other row of its kind has. Raises Conflict when it is taken, Invalid when it is too long."""
    if key is not None and len(key) > 200:
        raise Invalid(_("A key has up to 200 letters."), code="too_long", field="external_key")
    if key is not None and model._default_manager.filter(external_key=key).exists():
        raise Conflict(_("There is something with this key already."), code="key_taken", field="external_key")
    return key
