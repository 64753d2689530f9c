"""Roll-ups: an objective's progress from its parts, term by term; and the graph of who contributes to whom."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from graphlib import CycleError, TopologicalSorter

from denyut.okr.progress import BOUND, ONE, STEP, ZERO, clamp

type Edges[Node: Hashable] = Mapping[Node, Sequence[Node]]

NO_WEIGHT, NO_SIZE, NO_NUMBERS = "no_weight", "no_size", "no_numbers"


class Circle(ValueError):
    """Contributions that lead back to where they began."""


@dataclass(frozen=True)
class Item:
    """A part of an objective: a key result, or an objective that serves it.

    `weight` is any number from 0; `progress` a raw ratio; the other numbers are in the part's unit, for the modes that need them.
    `reason` says why one that doesn't count is left out (postponed, cancelled, …).
    """

    name: str
    weight: Decimal
    progress: Decimal
    size: Decimal | None = None
    value: Decimal | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    counts: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Term:
    """What an item adds: its share of the whole (1 for all), the progress that was counted, and their product."""

    item: Item
    share: Decimal
    counted: Decimal
    contribution: Decimal


@dataclass(frozen=True)
class Explanation:
    """A roll-up that can be checked by hand: its terms in the order of the items, their sum to four decimals, and what was left out."""

    mode: str
    terms: tuple[Term, ...]
    total: Decimal
    left_out: tuple[Item, ...] = ()


def explain(mode: str, items: Sequence[Item], *, stated: Decimal | None = None, is_clamped: bool = True) -> Explanation:
    """How an objective's progress comes about; the total doesn't depend on the order of the items, and is 0 when there are none.

    `key_results`, `children`, `both`: mean by weight. `by_size`: mean by `size`, or by |target − baseline|. `sum`: what was gained of
    what was to gain, Σ(value − baseline) ÷ Σ(target − baseline). `worst`: the least progress. `manual`: as `stated`.
    With `is_clamped` progress counts from 0 to 1, so that overshoot hides no miss (under `sum` it may: there only the total is held
    between them). Raises ValueError for another mode.
    """
    how = _MODES.get(mode)
    if how is None:
        raise ValueError(f"there is no roll-up “{mode}”")
    kept, left_out = _sorted_out(mode, items)
    counted = [(item, clamp(item.progress) if is_clamped else item.progress) for item in kept]
    parts = how(counted)
    whole = sum((part for _item, _progress, part, _gain in parts), ZERO)
    terms = tuple(Term(item, _of(whole, part), progress, _of(whole, gain)) for item, progress, part, gain in parts)
    total = _of(whole, sum((gain for _item, _progress, _part, gain in parts), ZERO))
    return Explanation(mode, terms, _held((stated or ZERO) if mode == "manual" else total, is_clamped), left_out)


def closes_circle[Node: Hashable](edges: Edges[Node], source: Node, target: Node) -> bool:
    """Whether a new edge from `source` to `target` would lead back to `source`."""
    return source in _reached(edges, target)


def paths_between[Node: Hashable](
    edges: Edges[Node], start: Node, end: Node, *, at_most: int = 100
) -> list[tuple[Node, ...]]:
    """The ways along edges from `start` to `end`, each with both ends, in the order of the edges; `at_most` so many.

    Raises Circle when the edges go in circles.
    """
    ordered = _upwards(edges)
    leads = {end}
    for node in ordered:
        if any(up in leads for up in edges.get(node, ())):
            leads.add(node)
    found: list[tuple[Node, ...]] = []
    waiting: list[tuple[Node, ...]] = [(start,)] if start in leads else []
    while waiting and len(found) < at_most:
        path = waiting.pop()
        if path[-1] == end:
            found.append(path)
        else:
            waiting += [(*path, up) for up in reversed(edges.get(path[-1], ())) if up in leads]
    return found


def double_counted[Node: Hashable](edges: Edges[Node]) -> list[tuple[Node, Node, int]]:
    """(node, ancestor, number of ways) wherever a node reaches the same ancestor in two ways or more, and so counts more than once.

    Ways are counted, not walked: the work grows with the edges times the ancestors. Raises Circle when the edges go in circles.
    """
    ways: dict[Node, dict[Node, int]] = {}
    for node in _upwards(edges):
        own = ways[node] = {}
        for up in edges.get(node, ()):
            own[up] = own.get(up, 0) + 1
            for ancestor, number in ways[up].items():
                own[ancestor] = own.get(ancestor, 0) + number
    return [(node, up, number) for node, own in ways.items() for up, number in own.items() if number > 1]


type Counted = list[tuple[Item, Decimal]]
type Parts = list[tuple[Item, Decimal, Decimal, Decimal]]
"""(item, counted progress, its part of the whole, what of that part is gained), before anything is divided and so rounded."""


def _sorted_out(mode: str, items: Sequence[Item]) -> tuple[list[Item], tuple[Item, ...]]:
    reasons = [(item, _why_not(mode, item)) for item in items]
    kept = [item for item, reason in reasons if item.counts and not reason]
    out = (replace(item, reason=item.reason or reason) for item, reason in reasons if not item.counts or reason)
    return kept, tuple(out)


def _why_not(mode: str, item: Item) -> str:
    if mode == "by_size":
        return "" if _size(item) else NO_SIZE
    if mode == "sum":
        return NO_NUMBERS if item.baseline is None or item.target is None else ""
    return "" if item.weight or mode == "manual" else NO_WEIGHT


def _size(item: Item) -> Decimal:
    return abs(item.size) if item.size is not None else abs(_way(item))


def _way(item: Item) -> Decimal:
    return ZERO if item.target is None or item.baseline is None else item.target - item.baseline


def _gained(item: Item) -> Decimal:
    return ZERO if item.value is None or item.baseline is None else item.value - item.baseline


def _mean_by(size: Callable[[Item], Decimal]) -> Callable[[Counted], Parts]:
    return lambda counted: [(item, progress, size(item), size(item) * progress) for item, progress in counted]


def _sum(counted: Counted) -> Parts:
    return [(item, item.progress, _way(item), _gained(item)) for item, _progress in counted]


def _worst(counted: Counted) -> Parts:
    least = min((progress for _item, progress in counted), default=ZERO)
    return [(i, p, ONE, p) if p == least else (i, p, ZERO, ZERO) for i, p in counted]


def _none(counted: Counted) -> Parts:
    return [(item, progress, ZERO, ZERO) for item, progress in counted]


_by_weight = _mean_by(lambda item: item.weight)
_MODES: dict[str, Callable[[Counted], Parts]] = {
    "key_results": _by_weight,
    "children": _by_weight,
    "both": _by_weight,
    "by_size": _mean_by(_size),
    "sum": _sum,
    "worst": _worst,
    "manual": _none,
}


def _of(whole: Decimal, part: Decimal) -> Decimal:
    return part / whole if whole else ZERO


def _held(total: Decimal, is_clamped: bool) -> Decimal:
    within = clamp(total) if is_clamped else max(-BOUND, min(BOUND, total))
    return within.quantize(STEP, ROUND_HALF_UP)


def _reached[Node: Hashable](edges: Edges[Node], start: Node) -> set[Node]:
    """Where one gets from `start`, itself included."""
    reached, waiting = {start}, [start]
    while waiting:
        new = [up for up in edges.get(waiting.pop(), ()) if up not in reached]
        reached.update(new)
        waiting += new
    return reached


def _upwards[Node: Hashable](edges: Edges[Node]) -> Iterator[Node]:
    """Every node after all that it contributes to."""
    try:
        yield from list(TopologicalSorter(edges).static_order())
    except CycleError as error:
        raise Circle("the contributions go in a circle") from error
