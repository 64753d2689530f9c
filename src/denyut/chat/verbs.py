"""What can happen in rooms."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _topics(event: Event) -> Iterator[str]:
    yield f"room:{event.facts['room']}"


def _line(event: Event) -> Iterator[Touch]:
    yield Touch(f"room:{event.facts['room']}", "chat.line", event.facts["line"])


def _again(event: Event) -> Iterator[Touch]:
    yield Touch(f"room:{event.facts['room']}", "chat.line_itself", event.facts["line"])


def _gone(event: Event) -> Iterator[Touch]:
    yield Touch(f"room:{event.facts['room']}", "chat.line_taken_back", event.facts["line"])


def _unseated(event: Event) -> Iterator[tuple[int, str]]:
    yield event.facts["person"], f"room:{event.facts['room']}"


ROOM_OPENED = verb("chat.room_opened", _("%(actor)s opened the room %(room_name)s"), topics=_topics)
ROOM_CHANGED = verb("chat.room_changed", _("%(actor)s changed the room %(room_name)s"), topics=_topics)
SEATED = verb("chat.seated", _("%(actor)s joined %(room_name)s"), topics=_topics)
UNSEATED = verb("chat.unseated", _("%(actor)s left %(room_name)s"), topics=_topics, withdraws=_unseated)
SAID = verb("chat.said", _("%(actor)s wrote in %(room_name)s"), topics=_topics, touches=_line)
TAKEN_BACK = verb("chat.taken_back", _("%(room_name)s took back a line about a goal"), topics=_topics, touches=_gone)
CARD_TOLD = verb("chat.card_told", _("%(actor)s put a card into %(room_name)s"), topics=_topics, touches=_line)
CARD_CHANGED = verb("chat.card_changed", _("%(actor)s changed a card in %(room_name)s"), topics=_topics, touches=_again)
TOLD = verb("chat.told", _("%(room_name)s heard of a check-in by %(actor)s"), topics=_topics, touches=_line)
