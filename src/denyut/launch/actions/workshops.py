"""Deeds on a workshop as a whole: opening it, leading it through its phases, ending it."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.chat.actions import say
from denyut.chat.models import Room
from denyut.launch.minutes import minutes_of
from denyut.launch.models import Phase, Workshop
from denyut.launch.models.workshops import PHASES
from denyut.launch.verbs import INPUT_WRITTEN, PHASE_MOVED, WORKSHOP_ENDED, WORKSHOP_OPENED
from denyut.okr.models import Cycle
from denyut.okr.values import chosen
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

VOTES_AT_MOST, MINUTES_AT_MOST, INPUT_AT_MOST = 10, 240, 4000
USUAL_MINUTES = (10, 10, 15, 10, 30, 15)


@deed("launch.open_workshop")
def open_workshop(
    actor: Person,
    cycle: Cycle,
    *,
    title: str,
    departments: Sequence[Department] = (),
    facilitator: Person | None = None,
    votes_each: int = 3,
    agenda: Sequence[int] = (),
    room: Room | None = None,
) -> Workshop:
    """Open a workshop, led by the actor unless another is named. `agenda` are the minutes of its six phases in their order.

    Its minutes go to `room`, if one is named. Raises Refused where the rule says no, Conflict in a closed cycle, Invalid for its words or
    numbers.
    """
    require(actor, "launch.lead")
    if cycle.is_closed:
        raise Conflict(_("This cycle is closed. Choose the next one."), code="cycle_closed")
    if room is not None:
        require(facilitator or actor, "chat.say", room)
    now = clock.now()
    workshop = Workshop.objects.create(
        cycle=cycle,
        title=_titled(title),
        facilitator=facilitator or actor,
        votes_each=_counted(votes_each),
        agenda=_planned(agenda),
        room=room,
        phase_at=now,
        made_at=now,
    )
    workshop.departments.set(departments)
    told = {department.lead_id for department in departments if department.lead_id} | {workshop.facilitator_id}
    record(WORKSHOP_OPENED, actor, workshop, facts={**facts_of(workshop), "people": sorted(told - {actor.pk})})
    return workshop


@deed("launch.write_input")
def write_input(actor: Person, workshop: Workshop, *, vision: str, version: int | None = None) -> Workshop:
    """Write down the vision that the ideas are to serve. `version` is that of the text one has read.

    Raises Refused where the rule says no, Conflict when somebody wrote in between (nothing is lost), Invalid for too much.
    """
    workshop = as_it_stands(workshop)
    require(actor, "launch.take_part", workshop)
    if len(vision.strip()) > INPUT_AT_MOST:
        raise Invalid(_("That is too long. Use up to 4,000 letters."), code="too_long", field="vision")
    if version is not None and version != workshop.vision_version:
        raise Conflict(_("Somebody wrote here meanwhile. Add what is yours to it."), code="stale", field="vision")
    workshop.vision, workshop.vision_version = vision.strip(), workshop.vision_version + 1
    workshop.save(update_fields=["vision", "vision_version"])
    tell(INPUT_WRITTEN, actor, workshop)
    return workshop


@deed("launch.move_phase")
def move_phase(actor: Person, workshop: Workshop, *, to: str) -> Workshop:
    """Lead everybody to another phase, forwards or back. Where it is already changes nothing.

    Raises Refused for whoever does not lead it, Conflict once it is over, Invalid for a phase that is none; ending is a deed of its own.
    """
    workshop = as_it_stands(workshop)
    require(actor, "launch.lead_workshop", workshop)
    wanted = chosen(Phase, to, "to")
    if workshop.is_over:
        raise Conflict(_("This workshop is over. What came of it stays as it is."), code="over")
    if wanted == Phase.OVER:
        raise Invalid(
            _("A workshop is ended on its own button: that writes the minutes."), code="not_a_phase", field="to"
        )
    if wanted == workshop.phase:
        return workshop
    has_gone_back = PHASES.index(wanted) < workshop.place
    if has_gone_back and wanted in (Phase.VISION, Phase.IDEAS) and not workshop.is_silent:
        raise Conflict(_("The ideas have been shown to all; they can't be silent again."), code="told", field="to")
    workshop.phase, workshop.phase_at = wanted, clock.now()
    workshop.save(update_fields=["phase", "phase_at"])
    tell(PHASE_MOVED, actor, workshop, phase=wanted.value)
    return workshop


@deed("launch.end_workshop")
def end_workshop(actor: Person, workshop: Workshop) -> Workshop:
    """End a workshop: its minutes are written from what is there, and posted to its room.

    Raises Refused for whoever does not lead it, Conflict before there is an objective with named departments, or once it is over.
    """
    workshop = as_it_stands(workshop)
    require(actor, "launch.lead_workshop", workshop)
    if workshop.is_over:
        raise Conflict(_("This workshop is over. What came of it stays as it is."), code="over")
    if not workshop.groups.filter(objective__isnull=False).exists():
        raise Conflict(_("Draft an objective first: a workshop ends with one."), code="no_objective")
    if not workshop.positions.exists():
        raise Conflict(_("Name the departments that a key result needs first."), code="no_departments")
    workshop.phase, workshop.phase_at, workshop.ended_at = Phase.OVER, clock.now(), clock.now()
    workshop.minutes = minutes_of(workshop)
    workshop.save(update_fields=["phase", "phase_at", "ended_at", "minutes"])
    if workshop.room is not None:
        say.function(actor, workshop.room, text=workshop.minutes)
    people = set(workshop.cards.standing().values_list("author", flat=True))
    people |= set(workshop.departments.exclude(lead=None).values_list("lead", flat=True))
    tell(WORKSHOP_ENDED, actor, workshop, people=sorted(people - {actor.pk}))
    return workshop


def as_it_stands(workshop: Workshop) -> Workshop:
    """The row as it is now, with what rules ask of it."""
    found = Workshop.objects.select_related("cycle", "facilitator", "room").prefetch_related("departments__lead")
    return found.get(pk=workshop.pk)


def in_phase(workshop: Workshop, *phases: Phase) -> None:
    """Go on only in one of these phases. Raises Conflict."""
    if workshop.phase not in phases:
        reason = _("This is not for now: the workshop is at “%(phase)s”.")
        raise Conflict(reason % {"phase": workshop.get_phase_display()}, code="other_phase")


def tell(verb: Verb, actor: Person, workshop: Workshop, **facts: object) -> None:
    """Record what happened in a workshop: its page is another one from now on."""
    Workshop.objects.filter(pk=workshop.pk).update(edition=F("edition") + 1)
    record(verb, actor, workshop, facts={**facts_of(workshop), **facts})


def facts_of(workshop: Workshop) -> dict[str, object]:
    """What every event of a workshop says; never the words of anybody, which may still be silent."""
    return {"workshop": workshop.pk, "cycle": workshop.cycle_id}


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > 120:
        raise Invalid(_("Give it a title of up to 120 letters."), code="title", field="title")
    return title


def _counted(votes: int) -> int:
    if not 1 <= votes <= VOTES_AT_MOST:
        raise Invalid(_("Everybody has 1 to 10 votes."), code="votes", field="votes_each")
    return votes


def _planned(agenda: Sequence[int]) -> dict[str, int]:
    minutes = list(agenda) or list(USUAL_MINUTES)
    if len(minutes) != len(USUAL_MINUTES) or not all(0 <= one <= MINUTES_AT_MOST for one in minutes):
        raise Invalid(_("Give each of the six phases 0 to 240 minutes."), code="agenda", field="agenda")
    return {phase.value: one for phase, one in zip(PHASES, minutes, strict=False)}
