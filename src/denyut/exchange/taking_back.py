"""What of an import can be taken back: what it made and nobody has touched since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.exchange.existing import in_batches
from denyut.exchange.models import Import, Trace
from denyut.okr.models import CheckIn, KeyResult, Objective, Revision, Segment
from denyut.spine.models import Event

type Reasons = dict[int, str | Promise]

TOUCHED = _("Somebody has worked on it since.")
HANGING = _("Other things belong to it now.")
CLOSED = _("Its cycle is closed.")
KEPT_BY = _("A key result or an objective below it stays.")
GONE = _("It is not there any more.")


@dataclass(frozen=True, slots=True)
class Left:
    """Something that an undo leaves alone, and why."""

    kind: str
    id: int
    title: str
    reason: str | Promise


@dataclass(slots=True)
class TakingBack:
    """What goes, by id, and what stays. `said` are check-ins on key results that were there before, or that stay."""

    objectives: dict[int, Objective] = field(default_factory=dict)
    key_results: dict[int, KeyResult] = field(default_factory=dict)
    said: list[CheckIn] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def made_by(done: Import, model: type[models.Model]) -> list[int]:
    """The numbers of the rows of a model that came with an import."""
    traces = done.traces.filter(act=Trace.Act.MADE, subject_kind=model._meta.label_lower)
    return list(traces.values_list("subject_id", flat=True))


def taking_back(done: Import) -> TakingBack:
    """What goes and what stays of the objectives, key results and check-ins that an import made."""
    told = touched(done)
    objectives = rows_of(Objective, made_by(done, Objective), "cycle", "owner", "department")
    key_results = rows_of(KeyResult, made_by(done, KeyResult), "objective__cycle", "objective__owner")
    check_ins = set(made_by(done, CheckIn))
    back = TakingBack()
    stay = staying_key_results(key_results, told, check_ins)
    back.key_results = {pk: kr for pk, kr in key_results.items() if pk not in stay}
    stay_above = staying_objectives(objectives, told, set(back.key_results))
    back.objectives = {pk: one for pk, one in objectives.items() if pk not in stay_above}
    said = rows_of(CheckIn, check_ins, "key_result__objective__cycle")
    back.said = [
        row
        for row in said.values()
        if row.key_result_id not in key_results and not row.key_result.objective.cycle.is_closed
    ]
    back.left = [
        *(Left("okr.objective", pk, objectives[pk].title, reason) for pk, reason in stay_above.items()),
        *(Left("okr.keyresult", pk, key_results[pk].title, reason) for pk, reason in stay.items()),
        *(
            Left("okr.checkin", row.pk, row.key_result.title, CLOSED)
            for row in said.values()
            if row.key_result_id not in key_results and row.key_result.objective.cycle.is_closed
        ),
    ]
    return back


def rows_of[M: models.Model](model: type[M], ids: Iterable[int], *related: str) -> dict[int, M]:
    """Rows by their number, as far as they are still there."""
    found: dict[int, M] = {}
    for some in in_batches(ids):
        found |= model._default_manager.prefetch_related(*related).in_bulk(some)
    return found


def touched(done: Import) -> set[tuple[str, int]]:
    """The goals on which a person did something since the import, as (kind, number)."""
    kinds = [Objective._meta.label_lower, KeyResult._meta.label_lower]
    first = done.traces.exclude(event=None).order_by("event").values_list("event", flat=True).first() or 0
    events = Event.objects.filter(id__gt=first, subject_kind__in=kinds, actor__isnull=False)
    until = done.finished_at or done.at + timedelta(days=1)
    own = events.filter(surface="import", actor=done.person_id, at__gte=done.at, at__lte=until)
    others = events.exclude(pk__in=own.values("pk"))
    return {(kind, pk) for kind, pk in others.values_list("subject_kind", "subject_id") if pk is not None}


def staying_key_results(key_results: dict[int, KeyResult], told: set[tuple[str, int]], check_ins: set[int]) -> Reasons:
    """The key results that an undo leaves alone, and why."""
    stay: Reasons = {}
    hanging = hanging_on(KeyResult, key_results, own={CheckIn: check_ins})
    for pk, kr in key_results.items():
        if kr.objective.cycle.is_closed:
            stay[pk] = CLOSED
        elif (kr._meta.label_lower, pk) in told:
            stay[pk] = TOUCHED
        elif pk in hanging:
            stay[pk] = HANGING
    return stay


def staying_objectives(objectives: dict[int, Objective], told: set[tuple[str, int]], going: set[int]) -> Reasons:
    """The objectives that an undo leaves alone, and why: `going` are the key results that leave."""
    stay: Reasons = {}
    for pk, one in objectives.items():
        if one.cycle.is_closed:
            stay[pk] = CLOSED
        elif (one._meta.label_lower, pk) in told:
            stay[pk] = TOUCHED
    hanging = hanging_on(Objective, objectives, own={KeyResult: going, Objective: set(objectives)})
    stay |= {pk: KEPT_BY if kind in (KeyResult, Objective) else HANGING for pk, kind in hanging.items()} | stay
    # An objective keeps all that it serves.
    waiting = list(stay)
    while waiting:
        above = objectives[waiting.pop()].parent_id
        if above in objectives and above not in stay:
            stay[above] = KEPT_BY
            waiting.append(above)
    return stay


def hanging_on(
    model: type[models.Model], ids: Iterable[int], own: dict[type[models.Model], set[int]]
) -> dict[int, type[models.Model]]:
    """Rows of `model` to which other rows belong that are not `own` ones of the import, with the kind of one of them."""
    found: dict[int, type[models.Model]] = {}
    for other, name in relatives_of(model):
        theirs = own.get(other, set())
        for some in in_batches(ids):
            rows = other._default_manager.filter(**{f"{name}__in": some}).values_list(name, "pk")
            found |= {above: other for above, pk in rows if pk not in theirs}
    return found


def relatives_of(model: type[models.Model]) -> list[tuple[Any, str]]:
    """The models whose rows point at rows of `model`, each with the field that does; a goal's own history does not count."""
    relations = [one for one in model._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]
    found: list[tuple[Any, str]] = [(one.related_model, one.field.name) for one in relations if one.on_delete]
    return [(other, name) for other, name in found if other not in (Revision, Segment)]
