"""What a message can become: a task, a piece of evidence, a blocker. Features declare it, the message's menu offers it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Turn:
    """An entry of a message's menu: the address `url_name`, with the line's id, opens as a sheet over the room. `place` orders them."""

    name: str
    title: str | Promise
    icon: str
    url_name: str
    place: int = 50

    def url(self, line: int) -> str:
        """The address of the sheet for this line."""
        return reverse(self.url_name, args=[line])


TURNS: dict[str, Turn] = {}


def turn(name: str, title: str | Promise, *, icon: str, url_name: str, place: int = 50) -> Turn:
    """Declare what a message can become. The view behind `url_name` finds the line through what its viewer may see."""
    TURNS[name] = Turn(name, title, icon, url_name, place)
    return TURNS[name]


def turns() -> list[Turn]:
    """All of them, in the order of a menu."""
    return sorted(TURNS.values(), key=lambda entry: (entry.place, entry.name))
