"""Calibration: a stated chance set right by how such statements came out before, with a prior so that a few change little."""

from collections.abc import Iterable
from dataclasses import dataclass

from denyut.foresight.odds import expit, fitted, logit

# Variances of what differs between organisations: the intercept by half a unit of log-odds, the slope by three tenths.
FIRMNESS = (4.0, 11.0)


@dataclass(frozen=True, slots=True)
class Correction:
    """Log-odds of what is true ≈ `intercept` + `slope` × log-odds of what was said; learned from `n` closed key results."""

    intercept: float = 0.0
    slope: float = 1.0
    n: int = 0

    def of(self, chance: float) -> float:
        """A chance (0 to 1), set right."""
        return expit(self.intercept + self.slope * logit(chance))


# People are surer than they may be: before anything is known of somebody, their log-odds count seven tenths, a little lower.
OF_PEOPLE = Correction(-0.2, 0.7)
AS_SAID = Correction()


def correction_of(
    closed: Iterable[tuple[float, bool]], *, prior: Correction = AS_SAID, strength: float = 1.0
) -> Correction:
    """The correction that pairs (chance as said, whether it was reached) of closed key results call for, shrunk to `prior`.

    `strength` multiplies how firmly the prior holds: at 1 it takes some twenty closed key results to move half the way. An owner's own is
    shrunk to that of the organisation: `correction_of(own, prior=correction_of(everybody, prior=OF_PEOPLE))`.
    """
    known = list(closed)
    weights = fitted(
        [(1.0, logit(chance)) for chance, _reached in known],
        [reached for _chance, reached in known],
        prior=(prior.intercept, prior.slope),
        strength=[firmness * strength for firmness in FIRMNESS],
    )
    # Whoever is surer is never told that it means less: the order of what people say stands.
    return Correction(weights[0], max(weights[1], 0.05), len(known))


def brier(pairs: Iterable[tuple[float, bool]]) -> float | None:
    """The mean squared distance of chances from what came; ¼ is what "fifty percent" always gets. None of nothing."""
    known = [(chance - reached) ** 2 for chance, reached in pairs]
    return sum(known) / len(known) if known else None
