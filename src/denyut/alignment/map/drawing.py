"""The finished drawing: boxes, lines and lanes in pixels, running the way the reader reads."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from denyut.alignment.map.curves import bow, elbow, sweep
from denyut.alignment.map.grid import Grid, Lane, Place, Point
from denyut.alignment.map.links import Link, Tie

MARGIN, BOW = 28, 40
# Where on the side of a box lines leave and arrive: those of the tree in the middle, the others above and below it.
LEAVES, ARRIVES = 0.72, 0.28


@dataclass(frozen=True)
class Layout:
    """Where everything stands, before it is known which way the reader reads."""

    places: dict[int, Place]
    lanes: list[Lane] = field(default_factory=list)
    bends: dict[tuple[int, int], list[Place]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two goals. `is_blocking` when trouble runs along it; `is_far` when a goal serves one that it does not hang on."""

    path: str
    link: Link
    is_blocking: bool
    is_far: bool


@dataclass(frozen=True)
class Drawing:
    """`spots` are the upper left corners of the boxes; `lanes` have the block start and size in pixels."""

    width: int
    height: int
    spots: dict[int, Point]
    lines: list[Line]
    lanes: list[Lane]


def drawn(
    layout: Layout, links: Iterable[Link], grid: Grid, *, blocking: Iterable[tuple[int, int]] = (), is_mirrored: bool
) -> Drawing:
    """Draw a layout; mirrored, it starts on the right. `blocking` are the (source, target) pairs along which trouble runs."""
    places = layout.places.values()
    width = max((place.inline for place in places), default=0) + grid.box_inline + 2 * MARGIN
    ends = [place.block + grid.box_block for place in places] + [lane.block + lane.size for lane in layout.lanes]
    pen = _Pen(layout, grid, width if is_mirrored else 0)
    hot = set(blocking)
    lines = [
        Line(
            path=pen.line(link),
            link=link,
            is_blocking=link.tie is Tie.DEPENDS and link.is_settled and link.ends in hot,
            is_far=link.tie is Tie.SERVES and not pen.hangs(link),
        )
        for link in links
    ]
    # What is blocked must be seen: it is drawn last, over all other lines.
    lines.sort(key=lambda line: (line.is_blocking, line.link.tie is not Tie.SERVES))
    spots = {goal: pen.spot(place) for goal, place in layout.places.items()}
    lanes = [lane._replace(block=lane.block + MARGIN) for lane in layout.lanes]
    return Drawing(width, max(ends, default=0) + 2 * MARGIN, spots, lines, lanes)


@dataclass(frozen=True)
class _Pen:
    layout: Layout
    grid: Grid
    mirror: int

    def spot(self, place: Place) -> Point:
        """The upper left corner of the box at this place."""
        inline = place.inline + MARGIN
        return Point(self.mirror - inline - self.grid.box_inline if self.mirror else inline, place.block + MARGIN)

    def hangs(self, link: Link) -> bool:
        """Whether the source stands in the column right behind the target, and in its lane."""
        source, target = self.layout.places[link.source], self.layout.places[link.target]
        return source.inline - target.inline == self.grid.column and self.lane(source) == self.lane(target)

    def lane(self, place: Place) -> int:
        """The number of the lane at this place."""
        return bisect_right(self.layout.lanes, place.block, key=lambda lane: lane.block)

    def line(self, link: Link) -> str:
        """The path of a link. A child hangs on its parent; every other line runs from the source to what it leads to."""
        source, target = self.layout.places[link.source], self.layout.places[link.target]
        bends = self.layout.bends.get((link.target, link.source), [])
        if link.tie is Tie.SERVES and self.hangs(link):
            return elbow(self.side(target, 0.5, is_end=True), self.side(source, 0.5, is_end=False))
        if source.inline == target.inline:
            out = -BOW if self.mirror else BOW
            return bow(self.side(source, LEAVES, is_end=True), self.side(target, ARRIVES, is_end=True), out)
        is_back = target.inline < source.inline
        start = self.side(source, LEAVES, is_end=not is_back)
        end = self.side(target, ARRIVES, is_end=is_back)
        return sweep([start, *self._passed(bends), end])

    def side(self, place: Place, share: float, *, is_end: bool) -> Point:
        """A point on the side of a box where reading ends or starts, a share of its height down."""
        corner = self.spot(place)
        is_right = is_end != bool(self.mirror)
        return Point(corner.x + (self.grid.box_inline if is_right else 0), corner.y + share * self.grid.box_block)

    def _passed(self, bends: Sequence[Place]) -> list[Point]:
        """In and out of each column that a line passes, the column nearest to the source first."""
        points = []
        for bend in reversed(bends):
            corner = self.spot(bend)
            near, far = Point(corner.x + self.grid.box_inline, corner.y), Point(corner.x, corner.y)
            points += [far, near] if self.mirror else [near, far]
        return points
