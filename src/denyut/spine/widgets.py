"""Widgets: what a feature offers to put on a board, so that boards know no feature by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Widget:
    """A tile or section: `draw(viewer, options)` gives its safe HTML."""

    name: str
    title: str | Promise
    draw: Callable[[Any, dict[str, Any]], str]


WIDGETS: dict[str, Widget] = {}


def widget(
    name: str, title: str | Promise
) -> Callable[[Callable[[Any, dict[str, Any]], str]], Callable[[Any, dict[str, Any]], str]]:
    """Declare a widget."""

    def declare(draw: Callable[[Any, dict[str, Any]], str]) -> Callable[[Any, dict[str, Any]], str]:
        WIDGETS[name] = Widget(name, title, draw)
        return draw

    return declare
