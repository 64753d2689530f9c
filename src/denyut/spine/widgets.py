"""Widgets: what a feature offers to put on a board, so that boards know no feature by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Widget:
    """A tile or section: `draw(viewer, options)` gives its safe HTML, or nothing where it has nothing to say.

    One with a `place` stands on the page of that name ("okr.objective", "okr.key_result") without being asked for.
    """

    name: str
    title: str | Promise
    draw: Callable[[Any, dict[str, Any]], str]
    place: str = ""


WIDGETS: dict[str, Widget] = {}


def widget(
    name: str, title: str | Promise, *, place: str = ""
) -> Callable[[Callable[[Any, dict[str, Any]], str]], Callable[[Any, dict[str, Any]], str]]:
    """Declare a widget."""

    def declare(draw: Callable[[Any, dict[str, Any]], str]) -> Callable[[Any, dict[str, Any]], str]:
        WIDGETS[name] = Widget(name, title, draw, place)
        return draw

    return declare


def placed(place: str, viewer: Any, options: dict[str, Any]) -> list[str]:
    """What all features put on the page of this name, in the order of their names; silent ones are left out."""
    found = sorted((w for w in WIDGETS.values() if w.place == place), key=lambda w: w.name)
    return [html for html in (w.draw(viewer, options) for w in found) if html]
