"""What can happen to warnings."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching, verb

OWN, LED, BOARD, WHOLE = "foresight.own", "foresight.led", "foresight.board", "foresight.whole"


def _of_warning(event: Event) -> Iterator[str]:
    # Never the goal's own topic: whoever listens there would hear of it before its owner has had a day.
    for person in _people(event):
        yield f"user:{person}"


def _touched(event: Event) -> Iterator[Touch]:
    facts = event.facts
    yield Touch(f"user:{facts['owner']}", OWN, facts["owner"])
    if not facts["is_open"]:
        return
    for leader in facts["leaders"]:
        yield Touch(f"user:{leader}", LED, leader)
    if facts["open"]:
        yield from _boards()
        for department in facts["departments"]:
            yield Touch(f"foresight:{department}", BOARD, department)
            yield Touch(f"foresight_all:{department}", WHOLE, department)


def _boards() -> Iterator[Touch]:
    yield Touch("foresight", BOARD, 0)
    yield Touch("foresight_all:0", WHOLE, 0)


def _people(event: Event) -> list[int]:
    return [event.facts["owner"], *(event.facts["leaders"] if event.facts["is_open"] else [])]


def _owner(event: Event) -> Iterator[int]:
    yield event.facts["owner"]


def _leaders(event: Event) -> Iterator[int]:
    yield from event.facts["leaders"]


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


OWNER_WARNED = verb(
    "foresight.owner_warned",
    _("An early warning about %(label)s, to you alone for a day"),
    topics=_of_warning,
    touches=_touched,
    told=_owner,
)
WARNED = verb(
    "foresight.warned",
    _("An early warning about %(label)s"),
    topics=_of_warning,
    touches=_touched,
    told=_leaders,
)
WARNING_CLOSED = verb(
    "foresight.warning_closed",
    _("The cause of a warning about %(label)s is gone"),
    topics=_of_warning,
    touches=_touched,
)
INTERVENED = verb(
    "foresight.intervened",
    _("%(actor)s acts upon a warning about %(label)s"),
    topics=_of_warning,
    touches=_touched,
    told=_told,
)
EFFECT_SEEN = verb(
    "foresight.effect_seen",
    _("What came of an act upon a warning about %(label)s is known"),
    topics=_of_warning,
    touches=_touched,
)
OUTCOME_SEEN = verb("foresight.outcome_seen", _("How %(label)s ended, for which there was a warning"))


@touching("okr.objective_changed")
def _turned_private(event: Event) -> Iterator[Touch]:
    # What everybody sees of a goal goes when it turns private, and comes back with it.
    yield from _boards()
