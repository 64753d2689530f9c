"""Removing what an import made: rows that nobody has touched since."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import models

from denyut.exchange.actions.rolling import roll_up, roll_up_parents
from denyut.exchange.actions.saying import WRITTEN, latest_series
from denyut.exchange.actions.sharing import share_key_results_of, share_sets
from denyut.exchange.actions.writing import write_fields
from denyut.exchange.existing import in_batches, key_results_by_id
from denyut.exchange.taking_back import TakingBack
from denyut.exchange.verbs import CHECK_IN_TAKEN_BACK, KEY_RESULT_TAKEN_BACK, OBJECTIVE_TAKEN_BACK
from denyut.okr.actions.objectives import facts_of
from denyut.okr.actions.rollup import Moved
from denyut.okr.models import CheckIn, Edge, KeyResult, Objective, Revision, Segment
from denyut.people.models import Person
from denyut.spine.events import News, record_many


def remove(actor: Person, back: TakingBack) -> dict[str, int]:
    """Delete what goes, work out what is above it, and record each. Returns how many of each noun went."""
    news = told_of(back)
    remove_parts(back)
    for some in in_batches(back.key_results):
        KeyResult.objects.filter(carried_from__in=some).update(carried_from=None)
    for some in in_batches(back.key_results):
        for model in (CheckIn, Segment, Revision):
            delete_plainly(model._default_manager.filter(key_result__in=some))
        delete_plainly(KeyResult.objects.filter(pk__in=some))
    for some in in_batches(back.objectives):
        Objective.objects.filter(pk__in=some).update(parent=None)
        Objective.objects.filter(carried_from__in=some).update(carried_from=None)
    for some in in_batches(back.objectives):
        delete_plainly(Revision.objects.filter(objective__in=some))
        delete_plainly(Objective.objects.filter(pk__in=some))
    CheckIn.objects.filter(pk__in=[row.pk for row in back.said]).delete()
    moved = settle(back)
    if news:
        news[-1].facts["moved"] = moved
    record_many(actor, news)
    return {"goals": len(back.objectives), "key_results": len(back.key_results), "check_ins": len(back.said)}


def remove_parts(back: TakingBack) -> None:
    """Delete what came beside the goals and check-ins."""
    for model, numbers in back.parts.items():
        for some in in_batches(numbers):
            if model is Edge:
                Edge.objects.filter(counter_to__in=some).update(counter_to=None)
            delete_plainly(model._default_manager.filter(pk__in=some))


def delete_plainly(rows: models.QuerySet[Any]) -> None:
    """Delete rows of which it is known that nothing else points at them: Django would ask eleven tables for every hundred."""
    rows._raw_delete(rows.db)


def told_of(back: TakingBack) -> list[News]:
    """What the log is told, while the rows are still there."""
    told = [
        News(CHECK_IN_TAKEN_BACK, row.key_result, about(row.key_result.objective, row.key_result)) for row in back.said
    ]
    told += [News(KEY_RESULT_TAKEN_BACK, kr, about(kr.objective, kr), kr.title) for kr in back.key_results.values()]
    told += [News(OBJECTIVE_TAKEN_BACK, one, about(one), one.title) for one in back.objectives.values()]
    return told


def about(objective: Objective, kr: KeyResult | None = None) -> dict[str, object]:
    """The plain facts about something that goes."""
    facts = {**facts_of(objective), "moved": []}
    return facts if kr is None else {**facts, "key_result": kr.pk, "label": kr.label}


def settle(back: TakingBack) -> Moved:
    """Put right what stays: values, weights and progress."""
    revert(back.said)
    left = {kr.objective_id for kr in back.key_results.values()}.difference(back.objectives)
    share_key_results_of(left)
    share_sets({(one.cycle_id, one.department_id) for one in back.objectives.values()})
    moved = roll_up(left.union(row.key_result.objective_id for row in back.said))
    above = {one.parent_id for one in back.objectives.values() if one.parent_id}.difference(back.objectives)
    return list((dict(moved) | dict(roll_up_parents(above))).items())


def revert(said: Sequence[CheckIn]) -> None:
    """Give key results the values they have without these check-ins."""
    rows = key_results_by_id(row.key_result_id for row in said)
    series = latest_series(rows)
    last = last_check_ins(rows)
    for pk, kr in rows.items():
        row = last.get(pk)
        kr.value = row.value if row else None
        kr.progress = row.progress if row else Decimal(0)
        kr.checked_in_at = row.valid_at if row else None
        kr.confidence = row.confidence if row else None
        kr.series = series.get(pk, [])
    write_fields(list(rows.values()), WRITTEN)


def last_check_ins(ids: Iterable[int]) -> dict[int, CheckIn]:
    """The newest check-in of key results that have any in the stretch that runs; its confidence is the last that was said."""
    found: dict[int, CheckIn] = {}
    for some in in_batches(ids):
        rows = CheckIn.objects.filter(key_result__in=some).select_related("key_result").order_by("valid_at", "id")
        for row in rows:
            earlier = found.get(row.key_result_id)
            if row.confidence is None and earlier is not None:
                row.confidence = earlier.confidence
            if row.segment == row.key_result.segment:
                found[row.key_result_id] = row
    return found
