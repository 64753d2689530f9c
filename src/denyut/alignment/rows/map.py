"""A map as a page shows it: chosen goals, laid out, drawn and put into words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from denyut.alignment.map.blockers import Blockage, blockage
from denyut.alignment.map.drawing import Drawing, Layout, drawn
from denyut.alignment.map.forest import Folded, folded, forest_of
from denyut.alignment.map.graph import layered
from denyut.alignment.map.grid import Grid
from denyut.alignment.map.lanes import in_lanes, within_lanes
from denyut.alignment.map.links import Tie, moved_to
from denyut.alignment.map.tree import tidy
from denyut.alignment.map.ways import ways_of
from denyut.alignment.rows.asked import Asked, View
from denyut.alignment.rows.boxes import Box, Inside, Shelf, inside, is_troubled, places_in
from denyut.alignment.rows.faces import rows_for
from denyut.alignment.rows.lanes import Lanes, lanes_of
from denyut.alignment.rows.listing import Section, sections_of
from denyut.alignment.rows.terrain import Terrain
from denyut.okr.models import Cycle
from denyut.okr.rows import ObjectiveRow
from denyut.people.models import Department

GRID = Grid()


@dataclass(frozen=True)
class Frame:
    """How a reader sees every map: what there is to be named, in which language, and when."""

    cycles: Sequence[Cycle]
    departments: Sequence[Department]
    language: str
    moment: datetime
    is_mirrored: bool


@dataclass(frozen=True)
class Band:
    """The name of a lane, with its first pixel and its size."""

    name: str
    y: int
    size: int


@dataclass(frozen=True)
class Picture:
    """A drawn map."""

    drawing: Drawing
    boxes: list[Box]
    bands: list[Band]
    inside: Inside


@dataclass(frozen=True)
class Map:
    """A map. `own` counts the goals asked for, `unlinked` those of them that a graph leaves out for having no link of their own."""

    asked: Asked
    own: int
    blocked: int
    unlinked: int
    picture: Picture | None
    sections: list[Section]


def map_of(asked: Asked, terrain: Terrain, own: Collection[int], frame: Frame) -> Map:
    """Draw the part of the terrain that these goals ask for. Four queries at most, one when all rows are kept."""
    shown = _shown(asked, terrain, own)
    needed = {end for link in terrain.links if link.tie is not Tie.SERVES for end in link.ends}
    rows = rows_for(terrain.goals, shown | needed, frame.language, frame.moment)
    part = terrain.only(shown & rows.keys())
    held = blockage(terrain.links, [pk for pk, row in rows.items() if is_troubled(row)])
    lanes = lanes_of(asked.by, part, part.goals, frame.departments, frame.cycles)
    return Map(
        asked=asked,
        own=len(own),
        blocked=len(held.causes.keys() & part.goals.keys()),
        unlinked=len(set(own) - shown),
        picture=_picture(asked, part, own, lanes, rows, held, frame) if asked.has_drawing else None,
        sections=sections_of(part, terrain.links, lanes, rows, held, asked) if asked.has_list else [],
    )


def _shown(asked: Asked, terrain: Terrain, own: Collection[int]) -> set[int]:
    """The goals asked for, with those they serve; in a graph those with links, and what these lead to."""
    if asked.around:
        return set(terrain.goals)
    if asked.view is not View.GRAPH:
        return terrain.lineage(own)
    others = [link for link in terrain.links if link.tie is not Tie.SERVES]
    return {end for link in others if not set(own).isdisjoint(link.ends) for end in link.ends}


def _picture(
    asked: Asked,
    part: Terrain,
    own: Collection[int],
    lanes: Lanes,
    rows: dict[int, ObjectiveRow],
    held: Blockage,
    frame: Frame,
) -> Picture:
    is_graph = asked.view is View.GRAPH
    tree = _tree(asked, part, lanes)
    layout = _graph(part, lanes) if is_graph else _families(tree, lanes)
    links = part.links if is_graph else moved_to(part.links, tree.shown_for)
    hot = {(tree.shown_for.get(source, source), tree.shown_for.get(target, target)) for source, target in held.paths}
    drawing = drawn(
        layout, links, GRID, blocking=held.paths if is_graph else hot, is_mirrored=frame.is_mirrored
    )
    along = [link for link in links if is_graph or link.tie is Tie.SERVES]
    ways = ways_of(layout.places, [(link.target, link.source) for link in along])
    ink = inside(GRID, is_mirrored=frame.is_mirrored)
    beyond = part.goals.keys() - set(own)
    shelf = Shelf(drawing, rows, held.causes, ways, ink, beyond, frame.is_mirrored)
    boxes = [replace(shelf.box(goal), is_middle=goal == asked.around) for goal in layout.places]
    bands = [Band(lanes.names[lane.key], lane.block, lane.size) for lane in drawing.lanes]
    return Picture(drawing, boxes if is_graph else _in_families(boxes, tree, held, asked), bands, ink)


def _tree(asked: Asked, part: Terrain, lanes: Lanes) -> Folded:
    parents = {pk: part.goals[pk].parent_id for pk in lanes.order}
    forest = forest_of(within_lanes(parents, lanes.of) if lanes.of else parents)
    return folded(forest, opened=asked.opened, shut=asked.shut, is_open=asked.is_open)


def _families(tree: Folded, lanes: Lanes) -> Layout:
    return Layout(*in_lanes(tree.forest, lanes.of, GRID)) if lanes.of else Layout(tidy(tree.forest, GRID))


def _graph(part: Terrain, lanes: Lanes) -> Layout:
    graph = layered(lanes.order, part.links, GRID, lanes.of or None)
    return Layout(graph.places, graph.lanes, graph.bends)


def _in_families(boxes: Sequence[Box], tree: Folded, held: Blockage, asked: Asked) -> list[Box]:
    """The boxes with their places in their families and the ways to fold them, in the order in which one reads the tree."""
    places, by_id = places_in(tree.forest), {box.id: box for box in boxes}
    hiding = {tree.shown_for[goal] for goal in held.causes if tree.shown_for.get(goal, goal) != goal}
    found = []
    for goal in tree.forest.walk():
        level, place, among = places[goal]
        is_shut = goal in tree.shut
        fold = (asked.unfolded(goal) if is_shut else asked.folded(goal)).address if tree.below[goal] else ""
        box = replace(by_id[goal], level=level, place=place, among=among, below=tree.below[goal], fold=fold)
        found.append(replace(box, is_shut=is_shut, is_hiding=goal in hiding))
    return found
