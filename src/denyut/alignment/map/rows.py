"""Where things in a column stand: each as near as it can to where it would like to be, in their order, none over another."""

from collections.abc import Sequence


def settled(wishes: Sequence[float], heights: Sequence[int], start: float, end: float) -> list[float]:
    """The positions nearest to the wishes, in least squares, for things of these heights one after the other between `start` and `end`.

    The things must fit. By pooling adjacent violators (Ayer and others, 1955), linear in their number.
    """
    offsets, total = [], 0
    for height in heights:
        offsets.append(total)
        total += height
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    last = max(start, end - total)
    free = [min(max(mean, start), last) for mean, count in pools for _ in range(count)]
    return [position + offset for position, offset in zip(free, offsets, strict=True)]
