"""How an objective's progress comes about, shown so that anybody can check it by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.lib.numbers import format_percent
from denyut.okr.items import items_of
from denyut.okr.models import Objective, State
from denyut.okr.rollups import NO_NUMBERS, NO_SIZE, NO_WEIGHT, Explanation, explain

LEFT_OUT: Mapping[str, str | Promise] = {
    NO_WEIGHT: _("Its weight is 0."),
    NO_SIZE: _("Its target has no size."),
    NO_NUMBERS: _("It has no numbers to add."),
    "no_rate": _("There is no rate for its currency."),
    **{state.value: state.label for state in State},
}
MODES: Mapping[str, str | Promise] = {
    "key_results": _("Each key result counts by its weight; progress beyond 100% or below 0 is not counted."),
    "by_size": _("Each key result counts by the size of its target."),
    "sum": _("What was gained is divided by what was to be gained, all in one unit."),
    "worst": _("The weakest key result decides."),
    "children": _("The objectives that serve it count equally."),
    "both": _("Key results and the objectives that serve it count item by item."),
    "manual": _("Its owner states the progress."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its share of the whole, the progress that was counted, and what it adds, as words."""

    name: str | Promise
    share: str
    counted: str
    adds: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A roll-up in one language: how, line by line, the sum, and what was left out and why."""

    how: str | Promise
    lines: list[Line]
    total: str
    left_out: Sequence[tuple[str | Promise, str | Promise]]


def shown(objective: Objective, language: str) -> Shown:
    """The roll-up of an objective; its cycle must be loaded. Four queries at most."""
    found: Explanation = explain(objective.roll_up, items_of(objective), stated=objective.stated)
    lines = [
        Line(
            term.item.name or _("A private goal"),
            format_percent(term.share, language),
            format_percent(term.counted, language),
            format_percent(term.contribution, language),
        )
        for term in found.terms
    ]
    out = [(item.name or _("A private goal"), LEFT_OUT.get(item.reason, item.reason)) for item in found.left_out]
    return Shown(MODES[objective.roll_up], lines, format_percent(found.total, language), out)
