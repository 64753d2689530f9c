"""What would go over into another cycle: each key result with its numbers by the three ways to begin."""

from dataclasses import dataclass

from denyut.lib.units import format_value
from denyut.okr.actions.carried_results import carried_numbers
from denyut.okr.models import KeyResult, Objective, State
from denyut.okr.scores import Start


@dataclass(frozen=True, slots=True)
class Way:
    """From where to where a key result would go; a bound has no start."""

    baseline: str
    target: str


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A key result: where it stands, and its ways; None where it is reached and stays behind."""

    title: str
    now: str
    current: Way | None
    baseline: Way | None
    remaining: Way | None


def carried_rows(objective: Objective, language: str) -> list[CarriedRow]:
    """One query."""
    rows = KeyResult.objects.filter(objective=objective).exclude(state=State.CANCELLED).order_by("position", "id")
    return [_row(kr, language) for kr in rows]


def _row(kr: KeyResult, language: str) -> CarriedRow:
    now = "" if kr.value is None else format_value(kr.value.normalize(), kr.unit, language)
    current, baseline, remaining = (_way(kr, start, language) for start in Start)
    return CarriedRow(kr.title, now, current, baseline, remaining)


def _way(kr: KeyResult, start: Start, language: str) -> Way | None:
    found = carried_numbers(kr, start)
    if found is None:
        return None
    begins = format_value(found.baseline.normalize(), kr.unit, language) if kr.measure.travels else ""
    return Way(begins, format_value(found.target.normalize(), kr.unit, language))
