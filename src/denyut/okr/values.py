"""Which values a key result takes."""

from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.progress import Kind
from denyut.spine.access import Invalid

LARGEST = Decimal(10) ** 17
DECIMALS = 6


def fitting(value: Decimal, field: str = "value") -> Decimal:
    """The value, if it can be kept exactly. Raises Invalid when it is no number, too large or too fine."""
    if not value.is_finite():
        raise Invalid(_("That is not a number. Write digits."), code="not_a_number", field=field)
    if abs(value) >= LARGEST:
        raise Invalid(
            _("That number is too large. Use a larger unit, for example millions."), code="too_large", field=field
        )
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMALS:
        raise Invalid(_("That number has more than six decimals. Round it."), code="too_fine", field=field)
    return value


def allowed(kind: Kind, value: Decimal) -> Decimal:
    """The value, if a key result of this kind takes it: 0 or 1 for done or not, 0 to 100 for a judged percentage, any number else."""
    value = fitting(value)
    if kind is Kind.BINARY and value not in (0, 1):
        raise Invalid(
            _("This key result is done (1) or not done (0). Write one of the two."), code="not_binary", field="value"
        )
    if kind is Kind.MANUAL and not 0 <= value <= 100:
        raise Invalid(_("A percentage lies between 0 and 100."), code="not_percent", field="value")
    return value
