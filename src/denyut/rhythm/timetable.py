"""When the check-ins of many key results are due, asked in a few queries whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from denyut.okr.models import SPANS, KeyResult
from denyut.people.calendars import WorkingTime, working_time
from denyut.people.times import zone_of
from denyut.rhythm.beats import Rhythm, beats, rhythm_of
from denyut.rhythm.lateness import Slot, slots
from denyut.rhythm.models import Beat
from denyut.rhythm.occurrences import FARTHEST

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Timetable:
    """The working time of some owners, and which department has which beat. Asking it takes no query."""

    time: WorkingTime
    beats: Mapping[int, Beat]
    _known: dict[Any, list[Slot]] = field(default_factory=dict, repr=False, compare=False)

    def rhythm(self, kr: KeyResult) -> Rhythm:
        """How often and when a key result is heard of."""
        return rhythm_of(kr, self.beats)

    def slots(self, kr: KeyResult) -> list[Slot]:
        """When its check-ins are due, from its first day to its last."""
        # Many key results share a cycle and a site, and so their days.
        rhythm, site = self.rhythm(kr), self.time.sites.get(kr.owner_id)
        key = (kr.first_day, kr.last_day, rhythm, site)
        if key not in self._known:
            self._known[key] = slots(
                kr.first_day,
                kr.last_day,
                rhythm.cadence,
                weekday=rhythm.weekday,
                at=rhythm.at,
                zone=zone_of(kr.owner),
                works_on=lambda day: self.time.site_works(kr.owner_id, day) is not False,
            )
        return self._known[key]

    def is_away(self, person: int, day: date) -> bool:
        """Whether somebody (by id) is away on a day."""
        return self.time.is_away(person, day)

    def is_fed(self, kr: KeyResult, newest: datetime | None, moment: datetime) -> bool:
        """Whether a key result needs nobody at a moment: data come by themselves, and the `newest` by then is fresh.

        Fresh is what is not older than one and a half cadences.
        """
        if not kr.measure.is_automatic or kr.is_feed_stopped or newest is None:
            return False
        return moment - newest <= 1.5 * SPANS[self.rhythm(kr).cadence]  # type: ignore[index]


def timetable_of(key_results: Sequence[KeyResult]) -> Timetable:
    """The timetable of these key results; their objectives with cycles and their owners with sites must be loaded. Four queries."""
    people = {pk for kr in key_results for pk in (kr.owner_id, kr.delegate_id) if pk is not None}
    first = min((kr.first_day for kr in key_results), default=EPOCH)
    last = max((kr.last_day for kr in key_results), default=EPOCH)
    return Timetable(working_time(people, first - timedelta(days=31), last + 2 * FARTHEST), beats())
