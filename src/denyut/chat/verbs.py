"""What can happen in rooms."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.chat.hearers import told_of
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _topics(event: Event) -> Iterator[str]:
    yield f"room:{event.facts['room']}"


def _line(event: Event) -> Iterator[Touch]:
    """A line joins the end of its room; an answer that of its thread, and the thread's first line counts it."""
    room, thread = f"room:{event.facts['room']}", event.facts.get("thread")
    if thread is None:
        yield Touch(room, "chat.line", event.facts["line"])
    else:
        yield Touch(f"thread:{thread}", "chat.answer", event.facts["line"])
        yield Touch(room, "chat.line_itself", thread)


def _again(event: Event) -> Iterator[Touch]:
    """A line is drawn anew where it stands, and so are those of its room that show it (`again`)."""
    for line in (event.facts["line"], *event.facts.get("again", ())):
        yield Touch(f"room:{event.facts['room']}", "chat.line_itself", line)


def _gone(event: Event) -> Iterator[Touch]:
    yield Touch(f"room:{event.facts['room']}", "chat.line_taken_back", event.facts["line"])


def _seated(event: Event) -> Iterator[Touch]:
    seated = event.facts["people"] if "people" in event.facts else [event.facts["person"]]
    for person in seated:
        yield Touch(f"user:{person}", "chat.side_is_stale", event.facts["room"])


def _rules(event: Event) -> Iterator[Touch]:
    yield Touch(f"room:{event.facts['room']}", "chat.room_state", event.facts["room"])


def _closed(event: Event) -> Iterator[tuple[int | None, str]]:
    if event.facts.get("is_closed"):
        yield None, f"room:{event.facts['room']}"
        yield None, "thread:"


def _unseated(event: Event) -> Iterator[tuple[int, str]]:
    yield event.facts["person"], f"room:{event.facts['room']}"
    yield event.facts["person"], "thread:"


ROOM_OPENED = verb("chat.room_opened", _("%(actor)s opened the room %(room_name)s"), topics=_topics, touches=_seated)
ROOM_CHANGED = verb(
    "chat.room_changed",
    _("%(actor)s changed the room %(room_name)s"),
    topics=_topics,
    touches=_rules,
    withdraws=_closed,
)
SEATED = verb("chat.seated", _("%(actor)s joined %(room_name)s"), topics=_topics, touches=_seated)
UNSEATED = verb("chat.unseated", _("%(actor)s left %(room_name)s"), topics=_topics, withdraws=_unseated)
SAID = verb("chat.said", _("%(actor)s wrote in %(room_name)s"), topics=_topics, touches=_line, told=told_of)
TAKEN_BACK = verb("chat.taken_back", _("%(room_name)s took back a line about a goal"), topics=_topics, touches=_gone)
CARD_TOLD = verb("chat.card_told", _("%(actor)s put a card into %(room_name)s"), topics=_topics, touches=_line)
CARD_CHANGED = verb("chat.card_changed", _("%(actor)s changed a card in %(room_name)s"), topics=_topics, touches=_again)
TOLD = verb("chat.told", _("%(room_name)s heard of a check-in by %(actor)s"), topics=_topics, touches=_line)


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


def _asker(event: Event) -> Iterator[int]:
    yield event.facts["asker"]


def _called(event: Event) -> Iterator[Touch]:
    for person, call in zip(event.facts["told"], event.facts["calls"], strict=True):
        yield Touch(f"user:{person}", "chat.call", call)


def _answered(event: Event) -> Iterator[Touch]:
    yield Touch(f"user:{event.facts['person']}", "chat.call_over", event.facts["call"])


def _fallen_silent(event: Event) -> Iterator[Touch]:
    for person, call in zip(event.facts["told"], event.facts["calls"], strict=True):
        yield Touch(f"user:{person}", "chat.call_over", call)


def _called_still(event: Event) -> Iterator[Touch]:
    for person, call in zip(event.facts["told"], event.facts["calls"], strict=True):
        yield Touch(f"user:{person}", "chat.call_itself", call)


CONFIRMATION_ASKED = verb(
    "chat.confirmation_asked", _("%(actor)s asks you to confirm a message"), topics=_topics, told=_told
)
CONFIRMATION_REMINDED = verb(
    "chat.confirmation_reminded",
    _("%(actor)s still waits for you to confirm a message"),
    topics=_topics,
    touches=_again,
    told=_told,
)
CONFIRMED = verb("chat.confirmed", _("%(actor)s confirmed your message"), topics=_topics, touches=_again)
DING_SENT = verb("chat.ding_sent", _("%(actor)s sent a DING"))
DING_CALLED = verb("chat.ding_called", _("%(actor)s calls you urgently"), touches=_called, told=_told)
DING_CONFIRMED = verb("chat.ding_confirmed", _("%(actor)s confirmed your DING"), touches=_answered, told=_asker)
DING_CANCELLED = verb("chat.ding_cancelled", _("%(actor)s took a DING back"), touches=_fallen_silent, told=_told)
DING_REWORDED = verb("chat.ding_reworded", _("The words of a DING went with their message"), touches=_called_still)
TALK_STARTED = verb("chat.talk_started", _("%(actor)s started a talk"), topics=_topics, touches=_seated)
ROOM_ARCHIVED = verb(
    "chat.room_archived", _("%(actor)s archived the room %(room_name)s"), topics=_topics, touches=_rules
)
ROOM_UNARCHIVED = verb(
    "chat.room_unarchived",
    _("%(actor)s took the room %(room_name)s out of the archive"),
    topics=_topics,
    touches=_rules,
)
LINE_EDITED = verb(
    "chat.line_edited", _("%(actor)s edited a message in %(room_name)s"), topics=_topics, touches=_again, told=told_of
)
LINE_RECALLED = verb(
    "chat.line_recalled", _("%(actor)s recalled a message in %(room_name)s"), topics=_topics, touches=_again
)
LINE_MOVED = verb(
    "chat.line_moved", _("%(actor)s moved a message out of %(room_name)s"), topics=_topics, touches=_again
)
LINE_PINNED = verb("chat.line_pinned", _("%(actor)s pinned a message in %(room_name)s"), topics=_topics, touches=_again)
LINE_UNPINNED = verb(
    "chat.line_unpinned", _("%(actor)s took a pinned message down in %(room_name)s"), topics=_topics, touches=_again
)
REACTED = verb("chat.reacted", _("%(actor)s reacted in %(room_name)s"), topics=_topics, touches=_again)


def _bar(event: Event) -> Iterator[Touch]:
    yield Touch(f"room:{event.facts['room']}", "chat.room_bar", event.facts["room"])


BAR_CHANGED = verb(
    "chat.bar_changed", _("%(actor)s changed the goals that %(room_name)s keeps in sight"), topics=_topics, touches=_bar
)


def _poll_lines(event: Event) -> Iterator[Touch]:
    for room, line in event.facts["lines"]:
        yield Touch(f"room:{room}", "chat.line_itself", line)


def _own(event: Event) -> Iterator[str]:
    yield f"user:{event.facts['person']}"


def _reminded(event: Event) -> Iterator[Touch]:
    if event.facts["told"]:
        yield Touch(f"user:{event.facts['person']}", "chat.reminder", event.facts["reminder"])


def _forgotten(event: Event) -> Iterator[Touch]:
    yield Touch(f"user:{event.facts['person']}", "chat.reminder_over", event.facts["reminder"])


POLL_MADE = verb("chat.poll_made", _("%(actor)s asked a question in %(room_name)s"), topics=_topics)
VOTED = verb("chat.voted", _("%(actor)s voted in %(room_name)s"), topics=_topics, touches=_poll_lines)
POLL_CLOSED = verb(
    "chat.poll_closed", _("%(actor)s closed a poll in %(room_name)s"), topics=_topics, touches=_poll_lines
)
REMINDER_SET = verb("chat.reminder_set", _("%(actor)s set a reminder"), topics=_own)
REMINDED = verb("chat.reminded", _("%(actor)s reminds you"), topics=_own, touches=_reminded, told=_told)
REMINDER_SNOOZED = verb("chat.reminder_snoozed", _("%(actor)s put a reminder off"), topics=_own, touches=_forgotten)
REMINDER_ENDED = verb("chat.reminder_ended", _("%(actor)s is done with a reminder"), topics=_own, touches=_forgotten)
