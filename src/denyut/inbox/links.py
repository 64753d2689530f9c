"""Where a notice leads, asked when it is shown: only to what its reader may see then. What nobody leads to is not shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from denyut.assistant.models import Takeaway
from denyut.chat.mentions import readable
from denyut.chat.models import Ding, Line, Reminder, Room
from denyut.chat.rows import address_of
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.launch.models import Workshop
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Absence, Person
from denyut.rhythm.models import Prompt
from denyut.spine.models import Event
from denyut.steering.models import ChangeEvent, Guardrail
from denyut.talk.references import REFERABLES

LETTERS = 240


@dataclass(frozen=True, slots=True)
class Target:
    """A page, and what a thing there says of itself; the id of its room where it stands in one."""

    url: str
    about: str = ""
    room: int | None = None


type Find = Callable[[Person, Sequence[Event]], dict[int, Target]]
LINKS: dict[str, Find] = {}


def link(*subjects: str) -> Callable[[Find], Find]:
    """Declare where events about these kinds of subjects lead: a function of a reader and events, by the events' ids, in few queries."""

    def declare(find: Find) -> Find:
        for subject in subjects:
            LINKS[subject] = find
        return find

    return declare


def targets_of(viewer: Person, events: Iterable[Event]) -> dict[int, Target]:
    """Where each of these events leads the viewer, by its id; what they may not see is left out. A few queries for each kind of subject."""
    kinds: dict[str, list[Event]] = {}
    for event in events:
        kinds.setdefault(event.subject_kind, []).append(event)
    found: dict[int, Target] = {}
    for kind, some in kinds.items():
        find = LINKS.get(kind) or _by_reference(kind)
        found |= find(viewer, some) if find else {}
    return found


@link("chat.line")
def to_lines(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The place in the room, and the words; a recalled message has none any more."""
    lines = Line.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    return {
        event.pk: Target(
            address_of(line),
            "" if line.is_recalled else readable(line.text)[:LETTERS],
            line.room_id,
        )
        for event in events
        if (line := lines.get(event.subject_id or 0))
    }


@link("chat.ding")
def to_dings(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The room of an urgent call, or the ledger."""
    dings = Ding.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    ledger = reverse("chat:dings")
    return {
        event.pk: Target(reverse("chat:room", args=[ding.room_id]) if ding.room_id else ledger, ding.text, ding.room_id)
        for event in events
        if (ding := dings.get(event.subject_id or 0))
    }


@link("chat.room")
def to_rooms(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    rooms = Room.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    found = ((event, rooms.get(event.subject_id or 0)) for event in events)
    return {
        event.pk: Target(reverse("chat:room", args=[room.pk]), room.purpose, room.pk) for event, room in found if room
    }


@link("chat.reminder")
def to_reminders(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The line or the room that a reminder of the viewer's own is about; one about neither stands in the inbox alone."""
    mine = Reminder.objects.filter(person=viewer).select_related("line")
    known = mine.in_bulk([event.subject_id for event in events])
    rooms = Room.objects.visible_to(viewer).in_bulk({_room_of(one) for one in known.values()})
    found = ((event, known.get(event.subject_id or 0)) for event in events)
    return {event.pk: _reminded(one, rooms.get(_room_of(one))) for event, one in found if one}


@link("assistant.takeaway")
def to_takeaways(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """What came out of the talk, on the page of its goal's blockers and decisions."""
    found = Takeaway.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    return {
        event.pk: Target(reverse("assistant:settle", args=[one.pk]), one.text[:LETTERS])
        for event in events
        if (one := found.get(event.subject_id or 0))
    }


@link("hooks.outgoing")
def to_webhooks(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The page of webhooks, for administrators."""
    page = reverse("hooks:outgoing_all") if viewer.is_administrator else ""
    return {event.pk: Target(page) for event in events if page}


@link("rhythm.prompt")
def to_my_week(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """One's own week, where the check-ins that were asked for are made."""
    mine = Prompt.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    return {event.pk: Target(reverse("rhythm:week")) for event in events if event.subject_id in mine}


@link("steering.changeevent", "steering.changecard")
def to_changes(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The change of plan, with the cards that wait."""
    found = ChangeEvent.objects.visible_to(viewer).in_bulk([event.facts["change"] for event in events])
    return {
        event.pk: Target(reverse("steering:change", args=[change.pk]), change.text[:LETTERS])
        for event in events
        if (change := found.get(event.facts["change"]))
    }


@link("steering.relevance")
def to_relevance(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The page of changes, where one's own questions stand."""
    return {event.pk: Target(reverse("steering:changes")) for event in events if viewer.pk in event.facts["people"]}


@link("steering.guardrail")
def to_guardrails(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The indicator that is guarded."""
    found = Guardrail.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    return {
        event.pk: Target(reverse("metrics:indicator", args=[rail.indicator_id]), rail.why)
        for event in events
        if (rail := found.get(event.subject_id or 0))
    }


@link("okr.objective")
def to_objectives(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    goals = Objective.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    found = ((event, goals.get(event.subject_id or 0)) for event in events)
    return {event.pk: Target(reverse("okr:objective", args=[goal.pk]), goal.title) for event, goal in found if goal}


@link("okr.keyresult")
def to_key_results(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    goals = KeyResult.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    found = ((event, goals.get(event.subject_id or 0)) for event in events)
    return {event.pk: Target(reverse("okr:key_result", args=[goal.pk]), goal.title) for event, goal in found if goal}


@link("okr.edge", "alignment.ask", "alignment.challenge")
def to_the_desk(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The desk of alignment, for whoever sees the goals it is about."""
    goals = Objective.objects.visible_to(viewer).in_bulk({pk for event in events for pk in _goals_in(event)})
    desk = reverse("alignment:desk")
    return {
        event.pk: Target(desk, goals[event.facts["objective"]].title)
        for event in events
        if all(pk in goals for pk in _goals_in(event))
    }


@link("foresight.earlywarning")
def to_warnings(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    found = EarlyWarning.objects.visible_to(viewer).select_related("key_result")
    known = found.in_bulk([event.subject_id for event in events])
    return {
        event.pk: Target(reverse("foresight:warning", args=[one.pk]), one.key_result.title)
        for event in events
        if (one := known.get(event.subject_id or 0))
    }


@link("foresight.intervention")
def to_interventions(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The warning that somebody acted upon, and what they said."""
    known = Intervention.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    return {
        event.pk: Target(reverse("foresight:warning", args=[one.warning_id]), one.note[:LETTERS])
        for event in events
        if (one := known.get(event.subject_id or 0))
    }


@link("launch.workshop")
def to_workshops(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The room of a workshop."""
    found = Workshop.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    rows = ((event, found.get(event.subject_id or 0)) for event in events)
    return {event.pk: Target(reverse("launch:workshop", args=[one.pk]), one.title) for event, one in rows if one}


@link("launch.step", "launch.sponsor")
def to_the_start(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The five steps, which everybody sees."""
    return {event.pk: Target(reverse("launch:steps")) for event in events}


@link("okr.cycle")
def to_the_close(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The close of a cycle: what is told of a cycle is that its goals want a score."""
    found = Cycle.objects.in_bulk([event.subject_id for event in events])
    rows = ((event, found.get(event.subject_id or 0)) for event in events)
    return {event.pk: Target(reverse("closing:path", args=[one.pk]), one.name) for event, one in rows if one}


@link("benefits.silence")
def to_the_week(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The reader's own week, where a first update takes one line."""
    return {event.pk: Target(reverse("rhythm:week")) for event in events}


@link("people.person")
def to_people(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    people = Person.objects.visible_to(viewer).in_bulk([event.subject_id for event in events])
    return {
        event.pk: Target(reverse("people:person", args=[event.subject_id]), people[event.subject_id].name)
        for event in events
        if event.subject_id in people
    }


@link("people.absence")
def to_absences(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
    """The absence itself; whoever only stands in for somebody is led to them."""
    absences = Absence.objects.filter(pk__in=[event.subject_id for event in events]).in_bulk()
    mine = set(Absence.objects.visible_to(viewer).filter(pk__in=absences).values_list("pk", flat=True))
    return {
        pk: Target(reverse("people:absence", args=[absence.pk]) if absence.pk in mine else _page_of(absence.person_id))
        for pk, absence in ((event.pk, absences.get(event.subject_id or 0)) for event in events)
        if absence and (absence.pk in mine or absence.stand_in_id == viewer.pk)
    }


def _page_of(person: int) -> str:
    return reverse("people:person", args=[person])


def _room_of(one: Reminder) -> int:
    return one.line.room_id if one.line else one.room_id or 0


def _reminded(one: Reminder, room: Room | None) -> Target:
    if room is None:
        return Target(reverse("inbox:inbox"), one.text)
    place = address_of(one.line) if one.line else reverse("chat:room", args=[room.pk])
    return Target(place, one.text, room.pk)


def _goals_in(event: Event) -> list[int]:
    return [event.facts[name] for name in ("objective", "other") if event.facts.get(name)]


def _by_reference(subject: str) -> Find | None:
    """What can be named in talk leads where its name leads there: "tasks.task" as "task"."""
    thing = REFERABLES.get(subject.rpartition(".")[2])
    if thing is None:
        return None

    def find(viewer: Person, events: Sequence[Event]) -> dict[int, Target]:
        found = thing.find(viewer, [event.subject_id for event in events if event.subject_id])
        return {
            event.pk: Target(found[event.subject_id].url, found[event.subject_id].title)
            for event in events
            if event.subject_id in found
        }

    return find
