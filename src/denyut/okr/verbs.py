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
    name = _drawn_for("key_result", event.facts["open"])
    for topic in topics_of(event):
        yield Touch(topic, name, event.facts["key_result"])
    yield from _heads(event)


def _heads(event: Event) -> Iterator[Touch]:
    """The lines of all objectives whose progress moved."""
    own = (event.facts["objective"], event.facts["open"])
    for objective, is_open in dict.fromkeys([own, *map(tuple, event.facts.get("moved", []))]):
        name = _drawn_for("objective_head", is_open)
        yield Touch(f"okr:{objective}", name, objective)
        if is_open:
            yield Touch("okr", name, objective)


def _whole_objective(event: Event) -> Iterator[Touch]:
    # Boards hear of it when it was open before: an objective that turned private goes from them.
    if event.facts["open"] or event.facts.get("was_open", False):
        yield Touch("okr", "okr.objective", event.facts["objective"])
    yield Touch(f"okr:{event.facts['objective']}", "okr.objective_itself", event.facts["objective"])
    yield from (touch for touch in _heads(event) if touch.id != event.facts["objective"])


def _new_on_boards(event: Event) -> Iterator[Touch]:
    if event.facts["open"]:
        yield Touch(f"cycle:{event.facts['cycle']}", "okr.new_objective", event.facts["objective"])
    yield from (touch for touch in _heads(event) if touch.id != event.facts["objective"])


def _drawn_for(piece: str, is_open: bool) -> str:
    # What was open when it happened may be private when it is drawn, for a page that was away: then nobody gets it.
    return f"okr.open_{piece}" if is_open else f"okr.{piece}"


def _no_longer_heard(event: Event) -> Iterator[tuple[None, str]]:
    """Whoever listens to a private objective: it may just have turned private, or have changed hands."""
    if not event.facts["open"]:
        yield None, f"okr:{event.facts['objective']}"


CYCLE_OPENED = verb("okr.cycle_opened", _("%(actor)s opened the cycle %(cycle)s"))
CYCLE_CHANGED = verb("okr.cycle_changed", _("%(actor)s changed the cycle %(cycle)s"))
CYCLE_CLOSED = verb("okr.cycle_closed", _("%(actor)s closed the cycle %(cycle)s"))
CYCLE_REOPENED = verb("okr.cycle_reopened", _("%(actor)s opened the cycle %(cycle)s again"))

RATE_SET = verb("okr.rate_set", _("%(actor)s entered a rate for %(currency)s"))

OBJECTIVE_ADDED = verb(
    "okr.objective_added", _("%(actor)s added the objective “%(title)s”"), topics=topics_of, touches=_new_on_boards
)
OBJECTIVE_CHANGED = verb(
    "okr.objective_changed",
    _("%(actor)s changed the objective “%(title)s”"),
    topics=topics_of,
    touches=_whole_objective,
    withdraws=_no_longer_heard,
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
OBJECTIVE_MOVED = verb(
    "okr.objective_moved",
    _("%(actor)s took the objective “%(title)s” to another state"),
    topics=topics_of,
    touches=_whole_objective,
)
OBJECTIVE_DECLARED = verb(
    "okr.objective_declared",
    _("%(actor)s declared how the objective stands"),
    topics=topics_of,
    touches=_whole_objective,
)
PROGRESS_STATED = verb(
    "okr.progress_stated",
    _("%(actor)s stated the progress of the objective"),
    topics=topics_of,
    touches=_whole_objective,
)
WEIGHTS_SET = verb(
    "okr.weights_set", _("%(actor)s changed the weights in “%(title)s”"), topics=topics_of, touches=_whole_objective
)
KEY_RESULT_MOVED = verb(
    "okr.key_result_moved",
    _("%(actor)s took %(label)s to another state"),
    topics=topics_of,
    touches=_whole_objective,
)
KEY_RESULT_DECLARED = verb(
    "okr.key_result_declared", _("%(actor)s declared how %(label)s stands"), topics=topics_of, touches=_whole_objective
)
KEY_RESULT_RETYPED = verb(
    "okr.key_result_retyped", _("%(actor)s measures %(label)s differently"), topics=topics_of, touches=_whole_objective
)
HYPOTHESIS_JUDGED = verb(
    "okr.hypothesis_judged", _("%(actor)s judged whether %(label)s helped"), topics=topics_of, touches=_whole_objective
)
KEY_RESULT_SCORED = verb(
    "okr.key_result_scored",
    _("%(actor)s gave %(label)s the score %(value)s"),
    topics=topics_of,
    touches=_whole_objective,
)
OBJECTIVE_SCORED = verb(
    "okr.objective_scored",
    _("%(actor)s completed the score of the objective: %(value)s"),
    topics=topics_of,
    touches=_whole_objective,
)
SCORE_AMENDED = verb(
    "okr.score_amended",
    _("%(actor)s amended a score after the close: %(value)s"),
    topics=topics_of,
    touches=_whole_objective,
)
OBJECTIVE_CARRIED = verb(
    "okr.objective_carried", _("%(actor)s carried this objective over to “%(title)s”"), topics=topics_of
)
OBJECTIVE_CONTINUED = verb(
    "okr.objective_continued", _("%(actor)s carried this objective over from “%(title)s”"), topics=topics_of
)
CHECKED_IN = verb("okr.checked_in", _("%(actor)s set %(label)s to %(value)s"), topics=topics_of, touches=_touched)
