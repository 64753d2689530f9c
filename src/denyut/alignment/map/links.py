"""How two goals may stand to each other on the map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Tie(StrEnum):
    """A kind of link. `SERVES` is the one primary parent of a goal; the others are agreed between people."""

    SERVES = "serves"
    SUPPORTS = "supports"
    CONTRIBUTES = "contributes"
    DEPENDS = "depends"
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class Link:
    """That the goal `source` serves, supports, depends on … the goal `target`; not settled while it is only proposed."""

    source: int
    target: int
    tie: Tie
    is_settled: bool = True

    @property
    def ends(self) -> tuple[int, int]:
        return self.source, self.target


def between(links: Iterable[Link], goals: Iterable[int]) -> list[Link]:
    """Those of the links that run between two different goals of these, each once."""
    known = set(goals)
    return list(dict.fromkeys(link for link in links if {*link.ends} <= known and link.source != link.target))


def moved_to(links: Sequence[Link], shown_for: dict[int, int]) -> list[Link]:
    """The links with each end moved to the goal that is shown in its place; those that then lead nowhere are left out."""
    moved = (
        Link(shown_for[link.source], shown_for[link.target], link.tie, link.is_settled)
        for link in links
        if link.source in shown_for and link.target in shown_for
    )
    return between(moved, shown_for.values())
