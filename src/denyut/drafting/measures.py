"""How a key result of a blueprint is measured, as a reader sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.drafting.blueprints import KeyResultWords, Measure
from denyut.drafting.library import unit_word
from denyut.lib.units import format_value
from denyut.okr.models import KINDS
from denyut.okr.progress import Kind
from denyut.okr.setups import setup_of

ICONS = {
    Kind.AT_LEAST: "gauge",
    Kind.AT_MOST: "gauge",
    Kind.RANGE: "gauge",
    Kind.COVERAGE: "users",
    Kind.MILESTONE: "flag",
    Kind.TASKS: "check",
    Kind.BINARY: "circle-check",
    Kind.BASELINE: "target",
    Kind.LEARNING: "sparkles",
    Kind.MANUAL: "circle-help",
}
KIND_LABELS: dict[str, str | Promise] = dict(KINDS)


@dataclass(frozen=True, slots=True)
class Way:
    """From a start to an end where it travels; else `end` alone says what is asked. `icon` is one of the site's."""

    start: str
    end: str
    icon: str
    kind_label: str | Promise


def way_of(measure: Measure, kr: KeyResultWords, language: str) -> Way:
    """The way of a key result in the reader's language."""
    kind = Kind(measure.kind)
    start = _shown(measure.baseline, measure, language) if kind.travels else ""
    end = _END.get(kind, _target)(measure, kr, language)
    return Way(start, end, _icon(kind, measure), KIND_LABELS[kind.value])


def _icon(kind: Kind, measure: Measure) -> str:
    if kind.travels:
        falls = measure.baseline is not None and measure.target is not None and measure.target < measure.baseline
        return "trending-down" if falls else "trending-up"
    return ICONS[kind]


def _shown(value: Decimal | None, measure: Measure, language: str) -> str:
    if value is None:
        return "…"
    return format_value(value.normalize(), unit_word(measure.unit, language), language)


def _target(measure: Measure, _kr: KeyResultWords, language: str) -> str:
    return _shown(measure.target, measure, language)


def _at_least(measure: Measure, _kr: KeyResultWords, language: str) -> str:
    return _("at least %(value)s") % {"value": _shown(measure.target, measure, language)}


def _at_most(measure: Measure, _kr: KeyResultWords, language: str) -> str:
    return _("at most %(value)s") % {"value": _shown(measure.target, measure, language)}


def _between(measure: Measure, _kr: KeyResultWords, language: str) -> str:
    bounds = {
        "low": _shown(setup_of(measure.setup).low, measure, language),
        "high": _shown(measure.target, measure, language),
    }
    return _("%(low)s to %(high)s") % bounds


def _sessions(measure: Measure, _kr: KeyResultWords, _language: str) -> str:
    count = setup_of(measure.setup).sessions
    return ngettext("%(count)s session for everybody", "%(count)s sessions for everybody", count) % {"count": count}


def _steps(_measure: Measure, kr: KeyResultWords, _language: str) -> str:
    count = len(kr.steps)
    if not count:
        return _("step by step")
    return ngettext("in %(count)s step", "in %(count)s steps", count) % {"count": count}


_END: dict[Kind, Callable[[Measure, KeyResultWords, str], str]] = {
    Kind.AT_LEAST: _at_least,
    Kind.AT_MOST: _at_most,
    Kind.RANGE: _between,
    Kind.COVERAGE: _sessions,
    Kind.MILESTONE: _steps,
    Kind.BINARY: lambda _measure, _kr, _language: _("done or not done"),
    Kind.BASELINE: lambda _measure, _kr, _language: _("a first measurement"),
    Kind.LEARNING: lambda _measure, _kr, _language: _("an experiment with a verdict"),
    Kind.MANUAL: lambda _measure, _kr, _language: _("judged by hand"),
    Kind.TASKS: lambda _measure, _kr, _language: _("work done item by item"),
}
