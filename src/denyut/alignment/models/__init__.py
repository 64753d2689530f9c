"""Asks from above, challenges from below, and what people said about findings."""

from denyut.alignment.models.asks import Ask
from denyut.alignment.models.chain import Influence
from denyut.alignment.models.challenges import Challenge
from denyut.alignment.models.health import Dismissal, Stance

__all__ = ["Ask", "Challenge", "Dismissal", "Influence", "Stance"]
