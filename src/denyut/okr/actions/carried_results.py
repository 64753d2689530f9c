"""Key results of a goal that is carried over: their numbers, the work and the steps that are left."""

from dataclasses import dataclass
from decimal import Decimal

from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import Initiative, KeyResult, Milestone, Objective, Observation
from denyut.okr.progress import ONE, ZERO, Kind
from denyut.okr.scores import NothingRemains, Start, carried
from denyut.okr.verbs import KEY_RESULT_ADDED
from denyut.okr.weights import Weight, settled
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.events import record

COPIED = (
    "title",
    "kind",
    "unit",
    "currency",
    "pace",
    "source",
    "hypothesis",
    "effect",
    "counts_as",
    "position",
)
# A change in percent was meant of the start value that was.
RELATIVE = ("change", "means")
OPEN = {"done_at": None, "dropped_at": None}


@dataclass(frozen=True)
class Carried:
    """A key result and the numbers with which it goes on; `value` is what it has reached already, if that comes along."""

    key_result: KeyResult
    start: Start
    baseline: Decimal
    target: Decimal
    value: Decimal | None


def carried_numbers(kr: KeyResult, start: Start) -> Carried | None:
    """The numbers with which a key result goes on; None when it is reached, unless it keeps its start value.

    What stays within bounds goes on as it is. Percentages and what is done or not begin anew.
    """
    is_whole = start is Start.BASELINE
    if kr.measure.travels:
        try:
            baseline, target = carried(start, kr.baseline, kr.target, kr.value)
        except NothingRemains:
            return None
        return Carried(kr, start, baseline, target, kr.value if is_whole else None)
    if kr.measure.is_control:
        return Carried(kr, start, kr.baseline, kr.target, None)
    if kr.progress >= ONE and not is_whole:
        return None
    keeps_value = is_whole and kr.measure in (Kind.MANUAL, Kind.MILESTONE, Kind.TASKS)
    return Carried(kr, start, kr.baseline, kr.target, kr.value if keeps_value else None)


def carry_key_result(
    actor: Person, goal: Objective, number: Carried, *, former: Person, keeps_weight: bool
) -> KeyResult:
    """Add a carried key result to its new objective. What `former` owned goes to the objective's owner, and so does what nobody owns."""
    old, now = number.key_result, clock.now()
    owner = old.owner if old.owner.is_active and old.owner != former else goal.owner
    kr = KeyResult(
        objective=goal,
        owner=owner,
        delegate=old.delegate if old.delegate and old.delegate.is_active else None,
        baseline=number.baseline,
        target=number.target,
        value=number.value,
        setup=old.setup if number.start is Start.BASELINE else _without(old.setup, RELATIVE),
        weight=old.weight if keeps_weight else ZERO,
        is_weight_fixed=old.is_weight_fixed and keeps_weight,
        carried_from=old,
        lineage=old.lineage or old.pk,
        made_at=now,
        **{name: getattr(old, name) for name in COPIED},
    )
    kr.progress = kr.progress_at(kr.value)
    kr.fed_value = kr.value if kr.measure.is_automatic else None
    kr.original = kr.promise()
    kr.save(force_insert=True)
    _take_along(actor, kr, number)
    facts = {**facts_of(goal), "key_result": kr.pk, "from": old.pk, "moved": []}
    record(KEY_RESULT_ADDED, actor, kr, facts=facts, text=kr.title)
    return kr


def _take_along(actor: Person, kr: KeyResult, number: Carried) -> None:
    is_whole = number.start is Start.BASELINE
    if kr.measure is Kind.CUMULATIVE and number.value is not None:
        _open_count(actor, kr, number.value - kr.baseline)
    if kr.measure is Kind.MILESTONE:
        _copy_milestones(kr, number.key_result, is_whole=is_whole)
    if kr.measure is Kind.TASKS:
        _copy_work(kr, number.key_result, is_whole=is_whole)
    else:
        Initiative.objects.filter(key_result=number.key_result, **OPEN).update(key_result=kr)


def _open_count(actor: Person, kr: KeyResult, counted: Decimal) -> None:
    """What was counted so far is the first amount, so that the next one adds to it."""
    now = clock.now()
    Observation.objects.create(key_result=kr, value=counted, at=now, recorded_at=now, author=actor)


def _copy_milestones(kr: KeyResult, old: KeyResult, *, is_whole: bool) -> None:
    steps = [one for one in old.milestones.all() if is_whole or one.reached_at is None]
    shares = [one.weight for one in steps] if is_whole else settled([Weight(one.weight, False) for one in steps])
    for one, share in zip(steps, shares, strict=True):
        Milestone.objects.create(
            key_result=kr,
            title=one.title,
            weight=share,
            is_weight_fixed=is_whole and one.is_weight_fixed,
            reached_at=one.reached_at,
            position=one.position,
        )


def _copy_work(kr: KeyResult, old: KeyResult, *, is_whole: bool) -> None:
    """The list is the measure here: the old one stays as it was scored, so what is left is written down anew."""
    listed = old.initiatives.filter(dropped_at=None)
    for one in listed if is_whole else listed.filter(done_at=None):
        Initiative.objects.create(
            key_result=kr,
            title=one.title,
            kind=one.kind,
            owner=one.owner if one.owner.is_active else kr.owner,
            estimate=one.estimate,
            done_at=one.done_at,
            position=one.position,
            made_at=clock.now(),
        )


def _without(setup: dict[str, object], names: tuple[str, ...]) -> dict[str, object]:
    return {name: word for name, word in setup.items() if name not in names}
