"""Measures of the drawing, and where a thing stands in it."""

from dataclasses import dataclass
from typing import NamedTuple

# The room that a lane leaves for its name, and below its last box.
HEAD, FOOT = 52, 6


@dataclass(frozen=True, slots=True)
class Grid:
    """The size of a goal's box and the room between boxes, along the line of reading (inline) and across it (block). In pixels."""

    box_inline: int = 220
    box_block: int = 100
    gap_inline: int = 44
    gap_block: int = 12

    @property
    def column(self) -> int:
        return self.box_inline + self.gap_inline

    @property
    def row(self) -> int:
        return self.box_block + self.gap_block


class Place(NamedTuple):
    """The corner of a box where reading starts: pixels from the inline start and from the block start of the drawing."""

    inline: int
    block: int


class Lane(NamedTuple):
    """A band across the drawing: from `block` on, `size` pixels deep."""

    key: str
    block: int
    size: int


class Point(NamedTuple):
    """Pixels from the left and from the top of the finished drawing, which may run either way."""

    x: float
    y: float
