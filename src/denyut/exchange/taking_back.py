"""What of an import can be taken back: what it made and nobody has touched since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.closing.models import LeftUnscored, Lesson
from denyut.exchange.complete.tables import DecisionGoal
from denyut.exchange.existing import in_batches
from denyut.exchange.models import Import, Trace
from denyut.matters.models import Blocker, BlockerStep, Decision
from denyut.okr.models import (
    Attendance,
    CheckIn,
    Cycle,
    Edge,
    Exemption,
    Initiative,
    KeyResult,
    Milestone,
    Objective,
    Observation,
    Revision,
    Segment,
    Vote,
)
from denyut.rhythm.models import Weekly, WeeklyItem
from denyut.spine.models import Event

type Reasons = dict[int, str | Promise]
type Own = dict[type[models.Model], set[int]]

# What a complete export brings in beside goals and check-ins.
PARTS: tuple[type[models.Model], ...] = (
    Edge,
    Lesson,
    Milestone,
    Initiative,
    Observation,
    Attendance,
    Exemption,
    LeftUnscored,
    Vote,
    BlockerStep,
    Blocker,
    DecisionGoal,
    Decision,
    WeeklyItem,
    Weekly,
)
# Of these, other things may have come to hang on some since.
GROWING: tuple[type[models.Model], ...] = (Blocker, Decision, Weekly)
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
    """What goes, by id, and what stays. `said` are check-ins on key results that were there before, or that stay.

    `parts` are the numbers of what came with a complete export beside them.
    """

    objectives: dict[int, Objective] = field(default_factory=dict)
    key_results: dict[int, KeyResult] = field(default_factory=dict)
    said: list[CheckIn] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    parts: Own = field(default_factory=dict)


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
    back = TakingBack(parts={model: set(made_by(done, model)) for model in PARTS})
    for model in GROWING:
        back.parts[model] -= hanging_on(model, back.parts[model], back.parts).keys()
    own: Own = {**back.parts, CheckIn: check_ins, Cycle: set(made_by(done, Cycle))}
    stay = staying_key_results(key_results, told, own)
    back.key_results = {pk: kr for pk, kr in key_results.items() if pk not in stay}
    stay_above = staying_objectives(objectives, told, {**own, KeyResult: set(back.key_results)})
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


def staying_key_results(key_results: dict[int, KeyResult], told: set[tuple[str, int]], own: Own) -> Reasons:
    """The key results that an undo leaves alone, and why. `own` is what came with the same import."""
    stay: Reasons = {}
    hanging = hanging_on(KeyResult, key_results, own={**own, KeyResult: set(key_results)})
    for pk, kr in key_results.items():
        if is_over(kr.objective.cycle, own):
            stay[pk] = CLOSED
        elif (kr._meta.label_lower, pk) in told:
            stay[pk] = TOUCHED
        elif pk in hanging:
            stay[pk] = HANGING
    return stay


def is_over(cycle: Cycle, own: Own) -> bool:
    """Whether a cycle is closed, and was not brought in closed by the same import."""
    return cycle.is_closed and cycle.pk not in own[Cycle]


def staying_objectives(objectives: dict[int, Objective], told: set[tuple[str, int]], own: Own) -> Reasons:
    """The objectives that an undo leaves alone, and why: `own` is what leaves with them."""
    stay: Reasons = {}
    for pk, one in objectives.items():
        if is_over(one.cycle, own):
            stay[pk] = CLOSED
        elif (one._meta.label_lower, pk) in told:
            stay[pk] = TOUCHED
    hanging = hanging_on(Objective, objectives, own={**own, Objective: set(objectives)})
    stay |= {pk: KEPT_BY if kind in (KeyResult, Objective) else HANGING for pk, kind in hanging.items()} | stay
    # An objective keeps all that it serves.
    waiting = list(stay)
    while waiting:
        above = objectives[waiting.pop()].parent_id
        if above in objectives and above not in stay:
            stay[above] = KEPT_BY
            waiting.append(above)
    return stay


def hanging_on(model: type[models.Model], ids: Iterable[int], own: Own) -> dict[int, type[models.Model]]:
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
