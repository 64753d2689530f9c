"""Deeds on how often departments are heard of."""

from datetime import time

from django.utils.translation import gettext as _

from denyut.okr.models import Cadence
from denyut.people.models import Department, Person
from denyut.rhythm.models import Beat
from denyut.rhythm.models.beats import USUAL_TIME
from denyut.rhythm.verbs import BEAT_SET, BEAT_TAKEN_OFF
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("rhythm.set_beat")
def set_beat(
    actor: Person,
    department: Department,
    *,
    cadence: str = Cadence.WEEK,
    due_weekday: int = 5,
    due_at: time = USUAL_TIME,
) -> Department:
    """Let a department, and those below it, check in by a cadence, weekday (1 is Monday) and time of its own, whatever cycles say.

    Raises Refused where the rule says no, Invalid.
    """
    require(actor, "rhythm.manage", department)
    if cadence not in Cadence.values:
        raise Invalid(_("Choose how often it comes again."), code="not_a_choice", field="cadence")
    if not 1 <= due_weekday <= 7:
        raise Invalid(_("A weekday is a number from 1 (Monday) to 7."), code="not_a_weekday", field="due_weekday")
    wanted = {"cadence": cadence, "due_weekday": due_weekday, "due_at": due_at, "set_by": actor, "set_at": clock.now()}
    Beat.objects.update_or_create(department=department, defaults=wanted)
    facts = {"cadence": cadence, "due_weekday": due_weekday, "due_at": due_at.isoformat("minutes")}
    record(BEAT_SET, actor, department, facts={**facts, "department_name": department.name})
    return department


@deed("rhythm.take_off_beat")
def take_off_beat(actor: Person, department: Department) -> Department:
    """Let a department check in as the one above it does, or as its cycles say. Raises Refused."""
    require(actor, "rhythm.manage", department)
    gone, _by_kind = Beat.objects.filter(department=department).delete()
    if gone:
        record(BEAT_TAKEN_OFF, actor, department, facts={"department_name": department.name})
    return department
