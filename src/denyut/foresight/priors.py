"""What is known of a key result's number from before its cycle."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from django.db.models import Q

from denyut.foresight.past import amounts_before, steps_before, values_before
from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import SPANS, CheckIn, KeyResult
from denyut.okr.progress import Kind
from denyut.okr.statistics import Statistic, Window
from denyut.people.times import company_now

AMOUNTS = (Statistic.COUNT, Statistic.SUM)

type Said = list[tuple[date, float]]


def adds_up(kr: KeyResult) -> bool:
    """Whether its values are amounts that add up from the first day on."""
    is_counted = kr.measure is Kind.STATISTIC and kr.how.statistic in AMOUNTS and kr.how.window is Window.CYCLE
    return kr.measure is Kind.CUMULATIVE or is_counted


def is_mean(kr: KeyResult) -> bool:
    """Whether its values are means, or the like, of all that was measured up to now."""
    return kr.measure is Kind.STATISTIC and kr.how.window is Window.CYCLE and not adds_up(kr)


def priors_of(key_results: Sequence[KeyResult]) -> dict[int, list[float]]:
    """Earlier values of these key results, one a check-in date, oldest first, by id; of sums, single amounts. Three queries at most.

    Those of the goal that was carried over come first; else the readings of the indicator that is named as its source, in the same unit.
    """
    zone = company_now().tzinfo
    return {**_read(key_results, zone), **_carried(key_results, zone)}


def _carried(key_results: Sequence[KeyResult], zone: tzinfo | None) -> dict[int, list[float]]:
    heirs = {kr.carried_from_id: kr for kr in key_results if kr.carried_from_id}
    if not heirs:
        return {}
    said: dict[int, Said] = defaultdict(list)
    earlier = CheckIn.objects.filter(key_result__in=heirs).order_by("valid_at", "pk")
    for goal, value, unit, at in earlier.values_list("key_result", "value", "key_result__unit", "valid_at"):
        if unit == heirs[goal].unit:
            said[goal].append((at.astimezone(zone).date(), float(value)))
    found = {heirs[goal].pk: _spaced(heirs[goal], known, is_total=True) for goal, known in said.items()}
    return {pk: values for pk, values in found.items() if values}


def _read(key_results: Sequence[KeyResult], zone: tzinfo | None) -> dict[int, list[float]]:
    linked = _linked(key_results)
    if not linked:
        return {}
    said: dict[int, Said] = defaultdict(list)
    comparable = {one.pk: one for one in linked.values()}
    for reading in Reading.objects.filter(indicator__in=comparable).order_by("valid_at"):
        indicator = comparable[reading.indicator_id]
        if reading.version >= indicator.series_from and not reading.is_hollow(indicator.least):
            said[indicator.pk].append((reading.valid_at.astimezone(zone).date(), float(reading.value)))
    goals = {kr.pk: kr for kr in key_results}
    return {pk: _spaced(goals[pk], said[one.pk], is_total=False) for pk, one in linked.items()}


def _linked(key_results: Sequence[KeyResult]) -> Mapping[int, Indicator]:
    """The indicator whose number a key result is, by key result: named as its source by name or key, in the same unit."""
    words = {kr.pk: kr.source.strip() for kr in key_results if kr.source.strip()}
    if not words:
        return {}
    named = Indicator.objects.filter(Q(name__in=words.values()) | Q(key__in=words.values()))
    known = {(word, one.unit): one for one in named for word in (one.key, one.name)}
    return {
        kr.pk: known[words[kr.pk], kr.unit] for kr in key_results if kr.pk in words and (words[kr.pk], kr.unit) in known
    }


def _spaced(kr: KeyResult, said: Said, *, is_total: bool) -> list[float]:
    days = SPANS[kr.rhythm].days
    if not adds_up(kr):
        return values_before(kr.first_day, days, said)
    return (steps_before if is_total else amounts_before)(kr.first_day, days, said)
