"""What would go over into another cycle: each key result with its numbers by the three ways to begin."""

from copy import copy
from dataclasses import dataclass

from denyut.okr.actions.carried_results import carried_numbers
from denyut.okr.amounts import aim, amount, start
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
    current, baseline, remaining = (_way(kr, begins, language) for begins in Start)
    return CarriedRow(kr.title, amount(kr, kr.value, language), current, baseline, remaining)


def _way(kr: KeyResult, begins: Start, language: str) -> Way | None:
    found = carried_numbers(kr, begins)
    if found is None:
        return None
    carried = copy(kr)
    carried.baseline, carried.target = found.baseline, found.target
    return Way(start(carried, language), aim(carried, language))
