"""Goals as they stand inside a sentence, and as cards in a room: plain values, the same for everybody who looks."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language

from denyut.okr.models import KeyResult, Objective, Visibility
from denyut.okr.rows import KeyResultRow, ObjectiveRow, head_rows, key_result_rows, objective_rows
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.talk.references import Reference

KEY_RESULT, OBJECTIVE = "key_result", "objective"
OFFERED = 8


def open_key_results(ids: Sequence[int]) -> dict[int, KeyResultRow]:
    """Key results that everybody may see, by id. Five queries at most."""
    found = KeyResult.objects.filter(pk__in=ids, objective__visibility=Visibility.PUBLIC)
    return key_result_rows(
        list(found.values_list("pk", flat=True)), language=get_language() or "en", moment=company_now()
    )


def open_heads(ids: Sequence[int]) -> dict[int, ObjectiveRow]:
    """Objectives that everybody may see, without their key results, by id. Three queries at most."""
    rows = head_rows(ids, language=get_language() or "en", moment=company_now())
    return {pk: row for pk, row in rows.items() if not (row.is_private or row.is_cancelled)}


def open_objectives(ids: Sequence[int]) -> dict[int, ObjectiveRow]:
    """Objectives that everybody may see, with their key results, by id. Five queries at most."""
    rows = objective_rows(ids, language=get_language() or "en", moment=company_now())
    return {pk: row for pk, row in rows.items() if not (row.is_private or row.is_cancelled)}


def find_key_results(viewer: Person, ids: Sequence[int]) -> dict[int, Reference]:
    """Those of these key results that the viewer sees."""
    return {kr.pk: key_result_named(kr) for kr in KeyResult.objects.visible_to(viewer).filter(pk__in=ids)}


def find_objectives(viewer: Person, ids: Sequence[int]) -> dict[int, Reference]:
    """Those of these objectives that the viewer sees."""
    return {one.pk: objective_named(one) for one in Objective.objects.visible_to(viewer).filter(pk__in=ids)}


def suggest_key_results(viewer: Person, words: str) -> list[Reference]:
    """Running key results whose titles hold all these words, the viewer's own first. Eight at most."""
    found = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle__closed_at=None)
    for word in words.split()[:6]:
        found = found.filter(title__icontains=word)
    own = list(found.filter(owner=viewer)[:OFFERED])
    others = found.exclude(owner=viewer)[: OFFERED - len(own)]
    return [key_result_named(kr) for kr in [*own, *others]]


def suggest_objectives(viewer: Person, words: str) -> list[Reference]:
    """Running objectives whose titles hold all these words, the viewer's own first. Eight at most."""
    found = Objective.objects.visible_to(viewer).alive().filter(cycle__closed_at=None)
    for word in words.split()[:6]:
        found = found.filter(title__icontains=word)
    own = list(found.filter(owner=viewer)[:OFFERED])
    others = found.exclude(owner=viewer)[: OFFERED - len(own)]
    return [objective_named(one) for one in [*own, *others]]


def key_result_named(kr: KeyResult) -> Reference:
    """A key result as a reference."""
    return Reference(KEY_RESULT, kr.pk, kr.label, kr.title, reverse("okr:key_result", args=[kr.pk]))


def objective_named(objective: Objective) -> Reference:
    """An objective as a reference."""
    return Reference(
        OBJECTIVE, objective.pk, objective.label, objective.title, reverse("okr:objective", args=[objective.pk])
    )
