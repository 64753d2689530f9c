"""What the talk about goals can lead to."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb

SECTION = "assistant.takeaways"


def _topics(event: Event) -> Iterator[str]:
    if event.facts["objective"] is not None:
        yield from topics_of(event)


def _touched(event: Event) -> Iterator[Touch]:
    if event.facts["key_result"] is not None:
        for topic in _topics(event):
            yield Touch(topic, SECTION, event.facts["key_result"])


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


KEPT = verb(
    "assistant.takeaway_kept", _("%(actor)s kept something from the talk"), topics=_topics, touches=_touched, told=_told
)
SETTLED = verb(
    "assistant.takeaway_settled",
    _("%(actor)s answered what came out of the talk"),
    topics=_topics,
    touches=_touched,
    told=_told,
)
WITHDRAWN = verb(
    "assistant.takeaway_withdrawn",
    _("The words of a takeaway went with the message that %(actor)s recalled"),
    topics=_topics,
    touches=_touched,
)
TAKEN = verb("assistant.suggestion_taken", _("%(actor)s recorded what they said in a room"))
DISMISSED = verb("assistant.suggestion_dismissed", _("%(actor)s left a suggestion alone"))
UNDONE = verb("assistant.suggestion_undone", _("%(actor)s took back what was recorded from a room"))
