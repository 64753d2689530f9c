"""What an objective's progress is made of, item by item, and what feeds a key result."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from denyut.okr.models import NOT_COUNTED, Edge, KeyResult, Objective
from denyut.okr.money import rates_on
from denyut.okr.progress import ONE, ZERO, clamp
from denyut.okr.rollups import Item

CHILDREN = (Objective.RollUp.CHILDREN, Objective.RollUp.BOTH)


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
    return list(found.select_related("from_key_result", "from_objective"))


def fed(kr: KeyResult, edges: Sequence[Edge]) -> Decimal | None:
    """The value of a key result that others feed, None when nothing does.

    Values of one unit are added, each times its weight; mixed ones are averaged by progress, and the value is counted back from it.
    """
    sources = [(edge.source, ONE if edge.weight is None else edge.weight) for edge in edges]
    alike = [(source, weight) for source, weight in sources if isinstance(source, KeyResult) and _is_alike(source, kr)]
    if not sources:
        return None
    if len(alike) == len(sources):
        return sum((weight * (source.value or ZERO) for source, weight in alike), ZERO)
    total = sum((weight for _source, weight in sources), ZERO)
    if not total:
        return None
    progress = sum((weight * clamp(source.progress) for source, weight in sources), ZERO) / total
    return (kr.baseline + progress * (kr.target - kr.baseline)).quantize(Decimal("0.000001"))


def _is_alike(source: KeyResult, kr: KeyResult) -> bool:
    return (source.unit, source.currency) == (kr.unit, kr.currency)


def _key_results(objective: Objective) -> list[Item]:
    rows = list(KeyResult.objects.filter(objective=objective).order_by("position", "id"))
    currencies = {kr.currency for kr in rows if kr.currency}
    is_summed = objective.roll_up == Objective.RollUp.SUM and len(currencies) > 1
    rates = rates_on(objective.cycle.ends_on) if is_summed else {}
    return [_item(kr, rates.get(kr.currency) if is_summed and kr.currency else ONE) for kr in rows]


def _each_as_one(items: list[Item]) -> list[Item]:
    # Beside objectives that count one each, key results count one each on average, whatever their shares.
    number = sum(item.counts for item in items)
    return [replace(item, weight=item.weight * number) for item in items]


def _item(kr: KeyResult, rate: Decimal | None) -> Item:
    worth = rate or ONE
    return Item(
        name=kr.title,
        weight=kr.weight,
        progress=kr.progress,
        value=None if kr.value is None else kr.value * worth,
        baseline=kr.baseline * worth,
        target=kr.target * worth,
        counts=kr.counts and rate is not None,
        reason=kr.state if not kr.counts else "" if rate is not None else "no_rate",
    )


def _children(objective: Objective) -> list[Item]:
    children = Objective.objects.filter(parent=objective).order_by("position", "id")
    return [
        Item(
            name=_open_name(child),
            weight=ONE,
            progress=child.progress,
            counts=child.state not in NOT_COUNTED,
            reason=child.state if child.state in NOT_COUNTED else "",
        )
        for child in children.alive()
    ]


def _contributions(objective: Objective) -> list[Item]:
    edges = Edge.objects.contributing().filter(to_objective=objective.pk)
    return [
        Item(
            name=_open_name(edge.source),
            weight=ONE if edge.weight is None else edge.weight,
            progress=edge.source.progress,
        )
        for edge in edges.select_related("from_key_result__objective", "from_objective").order_by("id")
    ]


def _open_name(goal: Objective | KeyResult) -> str:
    # Whoever sees this objective need not see every goal that moves it.
    objective = goal.objective if isinstance(goal, KeyResult) else goal
    return goal.title if objective.is_open else ""
