"""Deeds on cycles."""

from datetime import date

from django.utils.translation import gettext as _

from denyut.okr.models import Cycle
from denyut.okr.values import chosen
from denyut.okr.verbs import CYCLE_CHANGED, CYCLE_CLOSED, CYCLE_OPENED, CYCLE_REOPENED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("okr.open_cycle")
def open_cycle(
    actor: Person,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    kind: str = Cycle.CycleKind.QUARTER,
    parent: Cycle | None = None,
) -> Cycle:
    """Open a cycle. Raises Refused for whoever is no manager, Invalid for dates that run backwards, Conflict for a name in use."""
    require(actor, "okr.manage_cycles")
    name = _checked(name, starts_on, ends_on)
    cycle = Cycle.objects.create(
        name=name, kind=chosen(Cycle.CycleKind, kind, "kind"), starts_on=starts_on, ends_on=ends_on, parent=parent
    )
    record(
        CYCLE_OPENED,
        actor,
        cycle,
        facts={"cycle": name, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()},
    )
    return cycle


@deed("okr.change_cycle")
def change_cycle(actor: Person, cycle: Cycle, *, name: str, starts_on: date, ends_on: date) -> Cycle:
    """Rename a cycle or move its days. Raises as `open_cycle` does."""
    cycle = _as_it_stands(cycle)
    require(actor, "okr.manage_cycles", cycle)
    cycle.name = _checked(name, starts_on, ends_on, but=cycle)
    cycle.starts_on, cycle.ends_on = starts_on, ends_on
    cycle.save()
    record(
        CYCLE_CHANGED,
        actor,
        cycle,
        facts={"cycle": cycle.name, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()},
    )
    return cycle


@deed("okr.close_cycle")
def close_cycle(actor: Person, cycle: Cycle) -> Cycle:
    """Close a cycle: its goals take no more check-ins. Closing it again changes nothing."""
    cycle = _as_it_stands(cycle)
    require(actor, "okr.manage_cycles", cycle)
    if not cycle.is_closed:
        cycle.closed_at = clock.now()
        cycle.save(update_fields=["closed_at"])
        record(CYCLE_CLOSED, actor, cycle, facts={"cycle": cycle.name})
    return cycle


@deed("okr.reopen_cycle")
def reopen_cycle(actor: Person, cycle: Cycle) -> Cycle:
    """Open a closed cycle again. Opening an open one changes nothing."""
    cycle = _as_it_stands(cycle)
    require(actor, "okr.manage_cycles", cycle)
    if cycle.is_closed:
        cycle.closed_at = None
        cycle.save(update_fields=["closed_at"])
        record(CYCLE_REOPENED, actor, cycle, facts={"cycle": cycle.name})
    return cycle


def _as_it_stands(cycle: Cycle) -> Cycle:
    """The row as it is now: the caller may have read it before somebody else closed it."""
    return Cycle.objects.get(pk=cycle.pk)


def _checked(name: str, starts_on: date, ends_on: date, *, but: Cycle | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise Invalid(_("Give the cycle a name of up to 80 letters, for example “Q1 2027”."), code="name", field="name")
    if ends_on < starts_on:
        raise Invalid(_("The last day lies before the first. Choose a later last day."), code="dates", field="ends_on")
    if Cycle.objects.filter(name=name).exclude(pk=but.pk if but else 0).exists():
        raise Conflict(
            _("There is a cycle with this name already. Choose another name."), code="name_taken", field="name"
        )
    return name
