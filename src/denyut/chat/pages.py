"""Pages of a room's lines."""

from typing import Any

from django.utils.translation import get_language

from denyut.chat.drawn import draw
from denyut.chat.models import Line, Room

PAGE = 60


def page_of(shown: Room, *, before: int | None) -> dict[str, Any]:
    """The last lines of a room (before line `before`), drawn, oldest first; and where the earlier ones end."""
    said = Line.objects.filter(room=shown).select_related("author").order_by("-id")
    if before is not None:
        said = said.filter(pk__lt=before)
    found = list(reversed(said[:PAGE]))
    drawn = draw(found, get_language() or "en")
    return {
        "room": shown,
        "lines": [drawn[line.pk] for line in found],
        "earlier": found[0].pk if len(found) == PAGE else None,
        "newest": found[-1].pk if found else 0,
    }


def number_in(text: str) -> int | None:
    """A number that came in an address, None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 18 else None
