"""Fragments: the pieces of a page that many people look at. Each is drawn once per language, with no viewer in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

type Draw = Callable[[Sequence[int]], dict[int, str]]


@dataclass(frozen=True)
class Fragment:
    """How objects of one kind are drawn, and where the drawing goes on an open page.

    `draw(ids)` draws many at once. "replace": the element `target % id` becomes the drawing, or goes when the drawing is missing.
    "append": the drawing, an element with the id `element % id`, joins the end of `target % number of the topic` unless it is there.
    """

    name: str
    draw: Draw
    how: str
    target: str
    element: str


FRAGMENTS: dict[str, Fragment] = {}


def fragment(name: str, *, target: str, how: str = "replace", element: str = "") -> Callable[[Draw], Draw]:
    """Declare a fragment. `draw(ids)` returns the HTML of each id in the active language; an id it leaves out is gone."""

    def declare(draw: Draw) -> Draw:
        FRAGMENTS[name] = Fragment(name, draw, how, target, element)
        return draw

    return declare
