"""What data say about influences: check-ins and readings, loaded for all of them at once and weighed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F

from denyut.alignment.chain.circles import is_same_course, is_same_number
from denyut.alignment.chain.courses import Course, Step, course_of, joined
from denyut.alignment.chain.evidence import Doubt, Evidence, Measured, judge, measure
from denyut.alignment.chain.pairs import Pair, moved_with, pairs_of
from denyut.alignment.models import Influence
from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import CheckIn, KeyResult
from denyut.okr.progress import ONE, ZERO, Bounds, Kind
from denyut.spine import clock

# The reading before the first check-in belongs to it, be it of the quarter before.
BEFORE = timedelta(days=100)
# So long a question counts that nobody asks any more.
REMEMBERED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence for an influence and the pairs it is made of; `chance` is how often chance alone brings as much, `moved` what the
    indicator did since the goal began to move.

    `is_idle`: the goal is reached, the delay is over, and the indicator has not gone the way that was expected.
    """

    evidence: Evidence
    pairs: list[Pair]
    chance: float | None = None
    moved: Decimal | None = None
    is_idle: bool = False


@dataclass(frozen=True)
class Material:
    """Key results by number, those of each objective, what was checked in (how near, and the numbers themselves), and the readings that
    can be compared with today's."""

    key_results: Mapping[int, KeyResult]
    of_objective: Mapping[int, Sequence[KeyResult]]
    courses: Mapping[int, Course]
    values: Mapping[int, Course]
    readings: Mapping[int, Sequence[Step]]


@dataclass(frozen=True, slots=True)
class _Seen:
    measured: Measured
    pairs: list[Pair]
    moved: Decimal | None = None
    is_idle: bool = False


def found_for(influences: Sequence[Influence]) -> dict[int, Found]:
    """What is known about each influence, by its number; goals and indicators must be loaded. Six queries at most.

    Each is judged among all links that hold in the company: those not asked for count as they were weighed last.
    """
    if not influences:
        return {}
    material = _material(influences)
    seen = {one.pk: _seen(one, material) for one in influences}
    kept = Influence.objects.chances(clock.now() - REMEMBERED)
    fresh = {one.question: seen[one.pk].measured.chance for one in influences}
    among = [chance for chance in (kept | fresh).values() if chance is not None]
    return {one.pk: _judged(one, seen[one.pk], among) for one in influences}


def _judged(influence: Influence, seen: _Seen, among: Sequence[float]) -> Found:
    evidence = judge(seen.measured, among, is_up=influence.is_up)
    return Found(evidence, seen.pairs, seen.measured.chance, seen.moved, seen.is_idle)


def _seen(influence: Influence, material: Material) -> _Seen:
    course, doubt = _course(influence, material)
    if course is None:
        return _Seen(Measured(doubt), [])
    if course.began is None:
        return _Seen(Measured(Doubt.UNMOVED), [])
    readings, delay = material.readings.get(influence.indicator_id, ()), timedelta(days=influence.delay_days)
    pairs = pairs_of(course, readings, delay)
    moved = moved_with(course, readings, delay)
    is_idle = _is_idle(influence, course.reached(ONE), readings, moved)
    measured = measure(pairs)
    if influence.key_result is not None and influence.key_result.measure.is_control:
        # It comes from nowhere and goes nowhere, so there is no "all the way".
        measured = replace(measured, effect=None)
    return _Seen(measured, pairs, moved, is_idle)


def _course(influence: Influence, material: Material) -> tuple[Course | None, Doubt]:
    """The course of the goal, without key results whose number is the indicator itself; or why there is none."""
    if influence.key_result_id:
        own: Sequence[KeyResult] = [material.key_results[influence.key_result_id]]
    else:
        own = material.of_objective.get(influence.objective_id or 0, ())
    others = [kr for kr in own if not _is_same(kr, influence.indicator, material)]
    if not others:
        return None, Doubt.SAME if own else Doubt.NOTHING
    if influence.key_result_id:
        return material.courses[others[0].pk], Doubt.NONE
    return joined([(kr.weight, material.courses[kr.pk]) for kr in others]), Doubt.NONE


def _is_same(kr: KeyResult, indicator: Indicator, material: Material) -> bool:
    if is_same_number(kr.source, indicator.key, indicator.name):
        return True
    return is_same_course(material.values[kr.pk], material.readings.get(indicator.pk, ()))


def _is_idle(influence: Influence, reached: datetime | None, readings: Sequence[Step], moved: Decimal | None) -> bool:
    if influence.key_result is not None and influence.key_result.measure.is_control:
        return False
    if reached is None or moved is None or max(readings)[0] < reached + timedelta(days=influence.delay_days):
        return False
    return moved <= ZERO if influence.is_up else moved >= ZERO


def _material(influences: Sequence[Influence]) -> Material:
    key_results = {one.key_result_id: one.key_result for one in influences if one.key_result is not None}
    of_objective = _counted({one.objective_id for one in influences if one.objective_id})
    every = {kr.pk: kr for kr in key_results.values()} | {kr.pk: kr for some in of_objective.values() for kr in some}
    earlier = _earlier(every.values())
    said: dict[int, list[CheckIn]] = defaultdict(list)
    asked = [*every, *(pk for some in earlier.values() for pk in some)]
    for one in CheckIn.objects.filter(key_result__in=asked, segment=F("key_result__segment")).order_by(
        "valid_at", "id"
    ):
        said[one.key_result_id].append(one)
    before = {pk: [one for other in earlier[pk] for one in said[other]] for pk in every}
    first = min((some[0].valid_at for some in said.values()), default=None)
    return Material(
        key_results=every,
        of_objective=of_objective,
        courses={pk: _course_of(kr, said[pk], before[pk]) for pk, kr in every.items()},
        values={pk: course_of([(one.valid_at, one.value) for one in [*before[pk], *said[pk]]], None) for pk in every},
        readings=_readings({one.indicator_id for one in influences}, first) if first else {},
    )


def _earlier(key_results: Iterable[KeyResult]) -> dict[int, list[int]]:
    """The key results from which each was carried over, oldest first, as far as they measured the same in the same unit. One query."""
    lines: dict[int, list[KeyResult]] = defaultdict(list)
    wanted = {kr.pk: kr for kr in key_results}
    carried = {kr.lineage for kr in wanted.values() if kr.carried_from_id is not None}
    for one in KeyResult.objects.filter(lineage__in=carried).order_by("pk") if carried else ():
        lines[one.lineage or 0].append(one)
    return {
        kr.pk: [one.pk for one in lines[kr.lineage or 0] if one.pk < kr.pk and _measures_the_same(one, kr)]
        for kr in wanted.values()
    }


def _measures_the_same(one: KeyResult, other: KeyResult) -> bool:
    is_number = other.measure.travels or other.measure.is_control
    return is_number and (one.kind, one.unit, one.currency) == (other.kind, other.unit, other.currency)


def _counted(objectives: Iterable[int]) -> dict[int, list[KeyResult]]:
    found: dict[int, list[KeyResult]] = defaultdict(list)
    wanted = list(objectives)
    for kr in KeyResult.objects.filter(objective__in=wanted).counted() if wanted else ():
        found[kr.objective_id].append(kr)
    return found


def _readings(indicators: Iterable[int], first: datetime) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = defaultdict(list)
    comparable = Reading.objects.filter(indicator__in=list(indicators), version__gte=F("indicator__series_from"))
    recent = comparable.filter(valid_at__gte=first - BEFORE)
    for indicator, moment, value in recent.values_list("indicator", "valid_at", "value"):
        found[indicator].append((moment, value))
    return found


def _course_of(kr: KeyResult, said: Iterable[CheckIn], before: Sequence[CheckIn]) -> Course:
    """A number that has to stay somewhere moves as long as it is outside and inside alike; any other moves by its progress from 0.

    What was said before it was carried over counts on today's way from start to target.
    """
    start = None if kr.measure.is_control or before else ZERO
    earlier = [(one.valid_at, _level(kr, one.value, kr.progress_at(one.value))) for one in before]
    return course_of([*earlier, *((one.valid_at, _level(kr, one.value, one.progress)) for one in said)], start)


def _level(kr: KeyResult, value: Decimal, progress: Decimal) -> Decimal:
    if kr.measure is Kind.RANGE:
        return -Bounds(kr.measure, kr.target, kr.how.low).distance(value)
    if kr.measure.is_control:
        return value if kr.measure is Kind.AT_LEAST else -value
    return progress
