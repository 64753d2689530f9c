"""What happened to an objective lately, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from denyut.lib.bidi import isolated
from denyut.lib.units import format_value
from denyut.okr.models import Objective
from denyut.people.languages import is_right_to_left
from denyut.spine.models import Event, words_of
from denyut.spine.verbs import VERBS

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as a sentence, with the personal words that came with it."""

    sentence: str
    words: str
    at: datetime


def feed_of(objective: Objective, key_results: Sequence[int], language: str) -> list[Happening]:
    """The last 20 events of an objective and of its key results (ids), newest first. One query."""
    of_them = Q(subject_kind="okr.objective", subject_id=objective.pk) | Q(
        subject_kind="okr.keyresult", subject_id__in=key_results
    )
    events = Event.objects.filter(of_them).select_related("actor", "words").order_by("-id")[:SHOWN]
    return [_happening(event, objective, language) for event in events]


def _happening(event: Event, objective: Objective, language: str) -> Happening:
    facts = event.facts
    words = words_of(event)
    named = {
        "actor": event.actor.name if event.actor else "",
        "title": words or objective.title,
        "label": facts.get("label", ""),
        "value": format_value(Decimal(facts["value"]).normalize(), facts["unit"], language) if "value" in facts else "",
    }
    if is_right_to_left(language):
        named = {name: isolated(value) for name, value in named.items()}
    is_title = event.verb != "okr.checked_in"
    return Happening(str(VERBS[event.verb].sentence) % named, "" if is_title else words, event.at)
