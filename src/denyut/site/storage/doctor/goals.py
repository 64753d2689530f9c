"""Checks on the goals: what is stored is what follows from what people said."""

from collections import defaultdict
from decimal import Decimal

from denyut.okr.models import KeyResult, Objective
from denyut.okr.progress import ONE, rolled_up
from denyut.site.storage.doctor.finding import Finding, broken, well

type Items = dict[int, list[tuple[Decimal, Decimal]]]


def roll_up() -> Finding:
    """Whether each objective's stored progress follows from its key results and the objectives that serve it."""
    wrong = differing()
    if wrong:
        return broken(
            "roll_up",
            "%(count)d objectives show another progress than their parts give, first objective %(first)d."
            % {"count": len(wrong), "first": wrong[0]},
            "A check-in on one of their key results puts it right. Please report it.",
        )
    return well("roll_up", "Every objective's progress follows from its parts.")


def differing() -> list[int]:
    """The objectives whose stored progress is not what their parts give, by id."""
    own: Items = defaultdict(list)
    for objective, weight, progress in KeyResult.objects.values_list("objective_id", "weight", "progress"):
        own[objective].append((weight, progress))
    serving: Items = defaultdict(list)
    for parent, progress in Objective.objects.alive().exclude(parent=None).values_list("parent_id", "progress"):
        serving[parent or 0].append((ONE, progress))
    stored = Objective.objects.order_by("id").values_list("id", "roll_up", "progress")
    return [pk for pk, how, progress in stored if progress != rolled_up(_parts(how, own[pk], serving[pk]))]


def _parts(
    how: str, own: list[tuple[Decimal, Decimal]], serving: list[tuple[Decimal, Decimal]]
) -> list[tuple[Decimal, Decimal]]:
    if how == Objective.RollUp.CHILDREN:
        return serving
    return own if own and how == Objective.RollUp.KEY_RESULTS else own + serving
