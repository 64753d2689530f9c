"""Deeds on polls: asking, voting, closing."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from denyut.chat.actions.drawing import redraw
from denyut.chat.actions.lines import tell_card
from denyut.chat.models import Line, Poll, Room, Vote
from denyut.chat.verbs import POLL_CLOSED, POLL_MADE, VOTED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

CARD = "chat.poll_card"
LETTERS, FEWEST, MOST = 300, 2, 10


@deed("chat.make_poll")
def make_poll(
    actor: Person,
    room: Room,
    *,
    question: str,
    options: Sequence[str],
    is_multiple: bool = False,
    is_secret: bool = False,
    closes_at: datetime | None = None,
) -> Poll:
    """Ask a room a question with 2 to 10 options; its card stands there at once. Of a secret poll only the counts are shown.

    Raises Refused where nothing may be said, Invalid for options that make no sense and for a moment that has passed.
    """
    require(actor, "chat.say", room)
    now = clock.now()
    if closes_at is not None and closes_at <= now:
        raise Invalid(_("That moment has passed. Choose a later one."), code="past", field="closes_at")
    poll = Poll.objects.create(
        room=room,
        by=actor,
        question=_short(question, "question"),
        options=_distinct(options),
        is_multiple=is_multiple,
        is_secret=is_secret,
        made_at=now,
        closes_at=closes_at,
    )
    event = record(POLL_MADE, actor, poll, facts={"room": room.pk, "poll": poll.pk}, text=poll.question)
    tell_card(actor, room, event_id=event.pk, card=CARD, number=poll.pk)
    return poll


@deed("chat.cast_vote")
def cast_vote(actor: Person, poll: Poll, *, option: int, is_chosen: bool | None = None) -> Poll:
    """Choose an option of a poll (its place, from 0), or take the choice back; without `is_chosen` it is turned over.

    Where one choice is allowed, another one takes its place. Raises Refused where nothing may be said, Conflict when the poll is closed,
    Invalid for an option that is not there.
    """
    poll = _opened(actor, poll)
    if not 0 <= option < len(poll.options):
        raise Invalid(_("There is no such option."), code="not_there", field="option")
    mine = {one.option: one for one in Vote.objects.filter(poll=poll, person=actor)}
    wanted = option not in mine if is_chosen is None else is_chosen
    if wanted == (option in mine):
        return poll
    for old in [mine[option]] if not wanted else [] if poll.is_multiple else mine.values():
        Vote.objects.filter(pk=old.pk).delete()
    cast = Vote.objects.create(poll=poll, person=actor, option=option, at=clock.now()) if wanted else mine[option]
    # Of a secret poll the log says that somebody voted, and only they can find it there.
    _tell(VOTED, actor, poll, cast)
    return poll


@deed("chat.close_poll")
def close_poll(actor: Person, poll: Poll) -> Poll:
    """Take no more votes. Again changes nothing. Raises Refused for whoever did not ask."""
    require(actor, "chat.close_poll", poll)
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    if poll.closed_at is None:
        poll.closed_at = clock.now()
        poll.save(update_fields=["closed_at"])
        _tell(POLL_CLOSED, actor, poll, poll)
    return poll


def _opened(actor: Person, poll: Poll) -> Poll:
    poll = Poll.objects.select_for_update(of=("self",)).select_related("room").get(pk=poll.pk)
    require(actor, "chat.say", poll.room)
    if poll.is_over(clock.now()):
        raise Conflict(_("This poll is closed. Its result stays as it is."), code="closed")
    return poll


def _tell(verb: Verb, actor: Person, poll: Poll, subject: Poll | Vote) -> None:
    lines = list(Line.objects.filter(kind=Line.LineKind.CARD, facts__card=CARD, facts__number=poll.pk))
    for line in lines:
        redraw(line)
    facts = {"room": poll.room_id, "poll": poll.pk, "lines": [[line.room_id, line.pk] for line in lines]}
    record(verb, actor, subject, facts=facts)


def _distinct(options: Sequence[str]) -> list[str]:
    found = [_short(option, "options") for option in options if option.strip()]
    if not FEWEST <= len(found) <= MOST:
        raise Invalid(_("A poll has 2 to 10 options."), code="options", field="options")
    if len({option.casefold() for option in found}) < len(found):
        raise Invalid(_("Two of the options are the same."), code="same", field="options")
    return found


def _short(text: str, field: str) -> str:
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        raise Invalid(_("Write what you want to know."), code="empty", field=field)
    if len(text) > LETTERS:
        raise Invalid(_("That is too long. Use up to 300 letters."), code="too_long", field=field)
    return text
