"""Log-odds: the scale on which chances are added, shrunk and fitted."""

import math
from collections.abc import Sequence

EDGE = 0.005
ROUNDS = 25


def logit(chance: float) -> float:
    """The log-odds of a chance, which is kept half a percent away from both ends."""
    inside = max(EDGE, min(1 - EDGE, chance))
    return math.log(inside / (1 - inside))


def expit(odds: float) -> float:
    """The chance of log-odds."""
    return 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(max(odds, -700.0)) / (1 + math.exp(max(odds, -700.0)))


def fitted(
    rows: Sequence[Sequence[float]],
    outcomes: Sequence[bool],
    *,
    prior: Sequence[float],
    strength: Sequence[float],
    offsets: Sequence[float] | None = None,
) -> list[float]:
    """The weights under which the log-odds offset + Σ weight × row tell the outcomes best, pulled to `prior`.

    `strength` says for each weight how firmly: it is the inverse of the variance that the weight is expected to have around its prior, so
    that about 4 × strength outcomes (with rows of size 1) pull as much as the prior. Ridge logistic regression by Newton's steps.
    """
    weights = list(prior)
    size = len(weights)
    shifts = offsets or [0.0] * len(rows)
    for _ in range(ROUNDS):
        slope = [strength[i] * (prior[i] - weights[i]) for i in range(size)]
        bend = [[strength[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, shift, outcome in zip(rows, shifts, outcomes, strict=True):
            chance = expit(shift + sum(w * x for w, x in zip(weights, row, strict=True)))
            for i in range(size):
                slope[i] += (outcome - chance) * row[i]
                for j in range(size):
                    bend[i][j] += chance * (1 - chance) * row[i] * row[j]
        step = _solved(bend, slope)
        # Far from the answer Newton's step leaps over it: one unit of log-odds is far enough for a round.
        most = max(1.0, *(abs(change) for change in step))
        weights = [weight + change / most for weight, change in zip(weights, step, strict=True)]
        if max(abs(change) for change in step) < 1e-9:
            break
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small positive definite system, by elimination."""
    size = len(right)
    rows = [[*matrix[i], right[i]] for i in range(size)]
    for i in range(size):
        for below in range(i + 1, size):
            share = rows[below][i] / rows[i][i]
            rows[below] = [value - share * above for value, above in zip(rows[below], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found
