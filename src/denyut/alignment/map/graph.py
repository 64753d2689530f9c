"""A drawing in layers, after Sugiyama, Tagawa and Toda (1981).

A link that passes a column gets a bend there, a narrow place of its own, so that it runs between the boxes and not behind them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from denyut.alignment.map.grid import FOOT, HEAD, Grid, Lane, Place
from denyut.alignment.map.layers import Pair, directed, layers_of
from denyut.alignment.map.links import Link
from denyut.alignment.map.orders import ordered
from denyut.alignment.map.rows import settled

type Bend = tuple[int, int, int]
type Item = int | Bend
BEND = 18


@dataclass(frozen=True)
class Graph:
    """Where each goal stands, the lanes, and the places that a (target, source) pair passes on its way."""

    places: dict[int, Place]
    lanes: list[Lane]
    bends: dict[Pair, list[Place]]


@dataclass
class _Layers:
    """Goals and bends in columns; `before` are the steps to the column before."""

    columns: list[list[Item]]
    before: dict[Item, list[Item]] = field(default_factory=dict)
    lane: dict[Item, int] = field(default_factory=dict)
    bends: dict[Pair, list[Bend]] = field(default_factory=dict)


def layered(goals: Sequence[int], links: Iterable[Link], grid: Grid, lane_of: Mapping[int, str] | None = None) -> Graph:
    """Draw the goals in layers. With `lane_of`, each lane is a band across all layers, in the order in which lanes first come."""
    keys = list(dict.fromkeys(lane_of[goal] for goal in goals)) if lane_of else [""]
    number = {key: i for i, key in enumerate(keys)}
    layers = _in_layers(goals, directed(links), {goal: number[lane_of[goal]] if lane_of else 0 for goal in goals})
    columns = ordered(layers.columns, layers.before, lambda item: layers.lane[item])
    lanes = _lanes(columns, layers, keys, grid, is_headed=bool(lane_of))
    rows = _rows(columns, layers, lanes, grid, is_headed=bool(lane_of))
    places = {item: Place(i * grid.column, round(rows[item])) for i, column in enumerate(columns) for item in column}
    bends = {
        pair: [Place(places[bend].inline, places[bend].block + BEND // 2) for bend in passed]
        for pair, passed in layers.bends.items()
    }
    return Graph({goal: places[goal] for goal in goals}, lanes if lane_of else [], bends)


def _in_layers(goals: Sequence[int], pairs: Sequence[Pair], lane: Mapping[int, int]) -> _Layers:
    layer = layers_of(goals, pairs)
    layers = _Layers(
        [[] for _ in range(max(layer.values(), default=-1) + 1)], lane={goal: lane[goal] for goal in goals}
    )
    for goal in goals:
        layers.columns[layer[goal]].append(goal)
    for target, source in pairs:
        last: Item = target
        passed: list[Bend] = [(target, source, at) for at in range(layer[target] + 1, layer[source])]
        for bend in passed:
            layers.columns[bend[2]].append(bend)
            layers.lane[bend] = lane[source]
            layers.before[bend] = [last]
            last = bend
        if layer[source] > layer[target]:
            layers.before.setdefault(source, []).append(last)
            layers.bends[target, source] = passed
    return layers


def _height(item: Item, grid: Grid) -> int:
    return grid.row if isinstance(item, int) else BEND


def _lanes(
    columns: Sequence[Sequence[Item]], layers: _Layers, keys: Sequence[str], grid: Grid, *, is_headed: bool
) -> list[Lane]:
    """The lanes one below the other, each as deep as its fullest column needs."""
    depths = [0] * len(keys)
    for column in columns:
        filled = [0] * len(keys)
        for item in column:
            filled[layers.lane[item]] += _height(item, grid)
        depths = [max(depth, fill) for depth, fill in zip(depths, filled, strict=True)]
    lanes, block = [], 0
    for key, depth in zip(keys, depths, strict=True):
        size = depth + (HEAD + FOOT if is_headed else 0)
        lanes.append(Lane(key, block, size))
        block += size + grid.gap_block
    return lanes


def _rows(
    columns: Sequence[Sequence[Item]], layers: _Layers, lanes: Sequence[Lane], grid: Grid, *, is_headed: bool
) -> dict[Item, float]:
    """Each thing beside what it leads to: first seen from the start, then from the end."""
    head, foot = (HEAD, FOOT) if is_headed else (0, 0)
    after: dict[Item, list[Item]] = {}
    for item, firsts in layers.before.items():
        for first in firsts:
            after.setdefault(first, []).append(item)
    rows: dict[Item, float] = {}
    for near, sweep in ((layers.before, columns), (after, columns[::-1])):
        for column in sweep:
            for i, members in groupby(column, key=lambda item: layers.lane[item]):
                lane, items = lanes[i], list(members)
                heights = [_height(item, grid) for item in items]
                wishes = [_wish(item, near, rows, lane.block + head, grid) for item in items]
                found = settled(wishes, heights, lane.block + head, lane.block + lane.size - foot)
                rows.update(zip(items, found, strict=True))
    return rows


def _wish(
    item: Item, near: Mapping[Item, Sequence[Item]], rows: Mapping[Item, float], otherwise: float, grid: Grid
) -> float:
    middles = [rows[other] + _height(other, grid) / 2 for other in near.get(item, ()) if other in rows]
    return sum(middles) / len(middles) - _height(item, grid) / 2 if middles else rows.get(item, otherwise)
