"""Money: currencies, and the rates by which amounts of several are compared."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from babel.numbers import list_currencies
from django.utils.translation import gettext as _

from denyut.okr.models import Rate
from denyut.spine.access import Invalid


def currency_of(code: str) -> str:
    """A currency by its three letters (ISO 4217), in capitals; "" for none. Raises Invalid for letters that name none."""
    code = code.strip().upper()
    if code and code not in list_currencies():
        raise Invalid(
            _("“%(code)s” is no currency. Write its three letters, for example IDR or USD.") % {"code": code[:10]},
            code="currency",
            field="currency",
        )
    return code


def rates_on(day: date) -> dict[str, Decimal]:
    """What one unit of each currency is worth in the base on a day: its latest rate until then. One query."""
    found: dict[str, Decimal] = {}
    for currency, rate in Rate.objects.filter(from_on__lte=day).order_by("from_on").values_list("currency", "rate"):
        found[currency] = rate
    return found


def all_rated(currencies: Iterable[str], day: date, field: str) -> None:
    """Go on only if amounts in these currencies can be compared. Raises Invalid for one without a rate when there are several."""
    wanted = sorted(set(currencies))
    if len(wanted) < 2:
        return
    rates = rates_on(day)
    for currency in wanted:
        if currency not in rates:
            raise Invalid(
                _("There is no rate for %(currency)s. Ask a manager to enter one, or use one currency.")
                % {"currency": currency},
                code="no_rate",
                field=field,
            )
