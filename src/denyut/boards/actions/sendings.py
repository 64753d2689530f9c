"""Deeds on boards that are sent by the clock."""

from datetime import time

from django.utils.translation import gettext as _

from denyut.boards.actions.boards import tell
from denyut.boards.models import Board, Sending
from denyut.boards.verbs import BOARD_SENT, CARD, SENDING_ADDED, SENDING_ENDED
from denyut.chat.actions import tell_card
from denyut.chat.models import Room
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed

LAST_WEEKDAY = 6


@deed("boards.add_sending")
def add_sending(
    actor: Person, board: Board, *, at: time, weekday: int | None = None, room: Room | None = None
) -> Sending:
    """Have a board sent at an hour of the company's clock, every day or on a weekday (0 Monday to 6): to oneself by mail, or into a room.

    Raises Refused where the rule says no, NotThere, Invalid.
    """
    if not Board.objects.visible_to(actor).filter(pk=board.pk).exists():
        raise NotThere(_("There is no such board that you may see."), code="not_there")
    require(actor, "boards.send_board", board, room)
    if weekday is not None and not 0 <= weekday <= LAST_WEEKDAY:
        raise Invalid(_("Choose a day of the week."), code="not_a_choice", field="weekday")
    sending = Sending.objects.create(
        board=board,
        room=room,
        person=None if room else actor,
        weekday=weekday,
        at=at,
        made_by=actor,
        made_at=clock.now(),
    )
    tell(SENDING_ADDED, actor, board)
    return sending


@deed("boards.end_sending")
def end_sending(actor: Person, sending: Sending) -> Sending:
    """Send it no longer. Again changes nothing. Raises Refused."""
    require(actor, "boards.end_sending", sending)
    if sending.ended_at is None:
        sending.ended_at = clock.now()
        sending.save(update_fields=["ended_at"])
        tell(SENDING_ENDED, actor, sending.board)
    return sending


@deed("boards.send_now")
def send_now(actor: Person | None, sending: Sending) -> Sending:
    """Note that a board goes out today, and put its card into the room it goes to. Once a day: again changes nothing."""
    today = company_now().date()
    if sending.sent_on == today:
        return sending
    sending.sent_on = today
    sending.save(update_fields=["sent_on"])
    event = tell(BOARD_SENT, actor, sending.board)
    room = sending.room
    if room is not None and not room.is_archived and sending.board.audience == Board.Audience.ALL:
        tell_card(sending.made_by, room, event_id=event, card=CARD, number=sending.board_id)
    return sending
