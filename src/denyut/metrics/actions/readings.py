"""Deeds that give indicators their values."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.metrics.actions.fields import DECIMALS, DIGITS, value_checked
from denyut.metrics.actions.refreshing import refresh
from denyut.metrics.calculation import FORMULAS, Inputs, work_out
from denyut.metrics.formulas import NoResult
from denyut.metrics.labels import reason_of
from denyut.metrics.models import Indicator, Reading
from denyut.metrics.verbs import READ
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

NUMBERS_AT_MOST = 5000


@deed("metrics.read")
def read_indicator(actor: Person, indicator: Indicator, *, value: Decimal, at: datetime | None = None) -> Reading:
    """Enter a reading for the moment `at` (default now). Reading the same moment again is a Conflict; the future is Invalid."""
    require(actor, "metrics.read", indicator)
    return _enter(actor, indicator, value_checked(value), {}, at)


@deed("metrics.calculate")
def calculate_indicator(
    actor: Person,
    indicator: Indicator,
    *,
    inputs: dict[str, Decimal | list[Decimal]],
    at: datetime | None = None,
) -> Reading:
    """Work a reading out by the indicator's formula. The inputs are kept with it, so that anybody can follow the number.

    Raises Refused, Conflict as read_indicator does and where there is no formula, Invalid for inputs without a result.
    """
    require(actor, "metrics.read", indicator)
    if not indicator.formula:
        raise Conflict(_("This indicator has no formula. Enter its value instead."), code="no_formula")
    value, used = _worked_out(indicator.formula, inputs)
    return _enter(actor, indicator, value, used, at)


def _worked_out(formula: str, inputs: Inputs) -> tuple[Decimal, dict[str, str | list[str]]]:
    if sum(len(one) if isinstance(one, list) else 1 for one in inputs.values()) > NUMBERS_AT_MOST:
        raise Invalid(_("That is too much at once. Use up to 5,000 numbers."), code="too_many", field="inputs")
    try:
        value, used = work_out(FORMULAS[formula], inputs)
    except NoResult as nothing:
        raise Invalid(reason_of(nothing), code=nothing.code, field=nothing.name or "inputs") from nothing
    return value_checked(_rounded(value)), {
        name: _text(one) if isinstance(one, Decimal) else [_text(number) for number in one]
        for name, one in used.items()
    }


def _rounded(value: Decimal) -> Decimal:
    """As many decimals as fit beside the digits in front, six at most."""
    return round(value, max(0, min(DECIMALS, DIGITS - 1 - value.adjusted()))) if value else value


def _text(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _enter(
    actor: Person, indicator: Indicator, value: Decimal, inputs: dict[str, str | list[str]], at: datetime | None
) -> Reading:
    now = clock.now()
    valid_at = at or now
    if valid_at > now:
        raise Invalid(_("That moment lies in the future."), code="future", field="at")
    if Reading.objects.filter(indicator=indicator, valid_at=valid_at).exists():
        raise Conflict(_("There is a reading for this moment already."), code="moment_taken", field="at")
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    reading = Reading.objects.create(
        indicator=indicator,
        value=value,
        version=indicator.version,
        inputs=inputs,
        valid_at=valid_at,
        recorded_at=now,
        author=actor,
    )
    refresh(indicator)
    facts = {"indicator": indicator.pk, "value": str(value), "unit": indicator.unit, "version": indicator.version}
    record(READ, actor, indicator, facts=facts)
    return reading
