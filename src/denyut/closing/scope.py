"""What a cycle has to score: key results that count, and objectives that have none."""

from django.db.models import Exists, OuterRef, QuerySet

from denyut.okr.models import NOT_COUNTED, Cycle, KeyResult, Objective, State
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.okr.models.objectives import ObjectiveQuerySet
from denyut.people.models import Person

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


def led_by(viewer: Person, found: QuerySet[Objective]) -> QuerySet[Objective]:
    """Those among objectives that the viewer answers for and does not own."""
    reports, house = found.filter(owner__manager=viewer), found.filter(department__lead=viewer)
    return (reports | house).exclude(owner=viewer)
