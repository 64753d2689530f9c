"""Deeds on reminders: asking for one, its firing, putting it off, ending it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from denyut.chat.actions.privacy import nowhere
from denyut.chat.actions.saying import say
from denyut.chat.models import Line, Reminder, Room
from denyut.chat.verbs import REMINDED, REMINDER_ENDED, REMINDER_SET, REMINDER_SNOOZED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

LETTERS = 300
FARTHEST = timedelta(days=400)
LONGEST_SNOOZE = 30 * 24 * 60


@deed("chat.remind")
def remind(
    actor: Person,
    *,
    text: str = "",
    at: datetime,
    person: Person | None = None,
    room: Room | None = None,
    line: Line | None = None,
) -> Reminder:
    """Have somebody reminded (oneself, unless a `person` is named) at a moment; with a `room` it is told there instead.

    `line` is the message it is about, whose words are taken where there is no `text`. Raises Refused where the rule says no, Invalid for a
    moment that has passed or lies more than 400 days ahead.
    """
    whom = person or actor
    require(actor, "chat.remind", whom, room, line)
    now = clock.now()
    if not now < at <= now + FARTHEST:
        raise Invalid(_("Choose a moment that is still to come, within 400 days."), code="past", field="at")
    made = Reminder.objects.create(
        by=actor, person=whom, room=room, line=line, text=_words(text, line), at=at, made_at=now
    )
    _tell(REMINDER_SET, actor, made)
    return made


@deed("chat.fire_reminder")
def fire_reminder(actor: Person, reminder: Reminder) -> Reminder:
    """By the clock: say it in the room, or tell whoever wanted to be told; them too, where the room takes it no more.

    A second time changes nothing.
    """
    reminder = _locked(reminder)
    if reminder.fired_at is not None or reminder.done_at is not None or reminder.at > clock.now():
        return reminder
    is_said = _said(actor, reminder)
    reminder.fired_at = clock.now()
    reminder.done_at = clock.now() if is_said else None
    reminder.save(update_fields=["fired_at", "done_at"])
    _tell(REMINDED, actor, reminder, is_told=not is_said)
    return reminder


@deed("chat.snooze_reminder")
def snooze_reminder(actor: Person, reminder: Reminder, *, minutes: int = 20) -> Reminder:
    """Be reminded again after so many minutes, up to 30 days. Raises Refused for whoever is not reminded, Conflict when it is over."""
    require(actor, "chat.snooze_reminder", reminder)
    if not 0 < minutes <= LONGEST_SNOOZE:
        raise Invalid(_("Choose between a minute and 30 days."), code="minutes", field="minutes")
    reminder = _locked(reminder)
    if reminder.done_at is not None:
        raise Conflict(_("This reminder is over. Set a new one."), code="over")
    reminder.at, reminder.fired_at = clock.now() + timedelta(minutes=minutes), None
    reminder.save(update_fields=["at", "fired_at"])
    _tell(REMINDER_SNOOZED, actor, reminder)
    return reminder


@deed("chat.end_reminder")
def end_reminder(actor: Person, reminder: Reminder) -> Reminder:
    """Say that it is done, or not wanted any more. Again changes nothing.

    Raises Refused for whoever is neither reminded nor asked for it.
    """
    require(actor, "chat.end_reminder", reminder)
    reminder = _locked(reminder)
    if reminder.done_at is None:
        reminder.done_at = clock.now()
        reminder.save(update_fields=["done_at"])
        _tell(REMINDER_ENDED, actor, reminder)
    return reminder


def _locked(reminder: Reminder) -> Reminder:
    found = Reminder.objects.select_for_update(of=("self",)).select_related("room", "line", "person", "by")
    return found.get(pk=reminder.pk)


def _said(actor: Person, reminder: Reminder) -> bool:
    """Whether it was said in its room. It may be archived by now, closed to who set it, or too large for the "@all" in the words."""
    try:
        if reminder.room is not None:
            say(actor, reminder.room, text=f"⏰ {reminder.text}", quoted=_quoted(reminder))
    except Refused:
        return False
    return reminder.room is not None


def _quoted(reminder: Reminder) -> Line | None:
    line = reminder.line
    return line if line is not None and line.room_id == reminder.room_id and not line.is_recalled else None


def _words(text: str, line: Line | None) -> str:
    text = " ".join(text.replace("\x00", "").split())
    if not text and line is not None:
        text = " ".join(line.text.split())
        text = text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
    if not text:
        raise Invalid(_("Write what it is about."), code="empty", field="text")
    if len(text) > LETTERS:
        raise Invalid(_("That is too long. Use up to 300 letters."), code="too_long", field="text")
    return text


def _tell(verb: Verb, actor: Person, reminder: Reminder, *, is_told: bool = False) -> None:
    facts = {
        "reminder": reminder.pk,
        "person": reminder.person_id,
        "at": reminder.at.isoformat(),
        "told": [reminder.person_id] if is_told else [],
    }
    if reminder.room is None:
        with nowhere():
            record(verb, actor, reminder, facts=facts, text=reminder.text)
    else:
        record(verb, actor, reminder, place=f"room:{reminder.room_id}", facts=facts, text=reminder.text)
