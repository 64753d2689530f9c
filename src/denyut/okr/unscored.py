"""What a cycle has to score before it closes: key results that count, and objectives that have none of them."""

from django.db.models import Exists, OuterRef, QuerySet

from denyut.okr.models import NOT_COUNTED, Cycle, KeyResult, Objective, State
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.okr.models.objectives import ObjectiveQuerySet

NEVER_SCORED = (*NOT_COUNTED, State.ARCHIVED)


def scored_objectives(cycle: Cycle) -> ObjectiveQuerySet:
    """The objectives of a cycle that are scored at its close."""
    return Objective.objects.of_cycle(cycle).exclude(state__in=NEVER_SCORED)


def scored_key_results(cycle: Cycle) -> KeyResultQuerySet:
    """The key results for which the close of a cycle waits."""
    return KeyResult.objects.counted().filter(objective__cycle=cycle).exclude(objective__state__in=NEVER_SCORED)


def bare_objectives(cycle: Cycle) -> QuerySet[Objective]:
    """Objectives without key results that count: they are scored by themselves."""
    own = KeyResult.objects.counted().filter(objective=OuterRef("pk"))
    return scored_objectives(cycle).exclude(Exists(own))


def unscored(cycle: Cycle) -> tuple[KeyResultQuerySet, QuerySet[Objective]]:
    """Key results, and objectives without any, for whose score the close waits."""
    return scored_key_results(cycle).filter(score=None), bare_objectives(cycle).filter(score=None)
