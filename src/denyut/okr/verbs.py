"""What can happen to goals."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Sentence, Touch, Verb, verb


def topics_of(event: Event) -> Iterator[str]:
    """The topics of a goal's event: its objective, and all goals when everybody may see it."""
    objective = event.facts["objective"]
    yield f"okr:{objective}"
    if event.facts["open"]:
        yield "okr"


def edge_topics(event: Event) -> Iterator[str]:
    """The topics of what happens between two goals: both of them, and all goals when everybody may see both."""
    yield from topics_of(event)
    yield f"okr:{event.facts['other']}"


def _asked(event: Event) -> Iterator[int]:
    yield event.facts["asked"]


def _proposer(event: Event) -> Iterator[int]:
    yield event.facts["proposed_by"]


def _touched(event: Event) -> Iterator[Touch]:
    facts = event.facts
    yield from _everywhere("key_result", facts["objective"], facts["open"], facts["key_result"])
    yield from _heads(event)


def _heads(event: Event) -> Iterator[Touch]:
    """The event's own objective, and all that moved."""
    facts = event.facts
    if all(subject != facts["objective"] for subject, _is_open in facts.get("moved", ())):
        yield from _everywhere("objective_head", facts["objective"], facts["open"], facts["objective"])
    yield from moved_touches(event)


def moved_touches(event: Event, *, but: int | None = None) -> Iterator[Touch]:
    """The lines of all objectives whose progress moved, and of the key results that others fed; `but` leaves out the line of one."""
    for subject, is_open in event.facts.get("moved", ()):
        if not isinstance(subject, int):
            objective, key_result = subject
            yield from _everywhere("key_result", objective, is_open, key_result)
        elif subject != but:
            yield from _everywhere("objective_head", subject, is_open, subject)


def moved_objectives(event: Event) -> set[int]:
    """The objectives that moved, themselves or by a key result that others fed."""
    return {subject if isinstance(subject, int) else subject[0] for subject, _open in event.facts.get("moved", ())}


def _everywhere(piece: str, objective: int, is_open: bool, pk: int) -> Iterator[Touch]:
    """A piece of a goal on its own page, and on boards where everybody may see it."""
    # What was open when it happened may be private when it is drawn, for a page that was away: then nobody gets it.
    name = f"okr.open_{piece}" if is_open else f"okr.{piece}"
    yield Touch(f"okr:{objective}", name, pk)
    if is_open:
        yield Touch("okr", name, pk)


def _whole_objective(event: Event) -> Iterator[Touch]:
    # Boards hear of it when it was open before: an objective that turned private goes from them.
    if event.facts["open"] or event.facts.get("was_open", False):
        yield Touch("okr", "okr.objective", event.facts["objective"])
    yield Touch(f"okr:{event.facts['objective']}", "okr.objective_itself", event.facts["objective"])
    yield from moved_touches(event, but=event.facts["objective"])


def _new_on_boards(event: Event) -> Iterator[Touch]:
    if event.facts["open"]:
        yield Touch(f"cycle:{event.facts['cycle']}", "okr.new_objective", event.facts["objective"])
    yield from moved_touches(event, but=event.facts["objective"])


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
CHECK_IN_UNDONE = verb(
    "okr.check_in_undone", _("%(actor)s took a check-in of %(label)s back"), topics=topics_of, touches=_touched
)


def _votes(event: Event) -> Iterator[Touch]:
    yield Touch(f"okr:{event.facts['objective']}", "okr.votes", event.facts["key_result"])


# Who voted is in the log, and is not said: the feed tells of somebody.
VOTED = verb("okr.voted", _("Somebody said in secret how sure they are of %(label)s"), topics=topics_of, touches=_votes)

EDGE_PROPOSED = verb(
    "okr.edge_proposed", _("%(actor)s proposed to align %(from)s with %(to)s"), topics=edge_topics, told=_asked
)
EDGE_ACCEPTED = verb(
    "okr.edge_accepted",
    _("%(actor)s aligned %(from)s with %(to)s"),
    topics=edge_topics,
    touches=_heads,
    told=_proposer,
)
EDGE_DECLINED = verb(
    "okr.edge_declined", _("%(actor)s declined to align %(from)s with %(to)s"), topics=edge_topics, told=_proposer
)
EDGE_COUNTERED = verb(
    "okr.edge_countered",
    _("%(actor)s proposed another way to align %(from)s with %(to)s"),
    topics=edge_topics,
    told=_asked,
)
EDGE_ENDED = verb(
    "okr.edge_ended",
    _("%(actor)s ended the link between %(from)s and %(to)s"),
    topics=edge_topics,
    touches=_heads,
    told=_proposer,
)


def _of_data(name: str, sentence: Sentence) -> Verb:
    """A verb about the data of a key result. The check-in that follows moves the pages."""
    return verb(f"okr.{name}", sentence, topics=topics_of)


FEED_SWITCHED = _of_data("feed_switched", _("%(actor)s switched the feed of %(label)s"))
MILESTONE_ADDED = _of_data("milestone_added", _("%(actor)s added a milestone to %(label)s"))
MILESTONE_CHANGED = _of_data("milestone_changed", _("%(actor)s changed a milestone of %(label)s"))
MILESTONE_REACHED = _of_data("milestone_reached", _("%(actor)s marked a milestone of %(label)s"))
MILESTONE_REMOVED = _of_data("milestone_removed", _("%(actor)s removed a milestone of %(label)s"))
INITIATIVE_ADDED = _of_data("initiative_added", _("%(actor)s added work to %(label)s"))
INITIATIVE_FINISHED = _of_data("initiative_finished", _("%(actor)s marked work of %(label)s"))
INITIATIVE_DROPPED = _of_data("initiative_dropped", _("%(actor)s gave up work of %(label)s"))
OBSERVED = _of_data("observed", _("%(actor)s measured %(label)s"))
OBSERVATION_WITHDRAWN = _of_data("observation_withdrawn", _("%(actor)s withdrew a measurement of %(label)s"))
SESSION_HELD = _of_data("session_held", _("%(actor)s said who took part in a session of %(label)s"))
EXEMPTED = _of_data("exempted", _("%(actor)s changed who counts for %(label)s"))
