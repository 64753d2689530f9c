"""Giving goals back the fields that an import changed, as far as they are still what it wrote."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from denyut.exchange.actions.keeping import as_it_is
from denyut.exchange.actions.traces import plain_value
from denyut.exchange.models import Import, Trace
from denyut.exchange.taking_back import GONE, Left, rows_of
from denyut.okr.actions import change_key_result, change_objective, move_objective, weigh_key_result
from denyut.okr.models import KeyResult, Objective, Reason
from denyut.people.models import Person
from denyut.spine.access import Refused, Unavailable

CHANGED_SINCE = _("Somebody has changed it since.")


def restore(actor: Person, done: Import) -> list[Left]:
    """Take the changes of an import back, the last first. Returns those that stay, with the reason."""
    left: list[Left] = []
    traces = list(done.traces.filter(act=Trace.Act.CHANGED).order_by("-id"))
    for model, put_back in KINDS:
        kind = model._meta.label_lower
        own = [trace for trace in traces if trace.subject_kind == kind]
        rows = rows_of(model, [trace.subject_id for trace in own])
        for trace in own:
            row = rows.get(trace.subject_id)
            if row is None:
                left.append(Left(kind, trace.subject_id, "", GONE))
            else:
                left += tried(kind, row, partial(put_back, actor, row, trace))
    return left


def tried(kind: str, row: Any, work: "partial[bool]") -> Iterable[Left]:
    """Nothing when all came back; else the row, with what the goals' own rules say or that it was changed since."""
    try:
        with transaction.atomic():
            is_whole = work()
    except Unavailable:
        raise
    except Refused as refusal:
        yield Left(kind, row.pk, row.title, str(refusal))
    else:
        if not is_whole:
            yield Left(kind, row.pk, row.title, CHANGED_SINCE)


def restore_objective(actor: Person, objective: Objective, trace: Trace) -> bool:
    """Put back what an import changed in an objective. Returns whether all of it could be."""
    objective.refresh_from_db()
    before = unchanged_since(objective, trace)
    is_whole = set(before) == set(trace.before)
    if "state" in before:
        move_objective(actor, objective, to=before.pop("state"))
    if before:
        change_objective(actor, objective, **as_it_is(change_objective, objective) | before)
    return is_whole


def restore_key_result(actor: Person, kr: KeyResult, trace: Trace) -> bool:
    """Put back what an import changed in a key result. Returns whether all of it could be."""
    kr.refresh_from_db()
    before = unchanged_since(kr, trace)
    is_whole = set(before) == set(trace.before)
    reason = Reason.DATA_ERROR.value
    was_fixed = before.pop("is_weight_fixed", None)
    if "weight" in before:
        weight = before.pop("weight")
        weigh_key_result(actor, kr, weight=weight if was_fixed else None, reason=reason)
    if before:
        change_key_result(actor, kr, **as_it_is(change_key_result, kr) | before, reason=reason)
    return is_whole


def unchanged_since(row: models.Model, trace: Trace) -> dict[str, Any]:
    """The values to put back: those of the fields that still hold what the import wrote."""
    return {
        name: value_before(row, name, value)
        for name, value in trace.before.items()
        if plain_value(getattr(row, name)) == trace.after[name]
    }


def value_before(row: models.Model, name: str, value: Any) -> Any:
    """A field's former value as the field has it; of a reference the row, None when that is gone."""
    field: Any = row._meta.get_field(name)
    if not field.is_relation:
        return field.to_python(value)
    return field.related_model._default_manager.filter(pk=value).first() if value is not None else None


KINDS: tuple[tuple[type[models.Model], Callable[[Person, Any, Trace], bool]], ...] = (
    (KeyResult, restore_key_result),
    (Objective, restore_objective),
)
