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


def _asked(event: Event) -> Iterator[int]:
    yield event.facts["person"]


BEAT_SET = verb("rhythm.beat_set", _("%(actor)s changed how often %(department_name)s checks in"))
BEAT_TAKEN_OFF = verb("rhythm.beat_taken_off", _("%(department_name)s checks in as often as its cycle says again"))

WEEK_FILED = verb("rhythm.week_filed", _("%(actor)s filed their week"))
ITEM_ADDED = verb("rhythm.item_added", _("%(actor)s wrote into their week: “%(title)s”"))
ITEM_CHANGED = verb("rhythm.item_changed", _("%(actor)s changed a line of their week: “%(title)s”"))
ITEM_FINISHED = verb("rhythm.item_finished", _("%(actor)s did what they had planned: “%(title)s”"))
ITEM_REOPENED = verb("rhythm.item_reopened", _("%(actor)s has not done it yet: “%(title)s”"))
ITEM_DROPPED = verb("rhythm.item_dropped", _("%(actor)s took a line out of their week"))
PROBLEM_RAISED = verb("rhythm.problem_raised", _("%(actor)s raised a problem of their week as a blocker"))

PROMPTED = verb("rhythm.prompted", _("A check-in is due: %(labels)s"), told=_asked)
HELP_ASKED = verb(
    "rhythm.prompt_help", _("Nobody has checked in for three days: %(labels)s. Can you help?"), told=_asked
)
CADENCE_ASKED = verb("rhythm.prompt_cadence", _("Is this the wrong cadence for %(labels)s?"), told=_asked)
PROMPT_SETTLED = verb("rhythm.prompt_settled", _("The check-ins of a reminder were made"))
CADENCE_ANSWERED = verb("rhythm.cadence_answered", _("%(actor)s said how often %(labels)s is asked for"))
