"""What can happen to indicators."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _topics(event: Event) -> list[str]:
    return ["metrics"]


def _tile(event: Event) -> Iterator[Touch]:
    yield Touch("metrics", "metrics.tile", event.facts["indicator"])


def _owner(event: Event) -> list[int]:
    return [event.facts["owner"]]


INDICATOR_ADDED = verb("metrics.indicator_added", _("%(actor)s added the indicator %(name)s"), topics=_topics)
INDICATOR_CHANGED = verb(
    "metrics.indicator_changed", _("%(actor)s changed what %(name)s means"), topics=_topics, touches=_tile
)
INDICATOR_MOVED = verb("metrics.indicator_moved", _("%(actor)s gave %(name)s another place or owner"), topics=_topics)
READ = verb("metrics.read", _("%(actor)s read %(name)s: %(value)s"), topics=_topics, touches=_tile)
READINGS_TAKEN = verb(
    "metrics.readings_taken", _("%(actor)s brought in readings of %(name)s"), topics=_topics, touches=_tile
)
READING_CORRECTED = verb(
    "metrics.reading_corrected", _("%(actor)s put a reading of %(name)s right"), topics=_topics, touches=_tile
)
INDICATOR_WATCHED = verb(
    "metrics.indicator_watched", _("%(actor)s said how often %(name)s is read"), topics=_topics, touches=_tile
)
WENT_STALE = verb(
    "metrics.went_stale", _("No reading of %(title)s came in time"), topics=_topics, touches=_tile, told=_owner
)
SIGNAL_LINKED = verb("metrics.signal_linked", _("%(actor)s linked a signal to %(name)s"), topics=_topics)
SIGNAL_UNLINKED = verb("metrics.signal_unlinked", _("%(actor)s took a signal from %(name)s"), topics=_topics)
