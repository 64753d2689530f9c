"""The agreement matrix: what the named departments say to each key result, and what follows from it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from denyut.launch.models import Position, Stance, Workshop
from denyut.okr.models import State


class Outcome(StrEnum):
    """What becomes of a key result, from all its stances."""

    AGREED = "agreed"
    OBJECTED = "objected"
    CONDITIONAL = "conditional"
    WAITING = "waiting"
    UNNAMED = "unnamed"


def outcome_of(stances: Iterable[str]) -> Outcome:
    """Agreed only when every named department agrees; one objection outweighs all, a condition outweighs waiting."""
    said = set(stances)
    if not said:
        return Outcome.UNNAMED
    if Stance.OBJECTS in said:
        return Outcome.OBJECTED
    if Stance.CONDITION in said:
        return Outcome.CONDITIONAL
    return Outcome.AGREED if said == {Stance.AGREES} else Outcome.WAITING


def agreed_of(workshops: Sequence[Workshop]) -> dict[int, int]:
    """How many key results are agreed in each of these workshops, by its id. What was cancelled since is none. One query."""
    said: dict[tuple[int, int], list[str]] = {}
    rows = Position.objects.filter(workshop__in=workshops).exclude(key_result__state=State.CANCELLED)
    for workshop, kr, stance in rows.order_by().values_list("workshop", "key_result", "stance"):
        said.setdefault((workshop, kr), []).append(stance)
    found = {workshop.pk: 0 for workshop in workshops}
    for (workshop, _kr), stances in said.items():
        found[workshop] += outcome_of(stances) is Outcome.AGREED
    return found
