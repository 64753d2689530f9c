"""What can happen to rituals."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _topics(event: Event) -> Iterator[str]:
    yield f"cycle:{event.facts['cycle']}"


RITUAL_ADDED = verb("rhythm.ritual_added", _("%(actor)s put %(name)s into the calendar"), topics=_topics)
RITUAL_CHANGED = verb("rhythm.ritual_changed", _("%(actor)s changed %(name)s in the calendar"), topics=_topics)
RITUAL_ENDED = verb("rhythm.ritual_ended", _("%(actor)s took %(name)s off the calendar"), topics=_topics)
ATTENDED = verb("rhythm.attended", _("%(actor)s attended"), topics=_topics)
ATTENDANCE_TAKEN_BACK = verb("rhythm.attendance_taken_back", _("%(actor)s took their attendance back"), topics=_topics)
OUTPUT_WRITTEN = verb("rhythm.output_written", _("%(actor)s wrote down what came of it"), topics=_topics)
SITTING_CLOSED = verb("rhythm.sitting_closed", _("%(actor)s closed a sitting"), topics=_topics)
SITTING_REOPENED = verb("rhythm.sitting_reopened", _("%(actor)s opened a sitting again"), topics=_topics)
