"""Deeds on urgent calls: sending, confirming, calling again, taking back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.chat.actions.calling import call, due_calls, redraw_card, timetable
from denyut.chat.actions.ding_checks import people_checked, place_of, require_budget, text_checked, wait_over
from denyut.chat.actions.lines import tell_card
from denyut.chat.budget import CALM, PRESSING
from denyut.chat.models import Call, Ding, Line, Room
from denyut.chat.verbs import DING_CANCELLED, DING_CONFIRMED, DING_SENT
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

CARD = "chat.ding_card"


@deed("chat.ding")
def ding(
    actor: Person,
    people: Sequence[Person],
    *,
    text: str,
    reason: str = "",
    at: str = "",
    cannot_wait: bool = False,
    room: Room | None = None,
    line: Line | None = None,
) -> Ding:
    """Call people urgently: in the product, after five minutes by letter, then by the gateway, until they confirm.

    Without people everybody in the room is called. `at` says when, each by their own clock: "Fri 15:00", "in 20 min". In quiet hours and
    on days off the call waits, unless it `cannot_wait`, which costs twice. A `reason` is needed, and everybody can read it. Raises Refused
    when the week's budget is spent, Invalid for words that make no sense.
    """
    room = place_of(actor, room, line)
    require(actor, "chat.ding", room)
    called, now = people_checked(actor, people, room), clock.now()
    cost = PRESSING if cannot_wait else CALM
    require_budget(actor, cost)
    moments = timetable(called, at, now, is_patient=not cannot_wait)
    made = Ding.objects.create(
        by=actor,
        room=room,
        line=line,
        text=text_checked(text, "text"),
        reason=text_checked(reason, "reason"),
        at=min(moments.values()),
        made_at=now,
        cannot_wait=cannot_wait,
        cost=cost,
    )
    Call.objects.bulk_create([Call(ding=made, person=person, next_at=moments[person.pk]) for person in called])
    facts = {"ding": made.pk, "room": room.pk if room else None, "people": sorted(moments), "cost": cost}
    event = record(DING_SENT, actor, made, facts=facts)
    if room is not None:
        tell_card(actor, room, event_id=event.pk, card=CARD, number=made.pk)
    call(made, due_calls(made, now), now)
    return made


@deed("chat.confirm_ding")
def confirm_ding(actor: Person, ding: Ding) -> Ding:
    """Say that an urgent call was heard. A second time changes nothing. Raises NotThere for whoever was not called."""
    mine = Call.objects.select_for_update().filter(ding=ding, person=actor).first()
    if mine is None:
        raise NotThere(_("Nobody called you with this."), code="not_called")
    if mine.confirmed_at is None:
        mine.confirmed_at, mine.next_at = clock.now(), None
        mine.save(update_fields=["confirmed_at", "next_at"])
        facts = {"ding": ding.pk, "call": mine.pk, "person": actor.pk, "asker": ding.by_id}
        redraw_card(actor, ding, record(DING_CONFIRMED, actor, ding, facts=facts))
    return ding


@deed("chat.see_ding")
def see_ding(actor: Person, ding: Ding) -> Ding:
    """Note that an urgent call stood on the screen of whoever is called. That is no answer: they are called again until they confirm."""
    calls = Call.objects.filter(ding=ding, person=actor, times__gt=0, seen_at=None, confirmed_at=None)
    calls.update(seen_at=clock.now())
    return ding


@deed("chat.call_again")
def call_again(actor: Person, ding: Ding) -> Ding:
    """Call those once more who have not confirmed, and nobody else.

    Raises Refused for whoever did not send it, Conflict when everybody has confirmed, within five minutes of the last call, and while all
    who are missing are in their quiet hours.
    """
    require(actor, "chat.manage_ding", ding)
    now = clock.now()
    ding = Ding.objects.select_for_update(of=("self",)).get(pk=ding.pk)
    missing = wait_over(ding, now)
    moments = timetable([one.person for one in missing], "", now, is_patient=not ding.cannot_wait)
    awake = [one for one in missing if moments[one.person_id] <= now]
    if not awake:
        raise Conflict(_("They are in their quiet hours now. They are called when those end."), code="quiet")
    call(ding, awake, now)
    return ding


@deed("chat.call_due")
def call_due(actor: Person, ding: Ding) -> int:
    """By the clock: call those whose moment has come, in the name of who sent it. Returns how many were called."""
    now = clock.now()
    ding = Ding.objects.select_for_update(of=("self",)).get(pk=ding.pk)
    due = due_calls(ding, now) if ding.cancelled_at is None else []
    call(ding, due, now)
    return len(due)


@deed("chat.cancel_ding")
def cancel_ding(actor: Person, ding: Ding) -> Ding:
    """Take an urgent call back; nobody is called any more. One that has called nobody yet costs nothing.

    Raises Refused for whoever did not send it, Conflict when it was taken back before.
    """
    require(actor, "chat.manage_ding", ding)
    ding = Ding.objects.select_for_update(of=("self",)).get(pk=ding.pk)
    if ding.cancelled_at is not None:
        raise Conflict(_("This was taken back already."), code="cancelled")
    ding.cancelled_at = clock.now()
    ding.save(update_fields=["cancelled_at"])
    open_calls = Call.objects.filter(ding=ding, confirmed_at=None)
    rung = list(open_calls.filter(times__gt=0).order_by("person"))
    open_calls.update(next_at=None)
    facts = {"ding": ding.pk, "told": [one.person_id for one in rung], "calls": [one.pk for one in rung]}
    redraw_card(actor, ding, record(DING_CANCELLED, actor, ding, facts=facts))
    return ding
