"""The same number kept twice."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from denyut.metrics.models import Indicator
from denyut.metrics.names import is_near


def duplicates(indicators: Iterable[Indicator] | None = None) -> list[tuple[Indicator, Indicator]]:
    """Pairs of indicators that look like one: the same unit, and almost the same name. Older ones come first.

    Of all indicators, by one query, unless some are given.
    """
    shelves = defaultdict(list)
    for indicator in Indicator.objects.order_by("pk") if indicators is None else indicators:
        shelves[indicator.unit.casefold().strip()].append(indicator)
    pairs = (pair for shelf in shelves.values() for pair in combinations(shelf, 2))
    return [(one, other) for one, other in pairs if is_near(one.name, other.name)]
