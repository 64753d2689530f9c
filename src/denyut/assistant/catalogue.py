"""The goals of one person as the grammar of sentences knows them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from denyut.lib.prepared import Prepared, fields_of, made
from denyut.okr.models import KeyResult, State
from denyut.okr.progress import Kind
from denyut.okr.sentences import CatalogueItem
from denyut.people.models import Person

AT_MOST = 60
LIGHT = ("id", "title", "unit", "baseline", "target", "kind")


def _running(person: int) -> QuerySet[KeyResult]:
    mine = KeyResult.objects.filter(Q(owner=person) | Q(delegate=person), objective__cycle__closed_at=None)
    return mine.filter(state=State.ACTIVE).order_by("-id")[:AT_MOST]


_light = Prepared(lambda person: _running(person).values_list(*fields_of(KeyResult, *LIGHT)))


def key_results_of(person: Person) -> list[KeyResult]:
    """The running key results that a person owns or checks in for somebody. One query."""
    return list(_running(person.pk).select_related("objective__cycle", "owner"))


def light_key_results_of(person: Person) -> list[KeyResult]:
    """The same with nothing loaded but what a sentence is read with: for the many lines that tell of none. One query."""
    return [made(KeyResult, row, *LIGHT) for row in _light(person.pk)]


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
