"""Creating what a file names and the workspace does not have."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.db import models

from denyut.exchange.actions.traces import trace_made
from denyut.exchange.complete.gathering import BELOW, paths
from denyut.exchange.lookup import Missing
from denyut.exchange.models import Import
from denyut.exchange.periods import Period
from denyut.okr.actions import open_cycle
from denyut.okr.models import Cycle
from denyut.people.actions import add_department, add_person
from denyut.people.models import Department, Person
from denyut.spine.access import Refused, require
from denyut.spine.deeds import deed

A_YEAR, A_QUARTER, A_MONTH = range(350, 372), range(80, 94), range(28, 32)


@deed("exchange.create_missing")
def create_missing(actor: Person, done: Import, missing: Missing) -> list[str]:
    """Create the cycles, departments and people that a file names. Returns why some could not be created.

    People get no password and no letter: they choose one by “forgotten password” when they first sign in. Raises Refused
    for whoever may not import.
    """
    require(actor, "exchange.import")
    wanted: list[tuple[str, Callable[[], models.Model]]] = [
        *((period.name, partial(_open, actor, period)) for period in missing.cycles.values()),
        *((name, partial(add_department, actor, name=name)) for name in missing.departments.values()),
        *(
            (
                somebody.email,
                partial(add_person, actor, email=somebody.email, name=somebody.called(), language=actor.language),
            )
            for somebody in missing.people.values()
        ),
    ]
    return list(_made(done, wanted))


@deed("exchange.create_places")
def create_places(actor: Person, done: Import, places: Sequence[str]) -> list[str]:
    """Create departments by their names from the top down ("Service / Chat"). Returns why some could not be created.

    Raises Refused for whoever may not import.
    """
    require(actor, "exchange.import")
    there = {path: Department.objects.get(pk=pk) for path, pk in paths().items()} if places else {}
    refusals: list[str] = []
    for place in sorted(places):
        try:
            _add_place(actor, done, place, there)
        except Refused as refusal:
            refusals.append(f"{place}: {refusal}")
    return refusals


def _add_place(actor: Person, done: Import, place: str, there: dict[str, Department]) -> Department:
    above, _slash, name = place.rpartition(BELOW)
    if place not in there:
        parent = _add_place(actor, done, above, there) if above else None
        there[place] = add_department(actor, name=name, parent=parent)
        trace_made(done, [there[place]], [None])
    return there[place]


def _made(done: Import, wanted: Iterable[tuple[str, Callable[[], models.Model]]]) -> Iterable[str]:
    for name, make in wanted:
        try:
            trace_made(done, [make()], [None])
        except Refused as refusal:
            yield f"{name}: {refusal}"


def _open(actor: Person, period: Period) -> Cycle:
    return open_cycle(actor, name=period.name, starts_on=period.starts_on, ends_on=period.ends_on, kind=kind_of(period))


def kind_of(period: Period) -> str:
    """A cycle's kind by its length."""
    days = (period.ends_on - period.starts_on).days + 1
    kinds = {
        Cycle.CycleKind.YEAR: A_YEAR,
        Cycle.CycleKind.QUARTER: A_QUARTER,
        Cycle.CycleKind.MONTH: A_MONTH,
    }
    return next((kind for kind, span in kinds.items() if days in span), Cycle.CycleKind.CUSTOM)
