"""Changes of plan, whether goals are still the right ones, and numbers that must not leave their bounds."""

from denyut.steering.models.changes import Answer, ChangeCard, ChangeCardQuerySet, ChangeEvent, ChangeKind
from denyut.steering.models.guardrails import Breach, Guardrail
from denyut.steering.models.relevance import Relevance

__all__ = [
    "Answer",
    "Breach",
    "ChangeCard",
    "ChangeCardQuerySet",
    "ChangeEvent",
    "ChangeKind",
    "Guardrail",
    "Relevance",
]
