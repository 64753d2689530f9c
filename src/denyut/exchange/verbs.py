"""What can happen at the doors for whole files."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import moved_touches
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _topics(event: Event) -> Iterator[str]:
    yield f"okr:{event.facts['objective']}"
    if event.facts["open"]:
        yield "okr"


def _gone(event: Event) -> Iterator[Touch]:
    """The objective as it is drawn now: without what was taken back, or not at all."""
    if event.facts["open"]:
        yield Touch("okr", "okr.objective", event.facts["objective"])
    yield Touch(f"okr:{event.facts['objective']}", "okr.objective_itself", event.facts["objective"])
    yield from moved_touches(event)


def _room(event: Event) -> Iterator[str]:
    if event.facts["room"]:
        yield f"room:{event.facts['room']}"


UPLOADED = verb("exchange.uploaded", _("%(actor)s looked at a file to import"))
BEGUN = verb("exchange.begun", _("%(actor)s began an import"))
IMPORTED = verb("exchange.imported", _("%(actor)s imported %(rows)s rows from a file"))
UNDONE = verb("exchange.undone", _("%(actor)s undid the import %(import)s"))
OBJECTIVE_TAKEN_BACK = verb(
    "exchange.objective_taken_back",
    _("%(actor)s took back the imported objective “%(title)s”"),
    topics=_topics,
    touches=_gone,
)
KEY_RESULT_TAKEN_BACK = verb(
    "exchange.key_result_taken_back",
    _("%(actor)s took back the imported key result “%(title)s”"),
    topics=_topics,
    touches=_gone,
)
CHECK_IN_TAKEN_BACK = verb(
    "exchange.check_in_taken_back",
    _("%(actor)s took back an imported check-in of %(label)s"),
    topics=_topics,
    touches=_gone,
)
TALK_UPLOADED = verb("exchange.talk_uploaded", _("%(actor)s looked at another program's chat"))
TALK_BEGUN = verb("exchange.talk_begun", _("%(actor)s began to bring in another program's chat"))
TALK_BROUGHT_IN = verb(
    "exchange.talk_brought_in", _("%(actor)s brought %(count)s messages of another program into a room"), topics=_room
)
TALK_UNDONE = verb(
    "exchange.talk_undone",
    _("%(actor)s took %(removed)s messages that were brought in back out of a room"),
    topics=_room,
)
