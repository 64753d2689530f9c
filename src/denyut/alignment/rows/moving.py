"""What data say about influences: check-ins and readings, loaded for all of them at once and weighed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F

from denyut.alignment.chain.circles import is_same_course, is_same_number
from denyut.alignment.chain.courses import Course, Step, course_of, joined
from denyut.alignment.chain.evidence import Doubt, Evidence, untested, weigh
from denyut.alignment.chain.pairs import Pair, moved_with, pairs_of
from denyut.alignment.models import Influence
from denyut.metrics.models import Indicator, Reading
from denyut.okr.models import CheckIn, KeyResult
from denyut.okr.progress import ONE, ZERO, Bounds, Kind

# The reading before the first check-in belongs to it, be it of the quarter before.
BEFORE = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence for an influence and the pairs it is made of; `moved` is what the indicator did since the goal began to move.

    `is_idle`: the goal is reached, the delay is over, and the indicator has not gone the way that was expected.
    """

    evidence: Evidence
    pairs: list[Pair]
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


def found_for(influences: Sequence[Influence]) -> dict[int, Found]:
    """What is known about each influence, by its number; goals and indicators must be loaded. Four queries at most."""
    material = _material(influences) if influences else None
    return {one.pk: _found(one, material) for one in influences} if material else {}


def _found(influence: Influence, material: Material) -> Found:
    course, doubt = _course(influence, material)
    if course is None:
        return Found(untested(doubt), [])
    if course.began is None:
        return Found(untested(Doubt.UNMOVED), [])
    readings, delay = material.readings.get(influence.indicator_id, ()), timedelta(days=influence.delay_days)
    pairs = pairs_of(course, readings, delay)
    moved = moved_with(course, readings, delay)
    is_idle = _is_idle(influence, course.reached(ONE), readings, moved)
    return Found(weigh(pairs, is_up=influence.is_up), pairs, moved, is_idle)


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
    said: dict[int, list[CheckIn]] = defaultdict(list)
    for one in CheckIn.objects.filter(key_result__in=every, segment=F("key_result__segment")).order_by(
        "valid_at", "id"
    ):
        said[one.key_result_id].append(one)
    first = min((some[0].valid_at for some in said.values()), default=None)
    return Material(
        key_results=every,
        of_objective=of_objective,
        courses={pk: _course_of(kr, said[pk]) for pk, kr in every.items()},
        values={pk: course_of([(one.valid_at, one.value) for one in said[pk]], None) for pk in every},
        readings=_readings({one.indicator_id for one in influences}, first) if first else {},
    )


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


def _course_of(kr: KeyResult, said: Iterable[CheckIn]) -> Course:
    """A number that has to stay somewhere moves as long as it is outside and inside alike; any other moves by its progress from 0."""
    start = None if kr.measure.is_control else ZERO
    return course_of([(one.valid_at, _level(kr, one)) for one in said], start)


def _level(kr: KeyResult, said: CheckIn) -> Decimal:
    if kr.measure is Kind.RANGE:
        return -Bounds(kr.measure, kr.target, kr.how.low).distance(said.value)
    if kr.measure.is_control:
        return said.value if kr.measure is Kind.AT_LEAST else -said.value
    return said.progress
