"""What can happen to lessons. Each is told in the history of its objective."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _owner(event: Event) -> Iterator[int]:
    yield event.facts["owner"]


def _people(event: Event) -> Iterator[int]:
    yield from event.facts["people"]


def _cycle(event: Event) -> Iterator[str]:
    yield f"cycle:{event.facts['cycle']}"


LESSON_WRITTEN = verb("closing.lesson_written", _("%(actor)s wrote down a lesson"), topics=topics_of)
LESSON_CHANGED = verb("closing.lesson_changed", _("%(actor)s changed a lesson"), topics=topics_of)
LESSON_WITHDRAWN = verb("closing.lesson_withdrawn", _("%(actor)s took a lesson back"), topics=topics_of)
POST_MORTEM_OPENED = verb(
    "closing.post_mortem_opened",
    _("The promise was not kept: a post-mortem is asked for"),
    topics=topics_of,
    told=_owner,
)
POST_MORTEM_ANSWERED = verb(
    "closing.post_mortem_answered", _("%(actor)s told why the promise was not kept"), topics=topics_of
)
OWNERS_REMINDED = verb(
    "closing.owners_reminded", _("%(actor)s asks you to score your goals"), topics=_cycle, told=_people
)
LEFT_UNSCORED = verb(
    "closing.left_unscored", _("%(actor)s closed a cycle and left goals without a score"), topics=_cycle
)
EXECUTION_COUNTED = verb("closing.execution_counted", _("What was promised and done was counted"), topics=_cycle)
EXECUTION_NOTED = verb("closing.execution_noted", _("%(actor)s wrote a note on a cycle"), topics=_cycle)
