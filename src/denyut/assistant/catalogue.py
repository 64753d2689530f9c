"""The goals of one person as the grammar of sentences knows them."""

from collections.abc import Sequence

from django.db.models import Q

from denyut.okr.models import KeyResult, State
from denyut.okr.progress import Kind
from denyut.okr.sentences import CatalogueItem
from denyut.people.models import Person

AT_MOST = 60


def key_results_of(person: Person) -> list[KeyResult]:
    """The running key results that a person owns or checks in for somebody. One query."""
    mine = KeyResult.objects.filter(Q(owner=person) | Q(delegate=person), objective__cycle__closed_at=None)
    running = mine.filter(state=State.ACTIVE).select_related("objective__cycle", "owner")
    return list(running.order_by("-id")[:AT_MOST])


def catalogue_of(key_results: Sequence[KeyResult]) -> list[CatalogueItem]:
    """These key results in the shape that `parse` takes: a label, a unit, a direction, and what they are called."""
    return [
        {
            "id": f"KR{kr.pk}",
            "unit": kr.unit,
            "direction": "decrease" if kr.target < kr.baseline else "increase",
            "start": float(kr.baseline),
            "target": float(kr.target),
            "names": {"any": [kr.title]},
        }
        for kr in key_results
        if kr.measure is not Kind.LEARNING
    ]
