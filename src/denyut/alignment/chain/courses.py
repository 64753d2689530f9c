"""Courses: how far a goal had come at each moment, as steps from one check-in to the next."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from denyut.okr.progress import rolled_up

type Step = tuple[datetime, Decimal]


@dataclass(frozen=True, slots=True)
class Course:
    """Steps by time, the later the further down; more is nearer to the goal. `start` held before the first one, None where nobody knows."""

    steps: tuple[Step, ...]
    start: Decimal | None

    def level(self, moment: datetime) -> Decimal | None:
        """What held at a moment; None before anything was known."""
        place = bisect_right(self.steps, moment, key=lambda step: step[0])
        return self.steps[place - 1][1] if place else self.start

    @property
    def began(self) -> datetime | None:
        """When it first moved; None while it has not."""
        before = self.start
        for moment, level in self.steps:
            if before is not None and level != before:
                return moment
            before = level
        return None

    def reached(self, level: Decimal) -> datetime | None:
        """When it came to a level for the first time; None while it has not."""
        return next((moment for moment, found in self.steps if found >= level), None)

    @property
    def ended(self) -> datetime | None:
        """When it was last heard of."""
        return self.steps[-1][0] if self.steps else None


def course_of(steps: Iterable[Step], start: Decimal | None) -> Course:
    """A course of steps in any order; of two at one moment the latter counts."""
    return Course(tuple(sorted(dict(steps).items())), start)


def joined(courses: Sequence[tuple[Decimal, Course]]) -> Course:
    """The course of a whole: at each step of a part the weighted mean of all, each between 0 and 1 as a roll-up counts it.

    Takes pairs (weight, course); a part of which nothing is known yet counts 0.
    """
    moments = sorted({moment for _weight, course in courses for moment, _level in course.steps})
    steps = [
        (moment, rolled_up((weight, course.level(moment) or Decimal(0)) for weight, course in courses))
        for moment in moments
    ]
    return Course(tuple(steps), Decimal(0) if courses else None)
