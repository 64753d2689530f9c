"""The record of an import."""

from collections.abc import Sequence

from denyut.exchange.models import Import
from denyut.exchange.outcome import Outcome, counted
from denyut.exchange.remembered import header_of
from denyut.exchange.verbs import IMPORTED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("exchange.record_import")
def record_import(
    actor: Person,
    outcomes: Sequence[Outcome],
    *,
    file_name: str,
    sheet: str,
    names: Sequence[str],
    mapping: dict[str, str],
    corrections: dict[str, str],
    rows: int,
) -> Import:
    """Keep how a sheet was read and what came of it. Raises Refused for whoever may not import."""
    require(actor, "exchange.import")
    counts = counted(outcomes)
    problems = [
        {"row": one.problem.row_number, "code": one.problem.code, "reason": one.problem.sentence()}
        for one in outcomes
        if one.problem
    ]
    done = Import.objects.create(
        person=actor,
        file_name=file_name[:200],
        sheet=sheet[:200],
        header=header_of(names),
        mapping=mapping,
        corrections=corrections,
        counts=counts,
        problems=problems[:1000],
        at=clock.now(),
    )
    record(IMPORTED, actor, done, facts={"import": done.pk, "rows": rows, "counts": counts}, text=file_name)
    return done
