"""What was learned from many key results of the past: boosted trees, read from a small file and walked in plain Python."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LEARNED = Path(__file__).parent / "learned"


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees over named signs, whose leaves add up to log-odds.

    A tree is a number (a leaf) or a list of four: which sign, up to where the left branch holds, the left branch, the right one.
    """

    names: Sequence[str]
    trees: Sequence[Any]

    def odds(self, signs: Mapping[str, float]) -> float:
        """The log-odds that the trees give these signs. Raises KeyError where one is missing."""
        row = [signs[name] for name in self.names]
        total = 0.0
        for node in self.trees:
            # The innermost loop of every forecast: a list is a branch, anything else its end.
            while node.__class__ is list:
                node = node[2] if row[node[0]] <= node[1] else node[3]  # noqa: PLW2901
            total += node
        return total


@cache
def learned(name: str) -> Trees:
    """The trees of `learned/<name>.json`. Raises OSError without such a file."""
    told = json.loads((LEARNED / f"{name}.json").read_text("utf-8"))
    return Trees(told["signs"], told["trees"])
