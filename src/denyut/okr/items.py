"""What an objective's progress is made of, item by item, and what feeds a key result."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from denyut.okr.models import NOT_COUNTED, Edge, KeyResult, Objective, Visibility
from denyut.okr.money import rates_on
from denyut.okr.progress import ONE, ZERO, clamp
from denyut.okr.rollups import Item

OF_KEY_RESULT = ("title", "progress", "objective__visibility", "state", "objective__state")
OF_OBJECTIVE = ("title", "progress", "visibility", "state")
CONTRIBUTION = (
    "weight",
    "from_key_result",
    *(f"from_key_result__{column}" for column in OF_KEY_RESULT),
    *(f"from_objective__{column}" for column in OF_OBJECTIVE),
)
MILLIONTH = Decimal("0.000001")
CHILDREN = (Objective.RollUp.CHILDREN, Objective.RollUp.BOTH)

type Row = tuple[str, Decimal, Decimal, Decimal | None, Decimal, Decimal, str, str]


def items_of(objective: Objective, *, has_edges: bool = True) -> list[Item]:
    """The key results, serving objectives and contributions of which an objective's progress is made, in a fixed order.

    Three queries at most; a fourth where money of several currencies is added up. `has_edges` False spares asking for contributions.
    """
    own = [] if objective.roll_up == Objective.RollUp.CHILDREN else _key_results(objective)
    if objective.roll_up == Objective.RollUp.BOTH:
        own = _each_as_one(own)
    if objective.roll_up in CHILDREN or (not own and objective.roll_up != Objective.RollUp.MANUAL):
        own += _children(objective)
    return own + _contributions(objective) if has_edges else own


def contributions_to(kr: KeyResult) -> list[Edge]:
    """The standing contributions into a key result, sources loaded. One query."""
    found = Edge.objects.contributing().filter(to_key_result=kr.pk)
    return list(found.select_related("from_key_result__objective", "from_objective"))


def fed(kr: KeyResult, edges: Sequence[Edge]) -> Decimal | None:
    """The value of a key result that others feed, to six decimals; None when nothing that counts does, or none of it was heard of yet.

    Values of one unit are added, each times its weight, one that was not heard of with its start value; mixed ones are averaged by
    progress, and the value is counted back from it.
    """
    counting = [edge for edge in edges if not _left_out(edge.source)]
    sources = [(edge.source, ONE if edge.weight is None else edge.weight) for edge in counting]
    alike = [(source, weight) for source, weight in sources if isinstance(source, KeyResult) and _is_alike(source, kr)]
    if not sources:
        return None
    if len(alike) == len(sources):
        if all(source.value is None for source, _weight in alike):
            return None
        values = (weight * (source.baseline if source.value is None else source.value) for source, weight in alike)
        return sum(values, ZERO).quantize(MILLIONTH)
    total = sum((weight for _source, weight in sources), ZERO)
    if not total:
        return None
    progress = sum((weight * clamp(source.progress) for source, weight in sources), ZERO) / total
    return (kr.baseline + progress * (kr.target - kr.baseline)).quantize(MILLIONTH)


def _is_alike(source: KeyResult, kr: KeyResult) -> bool:
    return (source.unit, source.currency) == (kr.unit, kr.currency)


def _key_results(objective: Objective) -> list[Item]:
    # Only what is counted: a whole key result takes four times as long to load.
    found = KeyResult.objects.filter(objective=objective).order_by("position", "id")
    rows = list(found.values_list("title", "weight", "progress", "value", "baseline", "target", "state", "currency"))
    currencies = {row[-1] for row in rows if row[-1]}
    is_summed = objective.roll_up == Objective.RollUp.SUM and len(currencies) > 1
    rates = rates_on(objective.cycle.ends_on) if is_summed else {}
    return [_item(row, rates.get(row[-1]) if is_summed and row[-1] else ONE) for row in rows]


def _each_as_one(items: list[Item]) -> list[Item]:
    # Beside objectives that count one each, key results count one each on average, whatever their shares.
    number = sum(item.counts for item in items)
    return [replace(item, weight=item.weight * number) for item in items]


def _item(row: Row, rate: Decimal | None) -> Item:
    title, weight, progress, value, baseline, target, state, _currency = row
    worth, is_in = rate or ONE, state not in NOT_COUNTED
    return Item(
        name=title,
        weight=weight,
        progress=progress,
        value=None if value is None else value * worth,
        baseline=baseline * worth,
        target=target * worth,
        counts=is_in and rate is not None,
        reason=state if not is_in else "" if rate is not None else "no_rate",
    )


def _children(objective: Objective) -> list[Item]:
    children = Objective.objects.filter(parent=objective).alive().order_by("position", "id")
    return [
        Item(
            name=title if visibility == Visibility.PUBLIC else "",
            weight=ONE,
            progress=progress,
            counts=state not in NOT_COUNTED,
            reason=state if state in NOT_COUNTED else "",
        )
        for title, visibility, progress, state in children.values_list("title", "visibility", "progress", "state")
    ]


def _contributions(objective: Objective) -> list[Item]:
    # Plain columns: whole goals take several times as long to load, and every check-in below waits for them.
    rows = Edge.objects.contributing().filter(to_objective=objective.pk).order_by("id").values_list(*CONTRIBUTION)
    return [_contribution(*row) for row in rows]


def _contribution(weight: Decimal | None, key_result: int | None, *said: Any) -> Item:
    if key_result is None:
        title, progress, visibility, *states = said[len(OF_KEY_RESULT) :]
    else:
        title, progress, visibility, *states = said[: len(OF_KEY_RESULT)]
    reason = next((state for state in states if state in NOT_COUNTED), "")
    return Item(
        # Whoever sees this objective need not see every goal that moves it.
        name=title if visibility == Visibility.PUBLIC else "",
        weight=ONE if weight is None else weight,
        progress=progress,
        counts=not reason,
        reason=reason,
    )


def _left_out(goal: Objective | KeyResult) -> str:
    """The state for which a goal does not count, its own or its objective's; "" when it counts."""
    states = [goal.state] if isinstance(goal, Objective) else [goal.state, goal.objective.state]
    return next((str(state) for state in states if state in NOT_COUNTED), "")
