"""What can be added up: numbers of one unit, or money whose rates are known."""

from django.utils.translation import gettext as _

from denyut.okr.models import KeyResult, Objective, State
from denyut.okr.money import all_rated
from denyut.spine.access import Invalid


def check_summed(objective: Objective, *, joins: KeyResult | None = None, field: str = "roll_up") -> None:
    """Go on only if the key results of an objective can be added up, with `joins` as it is to be. One query, two with money.

    Raises Invalid for several units, and for a currency without a rate among several.
    """
    found = KeyResult.objects.filter(objective=objective).exclude(state=State.CANCELLED)
    if joins is not None and joins.pk is not None:
        found = found.exclude(pk=joins.pk)
    measures = set(found.values_list("unit", "currency"))
    if joins is not None:
        measures.add((joins.unit, joins.currency))
    currencies = {currency for _unit, currency in measures if currency}
    units = {unit for unit, currency in measures if not currency}
    if len(units) > 1 or (units and currencies):
        raise Invalid(
            _("Values are added in one unit only, and these key results have several. Choose another way.")
            if joins is None
            else _("Its objective adds values up, in one unit only. Use that unit, or choose another roll-up there."),
            code="units_differ",
            field=field,
        )
    all_rated(currencies, objective.cycle.ends_on, field)
