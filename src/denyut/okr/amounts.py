"""A key result's numbers as people read them: "18 min", "≥ 99.5%", "4 – 5", "Done". What an operator is, is told by its kind."""

from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from denyut.lib.units import format_value
from denyut.okr.progress import Kind
from denyut.okr.setups import setup_of
from denyut.okr.values import PERCENT


class Measured(Protocol):
    """What tells how a number is measured: a key result, or a stretch of its life."""

    kind: str
    unit: str
    currency: str
    baseline: Decimal
    target: Decimal
    setup: dict[str, object]


def amount(kr: Measured, value: Decimal | None, language: str) -> str:
    """A value as it is checked in; "" for none."""
    if value is None:
        return ""
    if kr.kind in (Kind.BINARY, Kind.LEARNING):
        return _("Done") if value else _("Not done")
    return format_value(value.normalize(), _unit(kr), language)


def start(kr: Measured, language: str) -> str:
    """Where it begins; "" for what only stays within bounds, or is done or not."""
    kind = Kind(kr.kind)
    return "" if kind.is_control or kind.is_yes_or_no else amount(kr, kr.baseline, language)


def aim(kr: Measured, language: str) -> str:
    """Where it is to be, with the operator by which it is judged."""
    kind, setup = Kind(kr.kind), setup_of(kr.setup)
    if kind.is_yes_or_no:
        return _("Measured") if kind is Kind.BASELINE else _("Done")
    end = amount(kr, kr.target, language)
    if kind is Kind.RANGE:
        between = _("between %(low)s and %(high)s") if setup.is_strict else _("%(low)s to %(high)s")
        return between % {"low": amount(kr, setup.low, language), "high": end}
    if kind.is_control:
        # The isolates keep the sign before its number in lines that run from right to left.
        return f"\u2066{_SIGNS[kind, setup.is_strict]}\u00a0{end}\u2069"
    return end


_SIGNS = {
    (Kind.AT_LEAST, False): "≥",
    (Kind.AT_LEAST, True): ">",
    (Kind.AT_MOST, False): "≤",
    (Kind.AT_MOST, True): "<",
}


def _unit(kr: Measured) -> str:
    return kr.unit or kr.currency or ("%" if kr.kind in PERCENT else "")
