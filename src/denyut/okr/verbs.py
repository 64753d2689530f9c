"""What can happen to goals."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def topics_of(event: Event) -> Iterator[str]:
    """The topics of a goal's event: its objective, and all goals when everybody may see it."""
    objective = event.facts["objective"]
    yield f"okr:{objective}"
    if event.facts["open"]:
        yield "okr"


def _touched(event: Event) -> Iterator[Touch]:
    for topic in topics_of(event):
        if "key_result" in event.facts:
            yield Touch(topic, "okr.key_result", event.facts["key_result"])
        yield Touch(topic, "okr.objective_head", event.facts["objective"])
    for ancestor, is_open in event.facts.get("moved", []):
        yield Touch(f"okr:{ancestor}", "okr.objective_head", ancestor)
        if is_open:
            yield Touch("okr", "okr.objective_head", ancestor)


def _whole_objective(event: Event) -> Iterator[Touch]:
    # The board hears of every change: an objective that turned private goes from it.
    yield Touch("okr", "okr.objective", event.facts["objective"])
    yield Touch(f"okr:{event.facts['objective']}", "okr.objective_itself", event.facts["objective"])


def _new_on_boards(event: Event) -> Iterator[Touch]:
    if event.facts["open"]:
        yield Touch(f"cycle:{event.facts['cycle']}", "okr.new_objective", event.facts["objective"])


CYCLE_OPENED = verb("okr.cycle_opened", _("%(actor)s opened the cycle %(cycle)s"))
CYCLE_CHANGED = verb("okr.cycle_changed", _("%(actor)s changed the cycle %(cycle)s"))
CYCLE_CLOSED = verb("okr.cycle_closed", _("%(actor)s closed the cycle %(cycle)s"))
CYCLE_REOPENED = verb("okr.cycle_reopened", _("%(actor)s opened the cycle %(cycle)s again"))

OBJECTIVE_ADDED = verb(
    "okr.objective_added", _("%(actor)s added the objective “%(title)s”"), topics=topics_of, touches=_new_on_boards
)
OBJECTIVE_CHANGED = verb(
    "okr.objective_changed",
    _("%(actor)s changed the objective “%(title)s”"),
    topics=topics_of,
    touches=_whole_objective,
)
OBJECTIVE_CANCELLED = verb(
    "okr.objective_cancelled",
    _("%(actor)s cancelled the objective “%(title)s”"),
    topics=topics_of,
    touches=_whole_objective,
)
KEY_RESULT_ADDED = verb(
    "okr.key_result_added", _("%(actor)s added the key result “%(title)s”"), topics=topics_of, touches=_whole_objective
)
KEY_RESULT_CHANGED = verb(
    "okr.key_result_changed",
    _("%(actor)s changed the key result “%(title)s”"),
    topics=topics_of,
    touches=_whole_objective,
)
CHECKED_IN = verb("okr.checked_in", _("%(actor)s set %(label)s to %(value)s"), topics=topics_of, touches=_touched)
