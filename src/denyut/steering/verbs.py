"""What can happen to the plan."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb

HEAD, OWN, CARD, GUARD = "steering.head", "steering.own_cards", "steering.of_key_result", "steering.guardrail"


def _topics(event: Event) -> Iterator[str]:
    yield f"steering:{event.facts['change']}"


def _touched(event: Event) -> Iterator[Touch]:
    facts = event.facts
    yield Touch(f"steering:{facts['change']}", HEAD, facts["change"])
    if facts["open"]:
        yield Touch("steering", HEAD, facts["change"])
    for person in facts["people"]:
        yield Touch(f"user:{person}", OWN, person)
    for objective, key_result in facts["goals"]:
        yield Touch(f"okr:{objective}", CARD, key_result)


def _of_guardrail(event: Event) -> Iterator[Touch]:
    if event.facts["open"]:
        yield Touch("steering", GUARD, event.facts["guardrail"])


def _of_relevance(event: Event) -> Iterator[Touch]:
    for person in event.facts["people"]:
        yield Touch(f"user:{person}", OWN, person)


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


CHANGE_DECLARED = verb(
    "steering.change_declared",
    _("%(actor)s declared a change of plan: is your goal still valid?"),
    topics=_topics,
    touches=_touched,
    told=_told,
)
CHANGE_ANSWERED = verb(
    "steering.change_answered",
    _("%(actor)s answered a change of plan for %(label)s"),
    topics=_topics,
    touches=_touched,
    told=_told,
)
CARD_ESCALATED = verb(
    "steering.card_escalated",
    _("A change of plan still waits for an answer about %(label)s"),
    topics=_topics,
    touches=_touched,
    told=_told,
)
CHANGE_CALLED_OFF = verb(
    "steering.change_called_off",
    _("%(actor)s called a change of plan off"),
    topics=_topics,
    touches=_touched,
    told=_told,
)
RELEVANCE_ASKED = verb(
    "steering.relevance_asked", _("Are your goals still the right ones?"), touches=_of_relevance, told=_told
)
RELEVANCE_JUDGED = verb(
    "steering.relevance_judged", _("%(actor)s said whether their goals are still right"), touches=_of_relevance
)
GUARDRAIL_SET = verb(
    "steering.guardrail_set", _("%(actor)s set a guardrail for “%(title)s”"), touches=_of_guardrail, told=_told
)
GUARDRAIL_ENDED = verb(
    "steering.guardrail_ended", _("%(actor)s ended a guardrail for “%(title)s”"), touches=_of_guardrail
)
GUARDRAIL_BREACHED = verb(
    "steering.guardrail_breached",
    _("“%(title)s” has passed its guardrail: %(value)s"),
    touches=_of_guardrail,
    told=_told,
)
GUARDRAIL_HELD = verb(
    "steering.guardrail_held",
    _("“%(title)s” is back inside its guardrail: %(value)s"),
    touches=_of_guardrail,
    told=_told,
)
