"""Deeds on key results."""

from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.actions.rollup import carry_up
from denyut.okr.models import KeyResult, Objective
from denyut.okr.progress import ONE, Kind, progress_of
from denyut.okr.values import chosen, fitting, own_key
from denyut.okr.verbs import KEY_RESULT_ADDED, KEY_RESULT_CHANGED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("okr.add_key_result")
def add_key_result(
    actor: Person,
    objective: Objective,
    *,
    title: str,
    kind: str = Kind.METRIC,
    unit: str = "",
    baseline: Decimal = Decimal(0),
    target: Decimal = Decimal(100),
    owner: Person | None = None,
    delegate: Person | None = None,
    weight: Decimal = ONE,
    external_key: str | None = None,
) -> KeyResult:
    """Add a key result, owned by the objective's owner unless another is named.

    Raises Refused where the rule says no, Invalid for a bad title, number or kind, or when start and target are the same.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    kr = KeyResult(
        objective=objective,
        owner=owner or objective.owner,
        delegate=delegate,
        external_key=own_key(KeyResult, external_key),
        position=objective.key_results.count(),
        made_at=clock.now(),
    )
    _shape(kr, title, kind, unit, baseline, target, weight)
    kr.save()
    moved = carry_up(objective)
    record(
        KEY_RESULT_ADDED, actor, kr, facts={**facts_of(objective), "key_result": kr.pk, "moved": moved}, text=kr.title
    )
    return kr


@deed("okr.change_key_result")
def change_key_result(
    actor: Person,
    key_result: KeyResult,
    *,
    title: str,
    kind: str = Kind.METRIC,
    unit: str = "",
    baseline: Decimal = Decimal(0),
    target: Decimal = Decimal(100),
    owner: Person | None = None,
    delegate: Person | None = None,
    weight: Decimal = ONE,
) -> KeyResult:
    """Change a key result. What it was stays in the log. Raises as `add_key_result` does."""
    key_result = _as_it_stands(key_result)
    require(actor, "okr.change_objective", key_result.objective)
    before = {"target": str(key_result.target), "baseline": str(key_result.baseline), "weight": str(key_result.weight)}
    key_result.owner, key_result.delegate = owner or key_result.owner, delegate
    _shape(key_result, title, kind, unit, baseline, target, weight)
    key_result.save()
    objective = key_result.objective
    facts = {**facts_of(objective), "key_result": key_result.pk, "before": before, "moved": carry_up(objective)}
    record(KEY_RESULT_CHANGED, actor, key_result, facts=facts, text=key_result.title)
    return key_result


def _as_it_stands(kr: KeyResult) -> KeyResult:
    found = KeyResult.objects.select_related("objective__cycle", "objective__owner", "objective__department", "owner")
    return found.get(pk=kr.pk)


def _shape(
    kr: KeyResult, title: str, kind: str, unit: str, baseline: Decimal, target: Decimal, weight: Decimal
) -> None:
    measure = chosen(Kind, kind, "kind")
    kr.title, kr.unit, kr.kind = " ".join(title.split()), unit.strip(), measure.value
    if not kr.title or len(kr.title) > 300:
        raise Invalid(_("Give it a title of up to 300 letters."), code="title", field="title")
    if len(kr.unit) > 20:
        raise Invalid(_("A unit has up to 20 letters, for example “min”."), code="unit", field="unit")
    if not (weight.is_finite() and 0 <= fitting(weight, "weight") <= 100):
        raise Invalid(_("A weight lies between 0 and 100."), code="weight", field="weight")
    kr.baseline, kr.target = _ends(measure, fitting(baseline, "baseline"), fitting(target, "target"))
    kr.weight = weight
    kr.progress = progress_of(measure, kr.baseline, kr.target, kr.value)


def _ends(kind: Kind, baseline: Decimal, target: Decimal) -> tuple[Decimal, Decimal]:
    if kind is Kind.BINARY:
        return Decimal(0), Decimal(1)
    if kind is Kind.MANUAL:
        return Decimal(0), Decimal(100)
    if kind is Kind.METRIC and baseline == target:
        raise Invalid(
            _("Start and target are the same. Give a target that differs from where you are now."),
            code="no_way",
            field="target",
        )
    return baseline, target
