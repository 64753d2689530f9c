"""How often a key result is heard of: as it says itself, else as its department does or one above, else as its cycle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from denyut.okr.cadences import says_how_often
from denyut.okr.models import KeyResult
from denyut.people.models import Department
from denyut.rhythm.models import Beat
from denyut.rhythm.models.beats import USUAL_TIME


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, on which weekday (1 is Monday), and by which time of the owner's clock."""

    cadence: str
    weekday: int
    at: time


def beats() -> dict[int, Beat]:
    """The beat that holds in each department (by id), its own or that of the nearest above. Two queries, one where there is none."""
    own = {beat.department_id: beat for beat in Beat.objects.select_related("department")}
    if not own:
        return {}
    above = dict(Department.objects.order_by().values_list("pk", "parent"))
    found = {pk: _nearest(pk, above, own) for pk in above}
    return {pk: beat for pk, beat in found.items() if beat is not None}


@says_how_often
def cadences() -> dict[int, str]:
    """How often each department with a beat is heard of. Two queries, one where there is none."""
    return {department: beat.cadence for department, beat in beats().items()}


def rhythm_of(kr: KeyResult, known: Mapping[int, Beat]) -> Rhythm:
    """The rhythm of a key result, its objective and cycle loaded. No query."""
    cycle, beat = kr.objective.cycle, known.get(kr.objective.department_id or 0)
    if beat is None:
        return Rhythm(kr.cadence or cycle.cadence, cycle.due_weekday, USUAL_TIME)
    return Rhythm(kr.cadence or beat.cadence, beat.due_weekday, beat.due_at)


def _nearest(department: int, above: Mapping[int, int | None], own: Mapping[int, Beat]) -> Beat | None:
    seen: set[int] = set()
    at: int | None = department
    while at is not None and at not in seen:
        if at in own:
            return own[at]
        seen.add(at)
        at = above.get(at)
    return None
