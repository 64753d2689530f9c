"""Creating what a file names and the workspace does not have."""

from denyut.exchange.lookup import Missing
from denyut.exchange.periods import Period
from denyut.okr.actions import open_cycle
from denyut.okr.models import Cycle
from denyut.people.actions import add_department, add_person
from denyut.people.models import Person
from denyut.spine.access import Refused, require
from denyut.spine.deeds import deed

A_YEAR, A_QUARTER = range(350, 372), range(80, 94)


@deed("exchange.create_missing")
def create_missing(actor: Person, missing: Missing) -> list[str]:
    """Create the cycles, departments and people that a file names. Returns why some could not be created.

    People get no password: they choose one when they first sign in. Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    problems: list[str] = []
    for period in missing.cycles.values():
        try:
            open_cycle(
                actor, name=period.name, starts_on=period.starts_on, ends_on=period.ends_on, kind=kind_of(period)
            )
        except Refused as refusal:
            problems.append(f"{period.name}: {refusal}")
    for name in missing.departments.values():
        try:
            add_department(actor, name=name)
        except Refused as refusal:
            problems.append(f"{name}: {refusal}")
    for somebody in missing.people.values():
        try:
            add_person(actor, email=somebody.email, name=somebody.called(), language=actor.language)
        except Refused as refusal:
            problems.append(f"{somebody.email}: {refusal}")
    return problems


def kind_of(period: Period) -> str:
    """A cycle's kind by its length."""
    days = (period.ends_on - period.starts_on).days + 1
    if days in A_YEAR:
        return Cycle.CycleKind.YEAR
    return Cycle.CycleKind.QUARTER if days in A_QUARTER else Cycle.CycleKind.CUSTOM
