"""Rituals and what came of them, people's weeks, reminders, how often departments are heard, and what people trust."""

from denyut.rhythm.models.beats import Beat
from denyut.rhythm.models.prompts import Prompt, PromptQuerySet, Stage
from denyut.rhythm.models.rituals import EVERY, Ritual, RitualQuerySet, Sitting, SittingQuerySet
from denyut.rhythm.models.trust import TrustAnswer
from denyut.rhythm.models.weeks import ItemKind, Weekly, WeeklyItem, WeeklyItemQuerySet, WeeklyQuerySet

__all__ = [
    "EVERY",
    "Beat",
    "ItemKind",
    "Prompt",
    "PromptQuerySet",
    "Ritual",
    "RitualQuerySet",
    "Sitting",
    "SittingQuerySet",
    "Stage",
    "TrustAnswer",
    "Weekly",
    "WeeklyItem",
    "WeeklyItemQuerySet",
    "WeeklyQuerySet",
]
