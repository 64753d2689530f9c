"""Deeds on cycles."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from denyut.okr.actions.rollup import catch_up
from denyut.okr.models import Cadence, Cycle, KeyResult
from denyut.okr.status import Preset
from denyut.okr.unscored import unscored
from denyut.okr.values import chosen
from denyut.okr.verbs import CYCLE_CHANGED, CYCLE_CLOSED, CYCLE_OPENED, CYCLE_REOPENED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

LEAD_AT_MOST = timedelta(days=366)
NAMED = 5


@dataclass(frozen=True)
class Phases:
    """The days on which the phases begin, as far as they are said."""

    drafts_on: date | None
    aligns_on: date | None
    closes_on: date | None


@deed("okr.open_cycle")
def open_cycle(
    actor: Person,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    kind: str = Cycle.CycleKind.QUARTER,
    parent: Cycle | None = None,
    drafts_on: date | None = None,
    aligns_on: date | None = None,
    closes_on: date | None = None,
    pace: str = Cycle.Pace.WORKING,
    preset: str = Preset.OURS,
    cadence: str = "",
    due_weekday: int = 5,
    has_votes: bool = False,
) -> Cycle:
    """Open a cycle; its phases have their usual days unless they are said, and check-ins their usual cadence (monthly in a year).

    With `has_votes` colleagues of an owner say in secret how sure they are.
    Raises Refused for whoever is no manager, Invalid for dates that run backwards, Conflict for a name in use.
    """
    require(actor, "okr.manage_cycles")
    phases = Phases(drafts_on, aligns_on, closes_on)
    cycle = Cycle(kind=chosen(Cycle.CycleKind, kind, "kind"), parent=parent, has_votes=has_votes)
    _shape(cycle, name, starts_on, ends_on, phases, pace, preset)
    _rhythm(cycle, cadence or _usual(cycle), due_weekday)
    cycle.save()
    record(CYCLE_OPENED, actor, cycle, facts=_facts(cycle))
    return cycle


@deed("okr.change_cycle")
def change_cycle(
    actor: Person,
    cycle: Cycle,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    drafts_on: date | None = None,
    aligns_on: date | None = None,
    closes_on: date | None = None,
    pace: str = Cycle.Pace.WORKING,
    preset: str = Preset.OURS,
    cadence: str = "",
    due_weekday: int = 5,
    has_votes: bool = False,
    edition: int | None = None,
) -> Cycle:
    """Rename a cycle, move its days, choose how its status is told. Raises as `open_cycle` does, and Conflict when it changed meanwhile."""
    cycle = _as_it_stands(cycle)
    require(actor, "okr.manage_cycles", cycle)
    if edition is not None and edition != cycle.edition:
        raise Conflict(
            _("Somebody changed this while you were writing. Both versions are shown: choose, then save again."),
            code="stale",
        )
    _shape(cycle, name, starts_on, ends_on, Phases(drafts_on, aligns_on, closes_on), pace, preset)
    _keeps_days(cycle)
    _rhythm(cycle, cadence or cycle.cadence, due_weekday)
    cycle.has_votes = has_votes
    cycle.edition += 1
    cycle.save()
    record(CYCLE_CHANGED, actor, cycle, facts=_facts(cycle))
    return cycle


@deed("okr.close_cycle")
def close_cycle(actor: Person, cycle: Cycle) -> Cycle:
    """Close a cycle in which everything has a score: no more check-ins, and scores change by amendment alone. Again changes nothing.

    Raises Refused for whoever is no manager, Conflict while a goal has no score.
    """
    cycle = _as_it_stands(cycle)
    require(actor, "okr.manage_cycles", cycle)
    if not cycle.is_closed:
        waiting = sum(goals.count() for goals in unscored(cycle))
        if waiting:
            reason = _(
                "Goals without a score: %(number)s. Score them first, or name them one by one in the cycle's close, with the reason."
            )
            raise Conflict(reason % {"number": waiting}, code="unscored")
        seal(actor, cycle)
    return cycle


def seal(actor: Person, cycle: Cycle) -> datetime:
    """Close a cycle inside a deed that asked the rule, and that answers for what has no score. Returns the moment."""
    cycle.closed_at = moment = clock.now()
    cycle.edition += 1
    cycle.save(update_fields=["closed_at", "edition"])
    record(CYCLE_CLOSED, actor, cycle, facts={"cycle": cycle.name})
    return moment


@deed("okr.reopen_cycle")
def reopen_cycle(actor: Person, cycle: Cycle) -> Cycle:
    """Open a closed cycle again; it hears what moved in goals of other cycles meanwhile. Opening an open one changes nothing."""
    cycle = _as_it_stands(cycle)
    require(actor, "okr.manage_cycles", cycle)
    if cycle.is_closed:
        cycle.closed_at = None
        cycle.edition += 1
        cycle.save(update_fields=["closed_at", "edition"])
        catch_up(cycle)
        record(CYCLE_REOPENED, actor, cycle, facts={"cycle": cycle.name})
    return cycle


def _as_it_stands(cycle: Cycle) -> Cycle:
    """The row as it is now: the caller may have read it before somebody else closed it."""
    return Cycle.objects.get(pk=cycle.pk)


def _facts(cycle: Cycle) -> dict[str, str | bool]:
    return {
        "cycle": cycle.name,
        "starts_on": cycle.starts_on.isoformat(),
        "ends_on": cycle.ends_on.isoformat(),
        "preset": cycle.preset,
        "pace": cycle.pace,
        "has_votes": cycle.has_votes,
    }


def _shape(cycle: Cycle, name: str, starts_on: date, ends_on: date, phases: Phases, pace: str, preset: str) -> None:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise Invalid(_("Give the cycle a name of up to 80 letters, for example “Q1 2027”."), code="name", field="name")
    if ends_on < starts_on:
        raise Invalid(_("The last day lies before the first. Choose a later last day."), code="dates", field="ends_on")
    if Cycle.objects.filter(name=name).exclude(pk=cycle.pk or 0).exists():
        raise Conflict(
            _("There is a cycle with this name already. Choose another name."), code="name_taken", field="name"
        )
    cycle.name, cycle.starts_on, cycle.ends_on = name, starts_on, ends_on
    cycle.drafts_on, cycle.aligns_on, cycle.closes_on = phases.drafts_on, phases.aligns_on, phases.closes_on
    cycle.pace = chosen(Cycle.Pace, pace, "pace")
    cycle.preset = chosen(Preset, preset, "preset").value
    _check_phases(cycle)


def _keeps_days(cycle: Cycle) -> None:
    """Go on only if the days of its key results lie within a cycle as it is to be."""
    early, late = Q(starts_on__lt=cycle.starts_on), Q(due_on__gt=cycle.ends_on)
    early, late = early | Q(due_on__lt=cycle.starts_on), late | Q(starts_on__gt=cycle.ends_on)
    outside = KeyResult.objects.alive().filter(early | late, objective__cycle=cycle).order_by("pk")
    labels = [kr.label for kr in outside[: NAMED + 1]]
    if labels:
        named = ", ".join(labels[:NAMED]) + ("…" if len(labels) > NAMED else "")
        reason = _("Some key results have days that would lie outside: %(labels)s. Move those first.")
        raise Conflict(
            reason % {"labels": named}, code="outside_cycle", field="starts_on" if outside.filter(early) else "ends_on"
        )


def _usual(cycle: Cycle) -> str:
    return Cadence.MONTH if cycle.kind == Cycle.CycleKind.YEAR else Cadence.WEEK


def _rhythm(cycle: Cycle, cadence: str, due_weekday: int) -> None:
    cycle.cadence = chosen(Cadence, cadence, "cadence")
    if not 1 <= due_weekday <= 7:
        raise Invalid(_("Weekdays go from 1 (Monday) to 7 (Sunday)."), code="weekday", field="due_weekday")
    cycle.due_weekday = due_weekday


def _check_phases(cycle: Cycle) -> None:
    days = list(cycle.begins().values())
    if days != sorted(days) or days[-1] > cycle.ends_on or days[0] < cycle.starts_on - LEAD_AT_MOST:
        raise Invalid(
            _(
                "The phases follow each other: drafting, aligning, the first day, closing, the last day. Move one of them."
            ),
            code="phases",
            field="closes_on" if days[-1] > cycle.ends_on or days[2] > days[-1] else "drafts_on",
        )
