"""Deeds on key results: adding and changing them."""

from datetime import date
from decimal import Decimal

from denyut.okr.actions.objectives import as_it_stands, facts_of
from denyut.okr.actions.revising import PROMISED, Changes, changes_between, not_stale, revise, values_of
from denyut.okr.actions.rollup import carry_up
from denyut.okr.actions.shares import share_key_results
from denyut.okr.actions.weighing import fixed_share
from denyut.okr.aligning import check_fed_once
from denyut.okr.models import KeyResult, Objective
from denyut.okr.progress import Kind
from denyut.okr.setups import SetupWords
from denyut.okr.shaping import Reasons, Shape, keeps_measure, shape
from denyut.okr.summing import check_summed
from denyut.okr.values import own_key
from denyut.okr.verbs import KEY_RESULT_ADDED, KEY_RESULT_CHANGED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record

CHANGING = (
    "title",
    "kind",
    "unit",
    "currency",
    "baseline",
    "target",
    "setup",
    "owner",
    "delegate",
    "starts_on",
    "due_on",
    "pace",
    "source",
    "hypothesis",
)


@deed("okr.add_key_result")
def add_key_result(
    actor: Person,
    objective: Objective,
    *,
    title: str,
    kind: str = Kind.METRIC,
    unit: str = "",
    currency: str = "",
    baseline: Decimal = Decimal(0),
    target: Decimal = Decimal(100),
    setup: SetupWords | None = None,
    owner: Person | None = None,
    delegate: Person | None = None,
    weight: Decimal | None = None,
    starts_on: date | None = None,
    due_on: date | None = None,
    pace: str = KeyResult.Pace.CYCLE,
    cadence: str = "",
    baseline_on: date | None = None,
    source: str = "",
    hypothesis: str = "",
    effect: str = "",
    counts_as: str = "",
    external_key: str | None = None,
) -> KeyResult:
    """Add a key result, owned by the objective's owner unless another is named.

    `weight` is its fixed share of the objective; without one it shares in what is left. Raises Refused where the rule says no, Invalid for
    a bad title, number, date or kind, or when start and target are the same.
    """
    objective = as_it_stands(objective)
    require(actor, "okr.change_objective", objective)
    given = Shape(title, kind, unit, currency, baseline, target, setup, starts_on, due_on, pace)
    why = Reasons(cadence, baseline_on, source, hypothesis, effect, counts_as)
    kr = KeyResult(objective=objective, owner=owner or objective.owner, delegate=delegate)
    kr.external_key = own_key(KeyResult, external_key)
    shape(kr, given, why)
    is_summed(kr)
    return _placed(actor, kr, weight)


@deed("okr.change_key_result")
def change_key_result(
    actor: Person,
    key_result: KeyResult,
    *,
    title: str,
    kind: str = Kind.METRIC,
    unit: str = "",
    currency: str = "",
    baseline: Decimal = Decimal(0),
    target: Decimal = Decimal(100),
    setup: SetupWords | None = None,
    owner: Person | None = None,
    delegate: Person | None = None,
    starts_on: date | None = None,
    due_on: date | None = None,
    pace: str = KeyResult.Pace.CYCLE,
    cadence: str = "",
    baseline_on: date | None = None,
    source: str = "",
    hypothesis: str = "",
    effect: str = "",
    counts_as: str = "",
    edition: int | None = None,
    reason: str = "",
    note: str = "",
) -> KeyResult:
    """Change a key result; what it was stays as a revision.

    A day after its goal was published, a new target, start, date or way of counting takes a `reason`. After the first check-in its type
    and unit change by `retype_key_result` alone. Raises as `add_key_result` does, and Conflict when somebody changed it since `edition`.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.change_objective", kr.objective)
    not_stale(kr, edition)
    given = Shape(title, kind, unit, currency, baseline, target, setup, starts_on, due_on, pace)
    keeps_measure(kr, given)
    before = values_of(kr, CHANGING)
    kr.owner, kr.delegate = owner or kr.owner, delegate
    shape(kr, given, Reasons(cadence, baseline_on, source, hypothesis, effect, counts_as))
    is_summed(kr)
    changes = changes_between(before, values_of(kr, CHANGING))
    if "kind" in changes:
        check_fed_once(kr)
    revise(actor, kr, changes, reason=reason, note=note)
    return _changed(actor, kr, changes, reason)


def _placed(actor: Person, kr: KeyResult, weight: Decimal | None) -> KeyResult:
    """A new key result at the end of its objective, with its share."""
    objective = kr.objective
    kr.position, kr.weight, kr.made_at = objective.key_results.count(), Decimal(0), clock.now()
    kr.original = kr.promise()
    kr.save()
    kr.lineage = kr.pk
    kr.save(update_fields=["lineage"])
    share_key_results(objective)
    if weight is not None:
        fixed_share(objective, kr, weight)
    moved = carry_up(objective)
    facts = {**facts_of(objective), "key_result": kr.pk, "moved": moved}
    record(KEY_RESULT_ADDED, actor, kr, facts=facts, text=kr.title)
    return KeyResult.objects.select_related("objective", "owner").get(pk=kr.pk)


def _changed(actor: Person, kr: KeyResult, changes: Changes, reason: str) -> KeyResult:
    if kr.objective.is_freely_edited(clock.now()):
        kr.original = kr.promise()
    kr.edition += 1
    kr.save()
    facts = {**facts_of(kr.objective), "key_result": kr.pk, "changed": sorted(changes), "reason": reason}
    facts["changes"] = {field: pair for field, pair in changes.items() if field in PROMISED}
    facts["moved"] = carry_up(kr.objective, key_result=kr, is_remeasured=True)
    record(KEY_RESULT_CHANGED, actor, kr, facts=facts, text=kr.title)
    return kr


def is_summed(kr: KeyResult) -> None:
    """Go on only if a key result, as it is to be, can be added to those beside it, where its objective adds them up. Raises Invalid."""
    if kr.objective.roll_up == Objective.RollUp.SUM:
        check_summed(kr.objective, joins=kr, field="currency" if kr.currency else "unit")


def kr_as_it_stands(kr: KeyResult) -> KeyResult:
    """The row as it is now, with its objective, cycle and owner."""
    found = KeyResult.objects.select_related("objective__cycle", "objective__owner", "objective__department", "owner")
    return found.get(pk=kr.pk)
