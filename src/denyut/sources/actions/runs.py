"""Deeds of a run: asking for it, how far it is, what it wrote, why it stopped."""

from datetime import timedelta

from django.utils.translation import gettext as _

from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.sources.actions.telling import as_it_stands, tell
from denyut.sources.actions.writing import write_measurements, write_readings
from denyut.sources.models import Run, Source, State
from denyut.sources.outcomes import Outcome
from denyut.sources.timing import next_moment
from denyut.sources.troubles import Trouble
from denyut.sources.verbs import READ_ASKED, SOURCE_BROKE, SOURCE_HEALED, SOURCE_READ
from denyut.spine import clock
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed

RUNNING_AT_MOST = timedelta(hours=1)
RUNS_KEPT = 200


@deed("sources.read_source")
def read_source(actor: Person, source: Source) -> Run:
    """Read a source now; the run goes on in the background.

    Raises Refused, Conflict while one runs, and for a source that is paused or not set up.
    """
    require(actor, "sources.change", source)
    return _begin(actor, as_it_stands(source))


@deed("sources.read_by_clock")
def read_by_clock(actor: None, source: Source) -> Run | None:
    """Read a source because its moment has come; None where it has not, or it runs already. By the clock only."""
    source = as_it_stands(source)
    if not source.is_due(clock.now()) or _is_running(source):
        return None
    source.next_at = next_moment(source.every, source.at, company_now())
    source.save(update_fields=["next_at"])
    return _begin(None, source)


@deed("sources.tell_progress")
def tell_progress(run: Run, percent: int) -> None:
    """How far a run is. Inside the house only."""
    Run.objects.filter(pk=run.pk, outcome=Run.Outcome.RUNNING).update(percent=min(percent, 99))


@deed("sources.finish_run")
def finish_run(actor: Person, run: Run, outcome: Outcome) -> Run:
    """Write what a run found, all of it or nothing, in the name of the source's owner. Inside the house only.

    Raises Refused where the owner may not write there any more, Trouble for a number that cannot be kept.
    """
    source = as_it_stands(run.source)
    require(actor, "sources.change", source)
    if source.indicator is not None:
        written = write_readings(actor, source.indicator, run, outcome.spans)
    else:
        written = write_measurements(actor, source, outcome.values)
    good = Run.Outcome.GOOD if written else Run.Outcome.SAME
    _end(run, good, rows=outcome.rows, refused=outcome.refused, written=written)
    run.digest, run.problems = outcome.digest, list(outcome.problems)
    run.save()
    is_healed, source.broken_at, source.trouble = source.broken_at is not None, None, {}
    source.good_at, source.columns = clock.now(), [column.as_json() for column in outcome.columns]
    source.state = State.WORKING if source.state == State.BROKEN else source.state
    source.save(update_fields=["broken_at", "trouble", "good_at", "columns", "state"])
    tell(SOURCE_HEALED if is_healed else SOURCE_READ, None, source, run=run.pk, written=written)
    return run


@deed("sources.break_run")
def break_run(actor: Person, run: Run, trouble: Trouble) -> Run:
    """Stop a run: nothing is written, the source is broken until it reads well again, and its owner hears of it once. Inside only."""
    source = as_it_stands(run.source)
    _end(run, Run.Outcome.BROKEN)
    run.trouble = trouble.as_json()
    run.save()
    is_new, source.trouble = source.broken_at is None, trouble.as_json()
    source.broken_at = source.broken_at or clock.now()
    source.state = State.BROKEN if source.state == State.WORKING else source.state
    source.save(update_fields=["broken_at", "trouble", "state"])
    if is_new:
        tell(SOURCE_BROKE, None, source, run=run.pk, code=trouble.code)
    return run


def _begin(actor: Person | None, source: Source) -> Run:
    if not source.is_ready:
        raise Conflict(_("Say first what is read from this source and where it goes."), code="not_mapped")
    if source.state == State.PAUSED:
        raise Conflict(_("This source is paused. Resume it first."), code="paused")
    if _is_running(source):
        raise Conflict(_("This source is being read at the moment."), code="running")
    _forget_old(source)
    run = Run.objects.create(source=source, person=actor, begun_at=clock.now())
    tell(READ_ASKED, actor, source, run=run.pk)
    return run


def _is_running(source: Source) -> bool:
    since = clock.now() - RUNNING_AT_MOST
    return source.runs.filter(outcome=Run.Outcome.RUNNING, begun_at__gte=since).exists()


def _forget_old(source: Source) -> None:
    """The last 200 runs are kept; readings name theirs by number, whether it is kept or not."""
    old = source.runs.order_by("-begun_at", "-id").values_list("pk", flat=True)[RUNS_KEPT - 1 :]
    Run.objects.filter(pk__in=list(old)).delete()


def _end(run: Run, outcome: str, *, rows: int = 0, refused: int = 0, written: int = 0) -> None:
    run.outcome, run.ended_at, run.percent = outcome, clock.now(), 100
    run.rows, run.refused, run.written = rows, refused, written
