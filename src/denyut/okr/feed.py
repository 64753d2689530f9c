"""What happened to an objective lately, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from denyut.lib.bidi import isolated
from denyut.lib.units import format_value
from denyut.okr.models import Objective
from denyut.okr.rows import KeyResultRow
from denyut.people.languages import is_right_to_left
from denyut.spine.models import Event, words_of
from denyut.spine.verbs import VERBS

SHOWN = 20
type Units = Mapping[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as a sentence, with the personal words that came with it."""

    sentence: str
    words: str
    at: datetime


def feed_of(objective: Objective, key_results: Sequence[KeyResultRow], language: str) -> list[Happening]:
    """The last 20 events of an objective and of its key results, newest first. One query."""
    units = {kr.id: (kr.unit, kr.segment) for kr in key_results}
    of_them = Q(subject_kind="okr.objective", subject_id=objective.pk) | Q(
        subject_kind="okr.keyresult", subject_id__in=list(units)
    )
    events = Event.objects.filter(of_them).select_related("actor", "words").order_by("-id")[:SHOWN]
    return [_happening(event, objective, units, language) for event in events]


def _happening(event: Event, objective: Objective, units: Units, language: str) -> Happening:
    facts = event.facts
    words = words_of(event)
    named = {
        "actor": event.actor.name if event.actor else "",
        "title": words or objective.title,
        "label": facts.get("label", ""),
        "value": _value(facts, units, language) if "value" in facts else "",
    }
    if is_right_to_left(language):
        named = {name: isolated(value) for name, value in named.items()}
    is_title = event.verb != "okr.checked_in"
    return Happening(str(VERBS[event.verb].sentence) % named, "" if is_title else words, event.at)


def _value(facts: Mapping[str, Any], units: Units, language: str) -> str:
    """A value in its unit: that of today where it was told in the stretch that runs, that of then where the event still names it."""
    unit, segment = units.get(facts.get("key_result", 0), ("", 0))
    said = facts.get("unit", unit if facts.get("segment") == segment else "")
    return format_value(Decimal(facts["value"]).normalize(), said, language)
