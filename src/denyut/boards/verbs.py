"""What can happen to boards that people build."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching, verb

CHANGED, CARD = "boards.changed", "boards.card"
# What tiles count moves with these: every open board is called to look again, spread over two seconds.
MOVING = (
    "okr.checked_in",
    "metrics.read",
    "tasks.task_added",
    "tasks.task_done",
    "tasks.task_reopened",
    "matters.blocker_raised",
    "matters.blocker_closed",
)


def _topics(event: Event) -> Iterator[str]:
    yield f"board:{event.facts['board']}"


def _touched(event: Event) -> Iterator[Touch]:
    yield Touch(f"board:{event.facts['board']}", CHANGED, event.facts["board"])


@touching(*MOVING)
def boards_move(event: Event) -> Iterator[Touch]:
    """Open boards show other numbers now."""
    yield Touch("board", CHANGED, 0)


BOARD_ADDED = verb("boards.board_added", _("%(actor)s made a board"), topics=_topics)
BOARD_CHANGED = verb("boards.board_changed", _("%(actor)s changed a board"), topics=_topics, touches=_touched)
BOARD_ARCHIVED = verb("boards.board_archived", _("%(actor)s put a board away"), topics=_topics, touches=_touched)
TILE_ADDED = verb("boards.tile_added", _("%(actor)s put a tile on a board"), topics=_topics, touches=_touched)
TILE_CHANGED = verb("boards.tile_changed", _("%(actor)s changed a tile"), topics=_topics, touches=_touched)
TILE_MOVED = verb("boards.tile_moved", _("%(actor)s moved a tile"), topics=_topics, touches=_touched)
TILE_REMOVED = verb("boards.tile_removed", _("%(actor)s took a tile from a board"), topics=_topics, touches=_touched)
SENDING_ADDED = verb("boards.sending_added", _("%(actor)s had a board sent by the clock"), topics=_topics)
SENDING_ENDED = verb("boards.sending_ended", _("%(actor)s has a board sent no longer"), topics=_topics)
BOARD_SENT = verb("boards.board_sent", _("A board was sent"), topics=_topics)
