"""Goals, as the search finds them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import KeyResult, Objective, Visibility
from denyut.okr.rows import head_rows, key_result_rows
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.search.sources import ASKED, OPEN, Doc, Hit, Source, source
from denyut.spine.models import Event

KEY_RESULT_VERBS = ("okr.key_result_added", "okr.key_result_changed", "okr.key_result_moved", "okr.key_result_retyped")
OBJECTIVE_VERBS = ("okr.objective_added", "okr.objective_changed", "okr.objective_moved", "okr.objective_cancelled")
A_PAGE = 1000


def touched_key_results(event: Event) -> Iterable[int]:
    """The key results an event changes: its own, or all of an objective that may have turned private."""
    own = event.facts.get("key_result")
    return [own] if own else KeyResult.objects.filter(objective=event.facts["objective"]).values_list("pk", flat=True)


def touched_objectives(event: Event) -> Iterable[int]:
    """The objective an event changes."""
    return [event.facts["objective"]]


def key_result_docs(numbers: Sequence[int]) -> list[Doc]:
    """What is indexed of key results."""
    found = KeyResult.objects.filter(pk__in=numbers).select_related("objective__cycle")
    return [
        Doc(
            kr.pk,
            f"{kr.label} KR{kr.pk} {kr.title} {kr.hypothesis}",
            _since(kr.objective),
            kr.owner_id,
            _scopes(kr.objective),
        )
        for kr in found
    ]


def objective_docs(numbers: Sequence[int]) -> list[Doc]:
    """What is indexed of objectives."""
    found = Objective.objects.filter(pk__in=numbers).select_related("cycle")
    return [
        Doc(one.pk, f"{one.label} O{one.pk} {one.title} {one.description}", _since(one), one.owner_id, _scopes(one))
        for one in found
    ]


def key_result_hits(viewer: Person, numbers: Sequence[int]) -> dict[int, Hit]:
    """Key results as the viewer sees them."""
    seen = KeyResult.objects.visible_to(viewer).filter(pk__in=numbers).values_list("pk", flat=True)
    rows = key_result_rows(list(seen), language=get_language() or "en", moment=company_now())
    return {
        pk: Hit(
            reverse("okr:key_result", args=[pk]),
            f"{row.label} {row.title}",
            face=row.owner,
            at=row.checked_in_at,
            place=f"{row.value or '–'} → {row.target}",
            status=row.status,
        )
        for pk, row in rows.items()
    }


def objective_hits(viewer: Person, numbers: Sequence[int]) -> dict[int, Hit]:
    """Objectives as the viewer sees them."""
    seen = Objective.objects.visible_to(viewer).filter(pk__in=numbers).values_list("pk", flat=True)
    rows = head_rows(list(seen), language=get_language() or "en", moment=company_now())
    return {
        pk: Hit(
            reverse("okr:objective", args=[pk]),
            f"O-{pk} {row.title}",
            face=row.owner,
            place=row.department,
            status=row.status,
        )
        for pk, row in rows.items()
    }


def _since(objective: Objective) -> datetime:
    return objective.published_at or datetime.combine(objective.cycle.starts_on, time(), tzinfo=UTC)


def _scopes(objective: Objective) -> tuple[str, ...]:
    return (OPEN,) if objective.visibility == Visibility.PUBLIC else (ASKED,)


def _numbers(model: type[KeyResult] | type[Objective], after: int) -> list[int]:
    return list(model.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:A_PAGE])


source(
    Source(
        kind="key_result",
        title=_("Key results"),
        icon="target",
        verbs=frozenset({*KEY_RESULT_VERBS, *OBJECTIVE_VERBS[1:]}),
        touched=touched_key_results,
        docs=key_result_docs,
        numbers=lambda after: _numbers(KeyResult, after),
        hits=key_result_hits,
        place=20,
    )
)
source(
    Source(
        kind="objective",
        title=_("Objectives"),
        icon="objective",
        verbs=frozenset(OBJECTIVE_VERBS),
        touched=touched_objectives,
        docs=objective_docs,
        numbers=lambda after: _numbers(Objective, after),
        hits=objective_hits,
        place=10,
    )
)
