"""Deeds on the rate of execution: counting it once at the close, and notes beside it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from denyut.closing.models import Execution, ExecutionNote
from denyut.closing.verbs import EXECUTION_COUNTED, EXECUTION_NOTED
from denyut.okr.models import Cycle, Initiative, KeyResult, Objective, State
from denyut.okr.models.objectives import PLANNED
from denyut.okr.progress import ONE
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

NEVER_PROMISED = (*PLANNED, State.CANCELLED, State.ARCHIVED)


@deed("closing.count_execution")
def count_execution(actor: Person | None, cycle: Cycle, *, event: int) -> Execution:
    """Count what a cycle promised and what was done of it, once for the close that `event` tells of. Again changes nothing.

    Promised are committed goals that were published and not given up; done, by their first targets.
    """
    known = Execution.objects.filter(event=event).first()
    if known is not None:
        return known
    promised = _promised(cycle)
    work = Initiative.objects.filter(key_result__in=promised, due_on__isnull=False, due_on__lte=cycle.ends_on)
    ends = work.filter(dropped_at=None).values_list("due_on", "done_at")
    zone = company_now().tzinfo
    made = Execution.objects.create(
        cycle=cycle,
        promised=promised.count(),
        done=promised.filter(score_original__gte=ONE).count(),
        work_promised=len(ends),
        work_done=sum(at is not None and at.astimezone(zone).date() <= due for due, at in ends if due),
        event=event,
        frozen_at=clock.now(),
    )
    facts = {"cycle": cycle.pk, "promised": made.promised, "done": made.done}
    record(EXECUTION_COUNTED, actor, cycle, facts=facts)
    return made


@deed("closing.note_execution")
def note_execution(actor: Person, cycle: Cycle, *, text: str) -> ExecutionNote:
    """Write beside a cycle's rate what happened then. Raises Refused for whoever is no manager, Invalid for nothing or too much."""
    require(actor, "okr.manage_cycles", cycle)
    text = " ".join(text.split())
    if not text or len(text) > 200:
        raise Invalid(_("Say it in up to 200 letters."), code="length", field="text")
    note = ExecutionNote.objects.create(cycle=cycle, text=text, author=actor, made_at=clock.now())
    record(EXECUTION_NOTED, actor, cycle, facts={"cycle": cycle.pk}, text=text)
    return note


def _promised(cycle: Cycle) -> QuerySet[KeyResult]:
    committed = Q(objective__ambition=Objective.Ambition.COMMITTED, objective__cycle=cycle)
    found = KeyResult.objects.filter(committed).exclude(objective__state__in=NEVER_PROMISED)
    # What was put off was promised too: it is not done.
    return found.exclude(state__in=(State.DRAFT, State.PROPOSED, State.CANCELLED))
