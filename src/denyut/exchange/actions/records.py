"""The record of an import: a numbered batch, opened before the first row and closed after the last."""

from collections.abc import Sequence

from denyut.exchange.actions.sharing import share_sets
from denyut.exchange.models import Import, Reading, Trace
from denyut.exchange.outcome import Outcome, counted
from denyut.exchange.verbs import IMPORTED
from denyut.okr.models import Objective
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record

PROBLEMS_KEPT = 1000


@deed("exchange.open_record")
def open_record(actor: Person, *, file_name: str) -> Import:
    """Begin an import: what it makes and changes is kept under its number. Raises Refused for whoever may not import."""
    require(actor, "exchange.import")
    return Import.objects.create(person=actor, file_name=file_name[-200:], at=clock.now())


@deed("exchange.close_record")
def close_record(
    actor: Person, done: Import, outcomes: Sequence[Outcome], readings: Sequence[Reading], *, shares_out: bool = True
) -> Import:
    """End an import: keep how its sheets were read and what came of it. Raises Refused for whoever may not import.

    `readings` are not written yet. With `shares_out` the new objectives share the weights of their sets with the old ones.
    """
    require(actor, "exchange.import")
    done = Import.objects.get(pk=done.pk)
    if shares_out:
        _share_sets(done)
    done.counts = counted(outcomes)
    problems = [one.problem for one in outcomes if one.problem]
    done.problems = [
        {"row": problem.row_number, "code": problem.code, "reason": problem.sentence()}
        for problem in problems[:PROBLEMS_KEPT]
    ]
    done.finished_at = clock.now()
    done.save()
    for reading in readings:
        reading.import_of = done
    Reading.objects.bulk_create(readings)
    rows = sum(reading.rows for reading in readings)
    record(IMPORTED, actor, done, facts={"import": done.pk, "rows": rows, "counts": done.counts}, text=done.file_name)
    return done


def _share_sets(done: Import) -> None:
    """Objectives weigh in the set of their department: those that came share it with those that were there."""
    made = done.traces.filter(act=Trace.Act.MADE, subject_kind=Objective._meta.label_lower).values("subject_id")
    share_sets(Objective.objects.filter(pk__in=made).order_by().values_list("cycle", "department").distinct())
