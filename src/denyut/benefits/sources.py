"""What other features know of meetings: each declares a source of its own, and no feature here is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from denyut.benefits.weeks import Weeks
from denyut.spine.models import Event

MEETING_LOGGED, MEETING_REMOVED = "meetings.meeting_logged", "meetings.meeting_removed"


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that took place: when, for how many minutes, with how many people."""

    at: datetime
    minutes: float
    people: int


type Source = Callable[[Weeks], Iterable[Held]]
SOURCES: dict[str, Source] = {}


def source(name: str) -> Callable[[Source], Source]:
    """Declare what knows of meetings: a function of weeks that gives those held in them."""

    def declare(find: Source) -> Source:
        SOURCES[name] = find
        return find

    return declare


def held_in(weeks: Weeks) -> list[Held]:
    """What all sources know of these weeks."""
    return [one for find in SOURCES.values() for one in find(weeks)]


@source("meetings")
def logged(weeks: Weeks) -> list[Held]:
    """The meetings that people entered into the log of meetings and did not take out again. Two queries."""
    gone = Event.objects.filter(verb=MEETING_REMOVED).values("subject_id")
    told = Event.objects.filter(verb=MEETING_LOGGED, at__gte=weeks.begin).exclude(subject_id__in=gone).order_by("id")
    found = []
    for facts in told.values_list("facts", flat=True):
        day = date.fromisoformat(facts["day"])
        if weeks.first <= day < weeks.end.date():
            noon = datetime.combine(day, time(12), weeks.zone)
            found.append(Held(noon, float(facts["minutes"]), int(facts["people"])))
    return found
