"""Deeds on messages that must be confirmed: asking, confirming, reminding those who are missing."""

from datetime import timedelta

from django.utils.translation import gettext as _

from denyut.chat.actions.drawing import redraw
from denyut.chat.models import Confirmation, Line, Seat
from denyut.chat.verbs import CONFIRMATION_ASKED, CONFIRMATION_REMINDED, CONFIRMED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

PAUSE = timedelta(minutes=5)


def ask_confirmations(line: Line) -> int:
    """Inside the deed that says `line`: ask everybody who sits in its room, but its author and bots. Returns how many were asked."""
    seats = Seat.objects.filter(room=line.room_id, person__is_active=True, person__is_bot=False)
    asked = list(seats.exclude(person=line.author_id).order_by("person").values_list("person", flat=True))
    now = clock.now()
    Confirmation.objects.bulk_create([Confirmation(line=line, person_id=pk, asked_at=now) for pk in asked])
    if asked:
        facts = {"room": line.room_id, "line": line.pk, "told": asked}
        record(CONFIRMATION_ASKED, line.author, line, place=f"room:{line.room_id}", facts=facts)
    return len(asked)


@deed("chat.confirm_line")
def confirm_line(actor: Person, line: Line) -> Confirmation:
    """Confirm a message that asks for it. A second time changes nothing.

    Raises NotThere for whoever was not asked, Conflict when the message was recalled.
    """
    require(actor, "chat.enter", line.room)
    asked = Confirmation.objects.select_for_update().filter(line=line, person=actor).first()
    if asked is None:
        raise NotThere(_("Nobody asked you to confirm this message."), code="not_asked")
    if asked.confirmed_at is not None:
        return asked
    line = Line.objects.get(pk=line.pk)
    if line.is_recalled:
        raise Conflict(_("This message was recalled. There is nothing to confirm any more."), code="recalled")
    asked.confirmed_at = clock.now()
    asked.save(update_fields=["confirmed_at"])
    redraw(line)
    facts = {"room": line.room_id, "line": line.pk, "person": actor.pk, "asker": line.author_id}
    record(CONFIRMED, actor, line, place=f"room:{line.room_id}", facts=facts)
    return asked


@deed("chat.remind_missing")
def remind_missing(actor: Person, line: Line) -> Line:
    """Remind those who have not confirmed yet, and nobody else.

    Raises Refused for whoever is not its author, Conflict when all have confirmed, or within five minutes of the last time.
    """
    require(actor, "chat.remind_missing", line)
    missing = Confirmation.objects.filter(line=line, confirmed_at=None, person__is_active=True).select_for_update()
    asked = list(missing.order_by("person"))
    if not asked or line.is_recalled:
        raise Conflict(_("Everybody has confirmed this message."), code="all_confirmed")
    now = clock.now()
    if now < max(one.asked_at for one in asked) + PAUSE:
        raise Conflict(_("They were reminded a moment ago. Wait until five minutes have passed."), code="too_soon")
    missing.update(asked_at=now)
    redraw(line)
    facts = {"room": line.room_id, "line": line.pk, "told": [one.person_id for one in asked]}
    record(CONFIRMATION_REMINDED, actor, line, place=f"room:{line.room_id}", facts=facts)
    return line
