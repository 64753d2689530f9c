"""What can happen to blockers and decisions."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching, verb

SECTION, BOARD, OF_PERSON, OWN_BOARD = (
    "matters.of_key_result",
    "matters.board",
    "matters.of_person",
    "matters.own_board",
)
DECISIONS, OWN_DECISIONS, DECISION = "matters.decisions", "matters.own_decisions", "matters.decision"


def _of_blocker(event: Event) -> Iterator[str]:
    yield from topics_of(event)
    for person in event.facts["people"]:
        yield f"user:{person}"


def _blocker_touched(event: Event) -> Iterator[Touch]:
    facts = event.facts
    yield Touch(f"okr:{facts['objective']}", SECTION, facts["key_result"])
    for person in facts["people"]:
        yield Touch(f"user:{person}", OWN_BOARD, person)
    yield from _said(event)
    if facts["open"]:
        yield Touch("matters", BOARD, 0)
        for person in facts["people"]:
            yield Touch("matters", OF_PERSON, person)
        for department in facts["departments"]:
            yield Touch(f"matters:{department}", BOARD, department)


def _of_decision(event: Event) -> Iterator[str]:
    for objective, _key_result in event.facts["goals"]:
        yield f"okr:{objective}"
    for person in event.facts["people"]:
        yield f"user:{person}"


def _decision_touched(event: Event) -> Iterator[Touch]:
    facts = event.facts
    for objective, key_result in facts["goals"]:
        yield Touch(f"okr:{objective}", SECTION, key_result)
        yield Touch(f"okr:{objective}", DECISION, facts["decision"])
    for person in facts["people"]:
        yield Touch(f"user:{person}", OWN_DECISIONS, person)
        yield Touch(f"user:{person}", DECISION, facts["decision"])
    yield from _said(event)
    yield Touch("matters", DECISIONS, 0)


def _said(event: Event) -> Iterator[Touch]:
    """The lines that name it."""
    for room, line in event.facts["lines"]:
        yield Touch(f"room:{room}", "chat.line_itself", line)


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


BLOCKER_RAISED = verb(
    "matters.blocker_raised",
    _("%(actor)s raised the blocker %(label)s"),
    topics=_of_blocker,
    touches=_blocker_touched,
    told=_told,
)
BLOCKER_CLOSED = verb(
    "matters.blocker_closed",
    _("%(actor)s cleared the blocker %(label)s"),
    topics=_of_blocker,
    touches=_blocker_touched,
    told=_told,
)
BLOCKER_REOPENED = verb(
    "matters.blocker_reopened",
    _("%(actor)s opened the blocker %(label)s again"),
    topics=_of_blocker,
    touches=_blocker_touched,
    told=_told,
)
BLOCKER_ESCALATED = verb(
    "matters.blocker_escalated",
    _("The blocker %(label)s has stood for three working days"),
    topics=_of_blocker,
    touches=_blocker_touched,
    told=_told,
)
DECISION_ASKED = verb(
    "matters.decision_asked",
    _("%(actor)s asked for the decision %(label)s"),
    topics=_of_decision,
    touches=_decision_touched,
    told=_told,
)
DECIDED = verb(
    "matters.decided", _("%(actor)s decided %(label)s"), topics=_of_decision, touches=_decision_touched, told=_told
)
DECISION_WITHDRAWN = verb(
    "matters.decision_withdrawn",
    _("%(actor)s withdrew the question %(label)s"),
    topics=_of_decision,
    touches=_decision_touched,
    told=_told,
)
DECISION_REMINDED = verb(
    "matters.decision_reminded", _("The decision %(label)s is due"), topics=_of_decision, told=_told
)
OF_BLOCKERS = (BLOCKER_RAISED, BLOCKER_CLOSED, BLOCKER_REOPENED, BLOCKER_ESCALATED)
OF_DECISIONS = (DECISION_ASKED, DECIDED, DECISION_WITHDRAWN)


@touching("okr.objective_changed")
def _turned_private(event: Event) -> Iterator[Touch]:
    # What everybody sees of a goal goes when it turns private, and comes back with it.
    yield Touch("matters", BOARD, 0)
    yield Touch("matters", DECISIONS, 0)
