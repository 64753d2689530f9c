"""What would go over into another cycle: each key result with its numbers by the three ways to begin."""

from dataclasses import dataclass

from denyut.lib.units import format_value
from denyut.okr.actions.carried_results import carried_numbers
from denyut.okr.models import KeyResult, Objective, State
from denyut.okr.scores import Start


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A key result: where it stands, and from where to where it would go; empty where it is reached and stays behind."""

    title: str
    now: str
    current: str
    baseline: str
    remaining: str


def carried_rows(objective: Objective, language: str) -> list[CarriedRow]:
    """One query."""
    rows = KeyResult.objects.filter(objective=objective).exclude(state=State.CANCELLED).order_by("position", "id")
    return [_row(kr, language) for kr in rows]


def _row(kr: KeyResult, language: str) -> CarriedRow:
    now = "" if kr.value is None else format_value(kr.value.normalize(), kr.unit, language)
    return CarriedRow(title=kr.title, now=now, **{start.value: _way(kr, start, language) for start in Start})


def _way(kr: KeyResult, start: Start, language: str) -> str:
    found = carried_numbers(kr, start)
    if found is None:
        return ""
    target = format_value(found.target.normalize(), kr.unit, language)
    if not kr.measure.travels:
        return target
    return f"{format_value(found.baseline.normalize(), kr.unit, language)} → {target}"
