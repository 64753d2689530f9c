"""The sentence that answers "why?" at a warning, with its numbers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.foresight.models import EarlyWarning
from denyut.foresight.reroutes import rounded
from denyut.lib.numbers import format_number, format_percent
from denyut.lib.units import format_value
from denyut.okr.labels import STATUS_LABELS
from denyut.okr.models import KeyResult
from denyut.okr.status import Status

type Facts = Mapping[str, Any]


def why(warning: EarlyWarning, language: str) -> str:
    """One or two sentences on the numbers that raised a warning."""
    return _SENTENCES[warning.kind](warning.facts, warning.key_result, language)


def change_shown(change: float, kr: KeyResult, language: str, *, is_share: bool) -> str:
    """A change in the unit of a key result, three digits that count; as a percentage where only the share done is counted."""
    if is_share:
        return format_percent(round(change, 3), language)
    return format_value(Decimal(str(rounded(change))), kr.unit, language)


def _miss(facts: Facts, kr: KeyResult, language: str) -> str:
    chance = format_percent(facts["probability"], language)
    if facts.get("needed") is None:
        return _("The chance of reaching the target is %(chance)s.") % {"chance": chance}
    shown = {
        "chance": chance,
        "pace": change_shown(facts["pace"], kr, language, is_share=facts["is_share"]),
        "needed": change_shown(facts["needed"], kr, language, is_share=facts["is_share"]),
    }
    return (
        _("The chance of reaching the target is %(chance)s: it moves by %(pace)s a week, and needs %(needed)s a week.")
        % shown
    )


def _fall(facts: Facts, kr: KeyResult, language: str) -> str:
    shown = {name: format_percent(facts[name] / 100, language) for name in ("before", "now")}
    return _("Its owner was %(before)s sure of the target within the last four weeks and is %(now)s sure now.") % shown


def _stale(facts: Facts, kr: KeyResult, language: str) -> str:
    days = facts["days"]
    sentence = ngettext("Nobody has checked in for %(days)s day.", "Nobody has checked in for %(days)s days.", days)
    return sentence % {"days": format_number(Decimal(days), language)}


def _blocked(facts: Facts, kr: KeyResult, language: str) -> str:
    number = facts["blockers"]
    sentence = ngettext("%(number)s blocker stands in its way.", "%(number)s blockers stand in its way.", number)
    return sentence % {"number": format_number(Decimal(number), language)}


def _overload(facts: Facts, kr: KeyResult, language: str) -> str:
    shown = {
        name: format_number(Decimal(str(round(facts[name], 1))), language)
        for name in ("key_results", "work", "needed", "there")
    }
    return (
        _(
            "Running key results: %(key_results)s, open pieces of work: %(work)s. By rule of thumb that takes %(needed)s hours a week, "
            "of %(there)s at work."
        )
        % shown
    )


def _gap(facts: Facts, kr: KeyResult, language: str) -> str:
    shown = {
        "declared": STATUS_LABELS[Status(facts["declared"])] if facts["declared"] else "–",
        "status": STATUS_LABELS[Status(facts["status"])],
        "chance": "–" if facts["probability"] is None else format_percent(facts["probability"], language),
    }
    return _("Declared: %(declared)s. By its numbers: %(status)s, with a chance of %(chance)s.") % shown


_SENTENCES: Mapping[str, Callable[[Facts, KeyResult, str], str]] = {
    "miss": _miss,
    "fall": _fall,
    "stale": _stale,
    "blocked": _blocked,
    "overload": _overload,
    "gap": _gap,
}
