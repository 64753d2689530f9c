"""Numbers that can't be relied on: without a source, in two units, defined twice, or impossible."""

from collections.abc import Iterator
from datetime import date

from denyut.alignment.health.company import Company, Measure
from denyut.alignment.health.findings import Code, Finding, key_result
from denyut.alignment.health.likeness import same

FULL = 100


def unfounded(company: Company) -> Iterator[Finding]:
    """Key results of which nobody knows when the start value was measured, or where the number comes from."""
    for one in _in_use(company):
        if one.kind.travels and one.baseline_on is None:
            yield _found(company, Code.NO_BASELINE_DATE, one, (one.title, str(one.baseline)))
        if (one.kind.travels or one.kind.is_control) and not one.source:
            yield _found(company, Code.NO_SOURCE, one, (one.title, one.unit))


def defined_twice(company: Company) -> Iterator[Finding]:
    """Key results with the same words: in different units they can't be compared, in the same one they are one number kept twice."""
    named = {one.id: one.title for one in _in_use(company) if one.kind.travels or one.kind.is_control}
    for group in same(named):
        first = company.measures[group[0]]
        for pk in group[1:]:
            other = company.measures[pk]
            inputs = (first.title, first.unit, first.currency, other.id, other.title, other.unit, other.currency)
            is_alike = (first.unit.casefold(), first.currency) == (other.unit.casefold(), other.currency)
            if not is_alike:
                yield _found(company, Code.UNITS_DIFFER, first, inputs, other)
            elif first.objective != other.objective and first.direction == other.direction:
                yield _found(company, Code.SAME_DEFINITION, first, inputs, other)


def impossible(company: Company, today: date) -> Iterator[Finding]:
    """Numbers that can't be: a share above 100 %, less than nothing where nothing was below, a start measured in the future."""
    for one in _in_use(company):
        numbers = [one.baseline, one.target]
        reason = ""
        if one.unit == "%" and one.value is not None and one.value > FULL and all(0 <= n <= FULL for n in numbers):
            reason = "above_all"
        elif one.value is not None and one.value < 0 and all(n >= 0 for n in numbers):
            reason = "below_nothing"
        elif one.baseline_on is not None and one.baseline_on > today:
            reason = "in_the_future"
        if reason:
            inputs = (reason, str(one.value), str(one.baseline_on))
            yield _found(company, Code.IMPOSSIBLE, one, inputs, reason=reason)


def required(company: Company) -> int:
    """How many fields the key results of the cycle have to have: start and source where they apply, unit, definition, value."""
    return sum(3 + one.kind.travels + (one.kind.travels or one.kind.is_control) for one in _in_use(company))


def _in_use(company: Company) -> Iterator[Measure]:
    return (one for one in company.own_measures if one.is_live and company.goals[one.objective].is_promised)


def _found(
    company: Company,
    code: Code,
    one: Measure,
    inputs: tuple[str | int, ...],
    other: Measure | None = None,
    reason: str = "",
) -> Finding:
    others = (key_result(other.id),) if other else ()
    words = {"title": one.title, "unit": one.unit, "reason": reason, "value": str(one.value)}
    if other:
        words |= {"other": other.title, "other_unit": other.unit, "other_label": other.label}
    return Finding(code, key_result(one.id), company.goals[one.objective].department, inputs, others, words)
