"""How much progress is expected of goals by a day: by their owners' hours at work, the calendar, milestones, or a curve of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from denyut.okr.cadences import Departments
from denyut.okr.models import Cycle, KeyResult, Milestone, Objective
from denyut.okr.pace import at_the_end, by_curve, by_hours, by_milestones, calendar
from denyut.okr.progress import Kind, clamp
from denyut.okr.status import Preset, Standing, standing
from denyut.people.calendars import WorkingTime, working_time

type Due = list[tuple[date, Decimal]]


@dataclass(frozen=True)
class Paces:
    """What is needed to say what is expected of some goals, asked for all of them at once."""

    times: WorkingTime | None
    milestones: dict[int, Due]
    departments: Departments = field(default_factory=Departments)

    def of_key_result(self, kr: KeyResult, day: date) -> Decimal:
        """Expected progress of a key result at the end of `day`, 0 to 1; its objective and cycle must be loaded."""
        first, last, how = kr.first_day, kr.last_day, _pace_of(kr)
        day = min(day, last)
        if how == KeyResult.Pace.NONE:
            return at_the_end(last, day)
        if how == KeyResult.Pace.MILESTONES and self.milestones.get(kr.pk):
            return by_milestones(self.milestones[kr.pk], first, day)
        if how == KeyResult.Pace.CURVE and kr.how.curve:
            return by_curve(kr.how.curve, first, last, day)
        if how == KeyResult.Pace.CALENDAR:
            return calendar(first, last, day)
        return self._by_hours(kr.owner_id, first, last, day)

    def of_objective(self, objective: Objective, day: date) -> Decimal:
        """Expected progress of an objective at the end of `day`, 0 to 1, by its owner's pace through the cycle."""
        cycle = objective.cycle
        day = min(day, cycle.ends_on)
        if cycle.pace == Cycle.Pace.NONE:
            return at_the_end(cycle.ends_on, day)
        if cycle.pace == Cycle.Pace.CALENDAR:
            return calendar(cycle.starts_on, cycle.ends_on, day)
        return self._by_hours(objective.owner_id, cycle.starts_on, cycle.ends_on, day)

    def key_result(self, kr: KeyResult, day: date) -> Standing:
        """Where a key result stands on `day` by its cycle's rule."""
        return standing(
            kr.measure,
            kr.progress,
            kr.first_day,
            kr.last_day,
            day,
            has_begun=kr.checked_in_at is not None or kr.value is not None,
            preset=Preset(kr.objective.cycle.preset),
            expected=self.of_key_result(kr, day),
        )

    def objective(self, objective: Objective, day: date, *, has_begun: bool) -> Standing:
        """Where an objective stands on `day`; it has begun with the first check-in below it."""
        cycle = objective.cycle
        return standing(
            Kind.METRIC,
            objective.progress,
            cycle.starts_on,
            cycle.ends_on,
            day,
            has_begun=has_begun or objective.progress != 0,
            preset=Preset(cycle.preset),
            expected=self.of_objective(objective, day),
        )

    def is_stale(self, kr: KeyResult, moment: datetime) -> bool:
        """Whether nobody has checked in for one and a half cadences. Two queries at most for all that are asked about."""
        return kr.is_stale(moment, self.departments)

    def _by_hours(self, person: int, first: date, last: date, day: date) -> Decimal:
        hours = self.times.hours(person) if self.times else None
        within = [(d, h) for d, h in hours if first <= d <= last] if hours is not None else []
        return clamp(by_hours(within, day, span=(first, last)))


def paces_of(objectives: Sequence[Objective], key_results: Iterable[KeyResult] = ()) -> Paces:
    """The paces of these goals; cycles must be loaded. Three queries at most, none where no hours and milestones matter."""
    rows = list(key_results)
    cycles = [o.cycle for o in objectives] + [kr.objective.cycle for kr in rows]
    by_plan = [kr.pk for kr in rows if _pace_of(kr) == KeyResult.Pace.MILESTONES]
    milestones: dict[int, Due] = {}
    if by_plan:
        ends = {kr.pk: kr.last_day for kr in rows}
        planned = Milestone.objects.filter(key_result__in=by_plan)
        for pk, due_on, weight in planned.values_list("key_result", "due_on", "weight"):
            milestones.setdefault(pk, []).append((due_on or ends[pk], weight))
    by_hours_of = {kr.owner_id for kr in rows if _pace_of(kr) not in TIMELESS}
    by_hours_of |= {o.owner_id for o in objectives if o.cycle.pace == Cycle.Pace.WORKING}
    if not by_hours_of:
        return Paces(None, milestones)
    first, last = min(cycle.starts_on for cycle in cycles), max(cycle.ends_on for cycle in cycles)
    return Paces(working_time(by_hours_of, first, last), milestones)


TIMELESS = (KeyResult.Pace.NONE, KeyResult.Pace.CURVE, KeyResult.Pace.CALENDAR)


def _pace_of(kr: KeyResult) -> str:
    if kr.pace:
        return kr.pace
    if kr.measure is Kind.MILESTONE:
        return KeyResult.Pace.MILESTONES
    return KeyResult.Pace.NONE if kr.measure.is_yes_or_no else kr.objective.cycle.pace
