"""Check-ins that people made themselves, and whether something had asked for them before."""

from dataclasses import dataclass
from datetime import datetime

from denyut.benefits.weeks import Weeks
from denyut.okr.models import CheckIn
from denyut.rhythm.prompting import Class, classes_of

AUTOMATIC = ("automatic", "import", "inside", "job")
PROMPTED = (Class.PROMPTED, Class.FORCED)
READ = ("author", "recorded_at", "surface", "key_result__objective__cycle")


@dataclass(frozen=True, slots=True)
class Update:
    """One check-in by a person: its number, who, of which key result and cycle, when, and by which surface."""

    id: int
    person: int
    key_result: int
    cycle: int
    at: datetime
    surface: str
    is_prompted: bool


def updates_in(weeks: Weeks) -> list[Update]:
    """All check-ins by people in these weeks, oldest first; a prompt to the same person in the two hours before makes it prompted.

    Two queries.
    """
    found = CheckIn.objects.filter(recorded_at__gte=weeks.begin, recorded_at__lt=weeks.end)
    found = found.exclude(surface__in=AUTOMATIC).filter(author__is_bot=False).order_by("recorded_at", "id")
    said = list(found.select_related("key_result__objective").only(*READ))
    moved_by = classes_of(said)
    return [_update(one, is_prompted=moved_by[one.pk] in PROMPTED) for one in said]


def _update(one: CheckIn, *, is_prompted: bool) -> Update:
    cycle = one.key_result.objective.cycle_id
    return Update(one.pk, one.author_id, one.key_result_id, cycle, one.recorded_at, one.surface, is_prompted)
