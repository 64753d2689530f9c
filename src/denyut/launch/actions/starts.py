"""Deeds on a start and its steps."""

from datetime import date

from django.utils.translation import gettext as _

from denyut.launch.evidence import evidence_of
from denyut.launch.models import Start, Step, StepName
from denyut.launch.verbs import START_BEGUN, STEP_DONE, STEP_PLANNED, STEP_REOPENED
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("launch.begin_start")
def begin_start(actor: Person, cycle: Cycle) -> Start:
    """Begin the five steps in a cycle. Raises Refused where the rule says no, Conflict where they were begun or the cycle is closed."""
    require(actor, "launch.lead")
    cycle = Cycle.objects.get(pk=cycle.pk)
    if cycle.is_closed:
        raise Conflict(_("This cycle is closed. Begin in the next one."), code="cycle_closed")
    if Start.objects.filter(cycle=cycle).exists():
        raise Conflict(_("The steps were begun in this cycle already."), code="begun")
    start = Start.objects.create(cycle=cycle, begun_by=actor, begun_at=clock.now())
    Step.objects.bulk_create(
        [Step(start=start, name=name, position=number) for number, name in enumerate(StepName, start=1)]
    )
    record(START_BEGUN, actor, start, facts={"cycle": cycle.pk})
    return start


@deed("launch.plan_step")
def plan_step(actor: Person, step: Step, *, owner: Person | None = None, due_on: date | None = None) -> Step:
    """Say who answers for a step, and until when. Raises Refused where the rule says no."""
    require(actor, "launch.lead")
    step = _as_it_stands(step)
    step.owner, step.due_on = owner, due_on
    step.save(update_fields=["owner", "due_on"])
    told = owner.pk if owner is not None and owner != actor else None
    record(STEP_PLANNED, actor, step, facts={**_facts(step), "person": told})
    return step


@deed("launch.finish_step")
def finish_step(actor: Person, step: Step) -> Step:
    """Say that a step is done. Raises Refused where the rule says no, Conflict without the evidence (the reason says what is missing)."""
    step = _as_it_stands(step)
    require(actor, "launch.finish_step", step)
    if step.is_done:
        raise Conflict(_("This step is done already."), code="done")
    missing = evidence_of(step).missing
    if missing:
        raise Conflict(" ".join(str(sentence) for sentence in missing), code="no_evidence")
    step.done_at, step.done_by = clock.now(), actor
    step.save(update_fields=["done_at", "done_by"])
    record(STEP_DONE, actor, step, facts=_facts(step))
    return step


@deed("launch.reopen_step")
def reopen_step(actor: Person, step: Step) -> Step:
    """Take up a finished step again. Raises Refused where the rule says no, Conflict for one that is not done."""
    step = _as_it_stands(step)
    require(actor, "launch.finish_step", step)
    if not step.is_done:
        raise Conflict(_("This step is not done yet."), code="not_done")
    step.done_at = step.done_by = None
    step.save(update_fields=["done_at", "done_by"])
    record(STEP_REOPENED, actor, step, facts=_facts(step))
    return step


def _as_it_stands(step: Step) -> Step:
    return Step.objects.select_related("start__cycle", "owner").get(pk=step.pk)


def _facts(step: Step) -> dict[str, object]:
    return {"cycle": step.start.cycle_id, "step": step.name}
