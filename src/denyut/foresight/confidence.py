"""Confidence as a term of the forecast: what the owner feels moves the log-odds, modestly until closed key results have shown its worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from denyut.foresight.odds import fitted, logit
from denyut.foresight.readings import number, numbers

# Owners say about 60 % on the whole where 45 % of key results are reached: what they say counts from there.
USUAL = 0.6
FIRMNESS = (25.0, 40.0)
MOST = 1.5


@dataclass(frozen=True, slots=True)
class Term:
    """By how much log-odds move: `weight` for each unit of log-odds above or below what is usual, `fall` for each unit of change since the
    mean of what was said before. Learned from `n` closed key results.
    """

    weight: float = 0.25
    fall: float = 0.15
    n: int = 0

    def of(self, latest: float, earlier: Sequence[float] = ()) -> float:
        """What a confidence (percent) adds to the log-odds of the forecast, at most 1.5 either way."""
        level, change = _signs(latest, earlier)
        return max(-MOST, min(MOST, self.weight * level + self.fall * change))


MODEST = Term()


def term_of(closed: Iterable[tuple[float, float, Sequence[float], bool]], *, prior: Term = MODEST) -> Term:
    """The term that closed key results call for: (the trend's chance, latest confidence and earlier ones in percent, whether reached)."""
    known = list(closed)
    weights = fitted(
        [_signs(latest, earlier) for _chance, latest, earlier, _reached in known],
        [reached for *_said, reached in known],
        prior=(prior.weight, prior.fall),
        strength=FIRMNESS,
        offsets=[logit(chance) for chance, *_rest in known],
    )
    return Term(max(0.0, weights[0]), max(0.0, weights[1]), len(known))


def added_by(context: Mapping[str, Any]) -> float:
    """What the confidence in a forecast's context adds to its log-odds; 0 where nobody said any. `term` in it replaces the modest one."""
    said = numbers(context.get("confidences"))
    latest = number(context.get("confidence"))
    if latest is None:
        latest = said[-1] if said else None
    if latest is None:
        return 0.0
    term = context.get("term")
    return (term if isinstance(term, Term) else MODEST).of(latest, said[:-1])


def _signs(latest: float, earlier: Sequence[float]) -> tuple[float, float]:
    now = logit(latest / 100)
    change = now - logit(sum(earlier) / len(earlier) / 100) if earlier else 0.0
    return now - logit(USUAL), change
