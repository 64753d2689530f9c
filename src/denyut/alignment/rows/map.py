"""A map as a page shows it: chosen goals, laid out, drawn and put into words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from denyut.alignment.map.blockers import Blockage, blockage
from denyut.alignment.map.drawing import Drawing, Layout, drawn
from denyut.alignment.map.forest import folded, forest_of
from denyut.alignment.map.graph import layered
from denyut.alignment.map.grid import Grid
from denyut.alignment.map.lanes import in_lanes, within_lanes
from denyut.alignment.map.links import Link, Tie, moved_to
from denyut.alignment.map.tree import tidy
from denyut.alignment.map.ways import ways_of
from denyut.alignment.rows.asked import Asked, View
from denyut.alignment.rows.boxes import Box, Inside, Shelf, in_families, inside, is_troubled
from denyut.alignment.rows.faces import rows_for
from denyut.alignment.rows.folds import Fold, folds_of
from denyut.alignment.rows.ink import boxes_svg, folds_svg, lines_svg
from denyut.alignment.rows.lanes import Lanes, lanes_of
from denyut.alignment.rows.listing import Section, sections_of
from denyut.alignment.rows.terrain import Terrain
from denyut.okr.models import Cycle
from denyut.okr.rows import ObjectiveRow
from denyut.people.models import Department

GRID = Grid()
BAND_EDGE, BAND_NAME_IN, BAND_NAME_DOWN = 10, 18, 32


@dataclass(frozen=True)
class Frame:
    """How a reader sees every map: what there is to be named, in which language, when, and which way one reads."""

    cycles: Sequence[Cycle]
    departments: Sequence[Department]
    language: str
    moment: datetime
    is_mirrored: bool


@dataclass(frozen=True)
class Band:
    """A lane as it is drawn: its name at `x` and `name_y`, its first pixel and its size."""

    name: str
    x: int
    name_y: int
    edge: int
    y: int
    width: int
    size: int


@dataclass(frozen=True)
class Picture:
    """A drawn map."""

    drawing: Drawing
    lines: SafeString
    boxes: SafeString
    folds: SafeString
    bands: list[Band]
    is_tree: bool


@dataclass(frozen=True)
class Map:
    """A map. `own` counts the goals asked for, `unlinked` those of them that a graph leaves out for having no link of their own."""

    own: int
    blocked: int
    unlinked: int
    picture: Picture | None
    sections: list[Section]


@dataclass(frozen=True)
class _Sheet:
    """All that a drawing is made from."""

    asked: Asked
    part: Terrain
    own: Collection[int]
    lanes: Lanes
    rows: dict[int, ObjectiveRow]
    held: Blockage
    is_mirrored: bool


def map_of(asked: Asked, terrain: Terrain, own: Collection[int], frame: Frame) -> Map:
    """Draw the part of the terrain that these goals ask for. Four queries at most, one when all rows are kept."""
    shown = _shown(asked, terrain, own)
    needed = {end for link in terrain.links if link.tie is not Tie.SERVES for end in link.ends}
    rows = rows_for(terrain.goals, shown | needed, frame.language, frame.moment)
    part = terrain.only(shown & rows.keys())
    held = blockage(terrain.links, [pk for pk, row in rows.items() if is_troubled(row)])
    lanes = lanes_of(asked.by, part, part.goals, frame.departments, frame.cycles)
    sheet = _Sheet(asked, part, own, lanes, rows, held, frame.is_mirrored)
    return Map(
        own=len(own),
        blocked=len(held.causes.keys() & part.goals.keys()),
        unlinked=len(set(own) - shown),
        picture=(_graph(sheet) if asked.view is View.GRAPH else _tree(sheet)) if asked.has_drawing else None,
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


def _tree(sheet: _Sheet) -> Picture:
    parents = {pk: sheet.part.goals[pk].parent_id for pk in sheet.lanes.order}
    forest = forest_of(within_lanes(parents, sheet.lanes.of) if sheet.lanes.of else parents)
    asked, held = sheet.asked, sheet.held
    tree = folded(forest, opened=asked.opened, shut=asked.shut, is_open=asked.is_open)
    layout = Layout(*in_lanes(tree.forest, sheet.lanes.of, GRID)) if sheet.lanes.of else Layout(tidy(tree.forest, GRID))
    links = moved_to(sheet.part.links, tree.shown_for)
    hot = {(tree.shown_for.get(source, source), tree.shown_for.get(target, target)) for source, target in held.paths}
    drawing = drawn(layout, links, GRID, blocking=hot, is_mirrored=sheet.is_mirrored)
    shelf = _shelf(sheet, drawing, layout, [link for link in links if link.tie is Tie.SERVES])
    boxes = in_families(shelf.boxes(), tree.forest, tree.shut)
    folds = folds_of(tree, drawing, GRID, asked, held.causes, is_mirrored=sheet.is_mirrored)
    return _inked(sheet, drawing, boxes, shelf.ink, folds, is_tree=True)


def _graph(sheet: _Sheet) -> Picture:
    graph = layered(sheet.lanes.order, sheet.part.links, GRID, sheet.lanes.of or None)
    layout = Layout(graph.places, graph.lanes, graph.bends)
    drawing = drawn(layout, sheet.part.links, GRID, blocking=sheet.held.paths, is_mirrored=sheet.is_mirrored)
    shelf = _shelf(sheet, drawing, layout, sheet.part.links)
    return _inked(sheet, drawing, list(shelf.boxes().values()), shelf.ink, [], is_tree=False)


def _inked(
    sheet: _Sheet, drawing: Drawing, boxes: list[Box], ink: Inside, folds: list[Fold], *, is_tree: bool
) -> Picture:
    return Picture(
        drawing=drawing,
        lines=lines_svg(drawing.lines),
        boxes=boxes_svg(boxes, ink),
        folds=folds_svg(folds),
        bands=_bands(sheet, drawing),
        is_tree=is_tree,
    )


def _shelf(sheet: _Sheet, drawing: Drawing, layout: Layout, along: Sequence[Link]) -> Shelf:
    return Shelf(
        drawing=drawing,
        rows=sheet.rows,
        causes=sheet.held.causes,
        ways=ways_of(layout.places, [(link.target, link.source) for link in along]),
        ink=inside(GRID, is_mirrored=sheet.is_mirrored),
        beyond=sheet.part.goals.keys() - set(sheet.own),
        middle=sheet.asked.around,
    )


def _bands(sheet: _Sheet, drawing: Drawing) -> list[Band]:
    inset = BAND_EDGE + BAND_NAME_IN
    return [
        Band(
            name=sheet.lanes.names[lane.key],
            x=drawing.width - inset if sheet.is_mirrored else inset,
            name_y=lane.block + BAND_NAME_DOWN,
            edge=BAND_EDGE,
            y=lane.block,
            width=drawing.width - 2 * BAND_EDGE,
            size=lane.size,
        )
        for lane in drawing.lanes
    ]
