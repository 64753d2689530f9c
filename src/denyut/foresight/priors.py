"""What is known of a key result's number from before its cycle."""

from collections import defaultdict
from collections.abc import Sequence

from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import CheckIn, KeyResult
from denyut.okr.progress import Kind

AT_MOST = 120


def priors_of(key_results: Sequence[KeyResult]) -> dict[int, list[float]]:
    """Earlier values of these key results, oldest first, by id. Three queries at most.

    Those of the goal that was carried over come first; else the readings of the indicator that is named as its source, in the same unit.
    """
    return {**_readings(key_results), **_carried(key_results)}


def _carried(key_results: Sequence[KeyResult]) -> dict[int, list[float]]:
    # A sum begins anew with each cycle: what it was before is no amount of one date.
    heirs = {
        kr.carried_from_id: kr.pk for kr in key_results if kr.carried_from_id and kr.measure is not Kind.CUMULATIVE
    }
    if not heirs:
        return {}
    units = {kr.pk: kr.unit for kr in key_results}
    found: dict[int, list[float]] = defaultdict(list)
    earlier = CheckIn.objects.filter(key_result__in=heirs).order_by("valid_at", "pk")
    for goal, value, unit in earlier.values_list("key_result", "value", "key_result__unit"):
        if unit == units[heirs[goal]]:
            found[heirs[goal]].append(float(value))
    return {pk: values[-AT_MOST:] for pk, values in found.items()}


def _readings(key_results: Sequence[KeyResult]) -> dict[int, list[float]]:
    named = {kr.source.strip() for kr in key_results if kr.source.strip() and kr.measure is not Kind.CUMULATIVE}
    if not named:
        return {}
    indicators = {(one.name, one.unit): one for one in Indicator.objects.filter(name__in=named)}
    linked = {
        kr: indicators[(kr.source.strip(), kr.unit)] for kr in key_results if (kr.source.strip(), kr.unit) in indicators
    }
    if not linked:
        return {}
    series: dict[int, list[Reading]] = defaultdict(list)
    comparable = {one.pk: one.series_from for one in linked.values()}
    for reading in Reading.objects.filter(indicator__in=comparable).order_by("valid_at"):
        if reading.version >= comparable[reading.indicator_id]:
            series[reading.indicator_id].append(reading)
    return {
        kr.pk: [float(one.value) for one in series[indicator.pk] if one.valid_at.date() < kr.first_day][-AT_MOST:]
        for kr, indicator in linked.items()
    }
