"""What came of acts upon warnings: how the forecast changed after 7, 14 and 28 days, against like key results on which nobody acted."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from django.db import Error

from denyut.foresight.actions import note_effect
from denyut.foresight.models import HORIZONS, Forecast, Intervention
from denyut.people.times import company_now
from denyut.spine.access import Refused

log = logging.getLogger(__name__)
# A forecast of a day near by stands for one of the day itself; key results are alike when their chances then lay this near.
NEAR, ALIKE, AT_MOST = timedelta(days=3), 0.2, 12
# So many points more than like ones count as help.
HELPED = 0.05


@dataclass(frozen=True, slots=True)
class Point:
    """A forecast of a day: the chance, and the pace as a share of the way a week."""

    day: date
    probability: float
    pace: float


type Courses = Mapping[int, Sequence[Point]]


def measure_effects() -> int:
    """Measure what is due and not measured yet. Three queries, and those of the deed for each effect found; returns how many."""
    today = company_now().date()
    due = list(_due(today))
    if not due:
        return 0
    first = min(one.at.date() for one, _days in due) - NEAR
    courses = _courses(first)
    acted = _acted(first)
    kept = 0
    for intervention, days in due:
        effect = effect_of(intervention, days, courses, acted)
        if effect is not None:
            try:
                note_effect(None, intervention, days=days, effect=effect, has_helped=net_of(effect) > HELPED)
                kept += 1
            except (Refused, Error):
                log.exception("What came of %s was not kept", intervention)
    return kept


def effect_of(
    intervention: Intervention, days: int, courses: Courses, acted: Mapping[int, set[date]]
) -> dict[str, Any] | None:
    """The change so many days after an act, and that of like key results; None where no forecast tells."""
    start, end = intervention.at.date(), intervention.at.date() + timedelta(days=days)
    own = intervention.warning.key_result_id
    before, after = near(courses.get(own, ()), start), near(courses.get(own, ()), end)
    if before is None or after is None or after.day <= before.day:
        return None
    like = []
    for pk, course in courses.items():
        was, is_now = near(course, start), near(course, end)
        is_free = not any(start - NEAR <= day <= end for day in acted.get(pk, ()))
        if pk != own and is_free and was and is_now and is_now.day > was.day:
            like.append((abs(was.probability - before.probability), is_now.probability - was.probability))
    matched = [change for distance, change in sorted(like)[:AT_MOST] if distance <= ALIKE]
    return {
        "probability": round(after.probability - before.probability, 4),
        "pace": round(after.pace - before.pace, 4),
        "matched": round(fmean(matched), 4) if matched else None,
        "n": len(matched),
    }


def net_of(effect: Mapping[str, Any]) -> float:
    """The change of the chance beyond that of like key results."""
    return float(effect["probability"]) - float(effect["matched"] or 0.0)


def near(course: Sequence[Point], day: date) -> Point | None:
    """The forecast nearest to a day, three days off at most."""
    found = min(course, key=lambda point: abs(point.day - day), default=None)
    return found if found is not None and abs(found.day - day) <= NEAR else None


def _due(today: date) -> list[tuple[Intervention, int]]:
    # A week later a missing forecast will not come any more.
    since = company_now() - timedelta(days=max(HORIZONS) + 7)
    recent = Intervention.objects.filter(at__gte=since).select_related(
        "warning__key_result__owner", "warning__key_result__objective__department"
    )
    return [
        (one, days)
        for one in recent
        for days in HORIZONS
        if str(days) not in one.effects and one.at.date() + timedelta(days=days) <= today
    ]


def _courses(since: date) -> Courses:
    courses: dict[int, list[Point]] = defaultdict(list)
    known = Forecast.objects.filter(day__gte=since).order_by("day")
    for pk, day, chance, pace in known.values_list("key_result", "day", "probability", "progress_pace"):
        courses[pk].append(Point(day, chance, pace))
    return courses


def _acted(since: date) -> Mapping[int, set[date]]:
    acted: dict[int, set[date]] = defaultdict(set)
    known = Intervention.objects.filter(at__date__gte=since)
    for pk, at in known.values_list("warning__key_result", "at"):
        acted[pk].add(at.date())
    return acted
