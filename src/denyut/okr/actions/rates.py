"""Entering the rates by which money is compared."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.models import Rate
from denyut.okr.money import currency_of
from denyut.okr.verbs import RATE_SET
from denyut.people.models import Person
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

LARGEST = Decimal(10) ** 12


@deed("okr.set_rate")
def set_rate(actor: Person, *, currency: str, from_on: date, rate: Decimal) -> Rate:
    """Say what one unit of a currency (three letters) is worth in the base currency from a day on; the base itself has the rate 1.

    The same day again replaces the rate. Raises Refused for whoever is no manager, Invalid for a currency or rate that is none.
    """
    require(actor, "okr.manage_cycles")
    code = currency_of(currency)
    if not code:
        raise Invalid(
            _("Write the currency's three letters, for example IDR or USD."), code="currency", field="currency"
        )
    if not (rate.is_finite() and 0 < rate < LARGEST):
        raise Invalid(_("A rate is larger than 0."), code="rate", field="rate")
    worth = rate.quantize(Decimal("0.0000000001"))
    entered, _is_new = Rate.objects.update_or_create(currency=code, from_on=from_on, defaults={"rate": worth})
    record(RATE_SET, actor, entered, facts={"currency": code, "from_on": from_on.isoformat(), "rate": str(worth)})
    return entered
