"""What can happen to indicators."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _topics(event: Event) -> list[str]:
    return ["metrics"]


def _tile(event: Event) -> Iterator[Touch]:
    yield Touch("metrics", "metrics.tile", event.facts["indicator"])


INDICATOR_ADDED = verb("metrics.indicator_added", _("%(actor)s added the indicator %(name)s"), topics=_topics)
READ = verb("metrics.read", _("%(actor)s read %(name)s: %(value)s"), topics=_topics, touches=_tile)
