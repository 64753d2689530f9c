"""The playbook: which acts answer which warning, and what is known here of how they turned out. Pure.

Each act is a coin of unknown bias with a flat prior, Beta(1, 1): three tries say little, and a small company is not fooled by them.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

LEAST = 3
OFFERED = 3
SHARE = 0.8
HALVINGS = 40
ACTS = ("help", "unblock", "hands", "scope", "action", "accept")
PLAYS: Mapping[str, Sequence[str]] = {
    "miss": ("help", "action", "scope", "hands", "accept"),
    "fall": ("help", "action", "scope", "accept"),
    "stale": ("help", "hands", "accept"),
    "blocked": ("unblock", "help", "action", "accept"),
    "overload": ("hands", "scope", "help", "accept"),
    "gap": ("help", "action", "scope", "accept"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """How often an act was tried on a kind of warning, and how often it helped."""

    tried: int = 0
    helped: int = 0

    @property
    def is_known(self) -> bool:
        """Whether it was tried often enough to be ranked."""
        return self.tried >= LEAST

    @property
    def mean(self) -> float:
        """The expected share that it helps."""
        return (self.helped + 1) / (self.tried + 2)

    def interval(self) -> tuple[float, float]:
        """Between which shares the truth lies in 80 of 100 cases."""
        edge = (1 - SHARE) / 2
        return quantile(self.helped + 1, self.tried - self.helped + 1, edge), quantile(
            self.helped + 1, self.tried - self.helped + 1, 1 - edge
        )


def quantile(a: int, b: int, share: float) -> float:
    """The quantile of a Beta distribution with whole parameters: its distribution is the tail of a binomial one."""
    low, high, n = 0.0, 1.0, a + b - 1
    for _ in range(HALVINGS):
        x = (low + high) / 2
        below = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
        low, high = (x, high) if below < share else (low, x)
    return (low + high) / 2


def ranked(kind: str, records: Mapping[str, Record]) -> list[str]:
    """All acts for a kind of warning: those that were tried three times and more by what they achieved, among the playbook's others.

    An act that is not known keeps its place in the playbook; those that are known change places among themselves.
    """
    plays = [*PLAYS[kind], *(act for act in ACTS if act not in PLAYS[kind])]
    known = sorted((act for act in plays if _of(records, act).is_known), key=lambda act: -_of(records, act).mean)
    best = iter(known)
    return [next(best) if _of(records, act).is_known else act for act in plays]


def proposed(kind: str, records: Mapping[str, Record], seed: int) -> list[str]:
    """The three acts to propose for a warning: drawn by how likely each is the best (Thompson sampling), the same at each look.

    As long as none was tried three times, the first three of the playbook.
    """
    plays = PLAYS[kind]
    if not any(_of(records, act).is_known for act in plays):
        return list(plays[:OFFERED])
    return drawn(plays, records, random.Random(seed))[:OFFERED]  # noqa: S311, chance of trying is no secret


def drawn(acts: Sequence[str], records: Mapping[str, Record], chance: random.Random) -> list[str]:
    """Acts in an order drawn from what is known of each, the likeliest best first."""
    draws = {
        act: chance.betavariate(_of(records, act).helped + 1, _of(records, act).tried - _of(records, act).helped + 1)
        for act in acts
    }
    return sorted(acts, key=lambda act: -draws[act])


def _of(records: Mapping[str, Record], act: str) -> Record:
    return records.get(act, Record())
