"""What can happen on the way into OKR."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _person(event: Event) -> Iterator[int]:
    if event.facts.get("person") is not None:
        yield event.facts["person"]


def _people(event: Event) -> Iterator[int]:
    yield from event.facts.get("people", ())


def _workshop(event: Event) -> Iterator[str]:
    yield f"workshop:{event.facts['workshop']}"


def _pulse(event: Event) -> Iterator[Touch]:
    """Every page of the workshop fetches itself anew: what it shows depends on who looks."""
    number = event.facts["workshop"]
    yield Touch(f"workshop:{number}", "launch.pulse", number)


START_BEGUN = verb("launch.start_begun", _("%(actor)s began the start with OKR"))
STEP_PLANNED = verb("launch.step_planned", _("%(actor)s planned a step of the start"), told=_person)
STEP_DONE = verb("launch.step_done", _("%(actor)s finished a step of the start"))
STEP_REOPENED = verb("launch.step_reopened", _("%(actor)s took up a step of the start again"))
SPONSOR_CHOSEN = verb("launch.sponsor_chosen", _("%(actor)s asks you to stand for the start"), told=_person)
SPONSOR_RELEASED = verb("launch.sponsor_released", _("%(actor)s released a sponsor"), told=_person)
COMMITMENT_PUBLISHED = verb("launch.commitment_published", _("%(actor)s published a commitment"))

WORKSHOP_OPENED = verb("launch.workshop_opened", _("%(actor)s invites you to a workshop"), told=_people)
PHASE_MOVED = verb("launch.phase_moved", _("%(actor)s led the workshop on"), topics=_workshop, touches=_pulse)
WORKSHOP_ENDED = verb(
    "launch.workshop_ended",
    _("%(actor)s ended the workshop; its minutes are there"),
    topics=_workshop,
    touches=_pulse,
    told=_people,
)
INPUT_WRITTEN = verb("launch.input_written", _("%(actor)s wrote down the vision"), topics=_workshop, touches=_pulse)
CARD_WRITTEN = verb("launch.card_written", _("%(actor)s put down an idea"), topics=_workshop, touches=_pulse)
CARD_REMOVED = verb("launch.card_removed", _("%(actor)s took an idea back"), topics=_workshop, touches=_pulse)
CARD_PLACED = verb("launch.card_placed", _("%(actor)s moved an idea"), topics=_workshop, touches=_pulse)
GROUP_MADE = verb("launch.group_made", _("%(actor)s made a group of ideas"), topics=_workshop, touches=_pulse)
GROUP_CHANGED = verb("launch.group_changed", _("%(actor)s changed a group of ideas"), topics=_workshop, touches=_pulse)
VOTED = verb("launch.voted", _("%(actor)s voted"), topics=_workshop, touches=_pulse)
VOTE_TAKEN_BACK = verb("launch.vote_taken_back", _("%(actor)s took a vote back"), topics=_workshop, touches=_pulse)
GOAL_DRAFTED = verb("launch.goal_drafted", _("%(actor)s drafted a goal"), topics=_workshop, touches=_pulse)
DEPARTMENTS_NAMED = verb("launch.departments_named", _("%(actor)s named departments"), topics=_workshop, touches=_pulse)
STANCE_TAKEN = verb(
    "launch.stance_taken", _("%(actor)s said what a department thinks"), topics=_workshop, touches=_pulse, told=_people
)

EXAM_BEGUN = verb("launch.exam_begun", _("%(actor)s began the course"))
EXAM_HANDED_IN = verb("launch.exam_handed_in", _("%(actor)s handed in the course"))
VISION_WRITTEN = verb("launch.vision_written", _("%(actor)s wrote the vision anew"))
SERVING_SAID = verb("launch.serving_said", _("%(actor)s said how a key result serves the vision"), topics=topics_of)
CHECK_ANSWERED = verb("launch.check_answered", _("%(actor)s answered questions about the goals"))
