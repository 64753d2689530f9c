"""The deeds of the ledger."""

from denyut.benefits.actions.baselines import freeze_baselines
from denyut.benefits.actions.classifying import classify, correct
from denyut.benefits.actions.counting import count_weeks
from denyut.benefits.actions.friction import answer_ease, note_friction
from denyut.benefits.actions.silences import tell_of_silence

__all__ = [
    "answer_ease",
    "classify",
    "correct",
    "count_weeks",
    "freeze_baselines",
    "note_friction",
    "tell_of_silence",
]
