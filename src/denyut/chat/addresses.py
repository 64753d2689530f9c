"""The addresses of rooms and lines: pages hold very many of them, and asking for each anew costs more than drawing it."""

from functools import cache

from django.urls import reverse


def room_address(room: int) -> str:
    """The address of a room's page."""
    return f"{_rooms()}{room}/"


def line_address(room: int, line: int) -> str:
    """The address of a line in its room; all that can be done with it stands below."""
    return f"{_rooms()}{room}/lines/{line}/"


@cache
def _rooms() -> str:
    return reverse("chat:room", args=[0]).removesuffix("0/")
