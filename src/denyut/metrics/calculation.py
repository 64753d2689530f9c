"""Which inputs each formula takes, and working a number out from what was given. Without Django."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from denyut.metrics.formulas import (
    NoResult,
    Numbers,
    ces,
    churn,
    csat,
    days_outstanding,
    gross_margin,
    growth,
    incident_rate,
    inventory_turnover,
    median,
    nps,
    oee,
    ratio,
    retention,
    scores_0_to_10,
    scores_1_to_5,
    share,
    staff_turnover,
    uptime,
)

type Inputs = Mapping[str, Decimal | Numbers]
type Tally = Callable[[Numbers], dict[str, Decimal]]


@dataclass(frozen=True)
class Formula:
    """How a number is worked out: the names of its `inputs`, which of them are `lists`, and the `work`.

    `scores` is the name of raw scores that may be given instead, and `tally` turns them into the inputs.
    """

    work: Callable[..., Decimal]
    inputs: tuple[str, ...]
    lists: frozenset[str] = frozenset()
    scores: str = ""
    tally: Tally | None = None


def _share_of(part: str, whole: str) -> Formula:
    return Formula(lambda **given: share(given[part], given[whole], name=part, of=whole), (part, whole))


def _ratio_of(amount: str, by: str) -> Formula:
    return Formula(lambda **given: ratio(given[amount], given[by], of=by), (amount, by))


def _list_of(work: Callable[[Numbers], Decimal], name: str) -> Formula:
    return Formula(lambda **given: work(given[name]), (name,), frozenset({name}))


NPS_INPUTS = ("promoters", "passives", "detractors")
FORMULAS: dict[str, Formula] = {
    "nps": Formula(nps, NPS_INPUTS, scores="scores_0_to_10", tally=scores_0_to_10),
    "csat": Formula(csat, ("satisfied", "answers"), scores="scores_1_to_5", tally=scores_1_to_5),
    "ces": _list_of(ces, "efforts"),
    "churn": Formula(churn, ("lost", "start")),
    "retention": Formula(retention, ("start", "end", "new")),
    "median_minutes": _list_of(median, "minutes"),
    "median_hours": _list_of(median, "hours"),
    "first_contact": _share_of("solved_at_once", "requests"),
    "on_time": _share_of("on_time", "deliveries"),
    "pick_accuracy": _share_of("right_lines", "lines"),
    "inventory_turnover": Formula(inventory_turnover, ("cost_of_sales", "stock_at_start", "stock_at_end")),
    "returns": _share_of("returned", "sold"),
    "cost_per_order": _ratio_of("cost", "orders"),
    "conversion": _share_of("buyers", "visitors"),
    "order_value": _ratio_of("revenue", "orders"),
    "gross_margin": Formula(gross_margin, ("revenue", "cost_of_sales")),
    "growth": Formula(growth, ("now", "before")),
    "days_outstanding": Formula(days_outstanding, ("receivables", "credit_sales", "days")),
    "defects": _share_of("defective", "checked"),
    "oee": Formula(oee, ("planned_minutes", "cycle_minutes", "pieces", "good_pieces")),
    "uptime": Formula(uptime, ("total_minutes", "down_minutes")),
    "incident_rate": Formula(incident_rate, ("incidents", "hours_worked")),
    "absence": _share_of("days_absent", "days_planned"),
    "staff_turnover": Formula(staff_turnover, ("leavers", "people_at_start", "people_at_end")),
    "completion": _share_of("completed", "assigned"),
}


def work_out(formula: Formula, given: Inputs) -> tuple[Decimal, dict[str, Decimal | Numbers]]:
    """The number that a formula gives, and the inputs it came from: raw scores as their tally.

    Raises NoResult.
    """
    if formula.tally and set(given) == {formula.scores}:
        given = _tallied(formula.tally, given[formula.scores], formula.scores)
    for name in given:
        if name not in formula.inputs:
            raise NoResult("unknown", name)
    arranged = {name: _input(formula, name, given) for name in formula.inputs}
    try:
        return formula.work(**arranged), arranged
    except NoResult as nothing:
        raise NoResult(nothing.code, nothing.name or formula.inputs[0]) from nothing


def _tallied(tally: Tally, scores: Decimal | Numbers, name: str) -> Inputs:
    try:
        return tally(_list(scores, name))
    except NoResult as nothing:
        raise NoResult(nothing.code, name) from nothing


def _input(formula: Formula, name: str, inputs: Inputs) -> Decimal | Numbers:
    if name not in inputs:
        raise NoResult("missing", name)
    value = inputs[name]
    if name in formula.lists:
        return _list(value, name)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise NoResult("missing", name)
    return _at_least_zero(value, name)


def _list(value: Decimal | Numbers, name: str) -> Numbers:
    if isinstance(value, Decimal) or not value:
        raise NoResult("empty", name)
    return [_at_least_zero(one, name) for one in value]


def _at_least_zero(value: Decimal, name: str) -> Decimal:
    if not value.is_finite() or value < 0:
        raise NoResult("negative", name)
    return value
