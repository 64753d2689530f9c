"""Carrying a change up: an objective's progress from its key results and from the objectives that serve it."""

from decimal import Decimal

from denyut.okr.models import KeyResult, Objective
from denyut.okr.progress import ONE, rolled_up

type Moved = list[tuple[int, bool]]


def carry_up(objective: Objective) -> Moved:
    """Work out the progress of an objective and of all it serves, as far as something changes.

    Returns (id, whether everybody may see it) of each that moved. A constant number of queries for each step up, whatever the history.
    """
    moved: Moved = []
    current: Objective | None = objective
    while current is not None:
        progress = rolled_up(_items(current))
        if current is not objective and progress == current.progress:
            break
        current.progress, current.version = progress, current.version + 1
        Objective.objects.filter(pk=current.pk).update(progress=progress, version=current.version)
        moved.append((current.pk, current.is_open))
        current = Objective.objects.filter(pk=current.parent_id).first() if current.parent_id else None
    return moved


def _items(objective: Objective) -> list[tuple[Decimal, Decimal]]:
    own: list[tuple[Decimal, Decimal]] = []
    if objective.roll_up != Objective.RollUp.CHILDREN:
        own = list(KeyResult.objects.filter(objective=objective).values_list("weight", "progress"))
    if own and objective.roll_up == Objective.RollUp.KEY_RESULTS:
        return own
    children = Objective.objects.alive().filter(parent=objective).values_list("progress", flat=True)
    return own + [(ONE, progress) for progress in children]
