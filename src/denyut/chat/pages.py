"""Pages of a room's lines: the last ones, those around one, those before or after."""

from dataclasses import dataclass
from itertools import chain

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from denyut.chat.drawn import draw
from denyut.chat.models import Line, Room, Seat
from denyut.chat.models.lines import LineQuerySet
from denyut.people.models import Person

PAGE = 40
BEFORE_UNREAD = 12
COUNTED_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines of a room in their order, drawn. `earlier` and `later` are the lines at its ends where the room goes on, None at the
    room's own ends; `newest` is the last line in it, 0 for none."""

    lines: list[SafeString]
    earlier: int | None
    later: int | None
    newest: int


@dataclass(frozen=True, slots=True)
class Unread:
    """What a person has not read of a room: the first line, and how many, counted up to 100."""

    first: int
    count: int


def flow(shown: Room) -> LineQuerySet:
    """What is said in the room itself: answers stand in their threads."""
    return Line.objects.filter(room=shown, thread=None)


def stretch_of(shown: Room, earlier_than: int | None, later_than: int | None) -> Stretch:
    """The page of lines that a browser asks for: after one line, before one, or the last."""
    return after(shown, later_than) if later_than is not None else before(shown, earlier_than)


def before(shown: Room, line: int | None) -> Stretch:
    """The lines before line `line`, the last ones of all for None."""
    said = flow(shown).order_by("-id")
    found = list(said.filter(pk__lt=line)[:PAGE] if line is not None else said[:PAGE])
    return _stretch(found[::-1], has_earlier=len(found) == PAGE, has_later=False)


def after(shown: Room, line: int) -> Stretch:
    """The lines after line `line`."""
    found = list(flow(shown).filter(pk__gt=line).order_by("id")[:PAGE])
    return _stretch(found, has_earlier=False, has_later=len(found) == PAGE)


def around(shown: Room, line: int) -> Stretch:
    """The lines around line `line`: some before it, a page from it on."""
    earlier = list(flow(shown).filter(pk__lt=line).order_by("-id")[:BEFORE_UNREAD])
    found = list(flow(shown).filter(pk__gte=line).order_by("id")[:PAGE])
    whole = list(chain(earlier[::-1], found))
    return _stretch(whole, has_earlier=len(earlier) == BEFORE_UNREAD, has_later=len(found) == PAGE)


def is_above_end(shown: Room, line: int) -> bool:
    """Whether the page of the last lines begins after line `line`."""
    return flow(shown).filter(pk__gte=line)[: PAGE + 1].count() > PAGE


def unread_in(shown: Room, seat: Seat | None, viewer: Person) -> Unread | None:
    """What the viewer has not read, None where that is nothing, or they never sat here."""
    if seat is None:
        return None
    new = flow(shown).filter(pk__gt=seat.read_to).exclude(author=viewer).order_by("id")
    numbers = list(new.values_list("pk", flat=True)[:COUNTED_AT_MOST])
    return Unread(numbers[0], len(numbers)) if numbers else None


def number_in(text: str) -> int | None:
    """A number that came in an address, None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _stretch(found: list[Line], *, has_earlier: bool, has_later: bool) -> Stretch:
    drawn = draw(found, get_language() or "en")
    return Stretch(
        [drawn[line.pk] for line in found],
        found[0].pk if found and has_earlier else None,
        found[-1].pk if found and has_later else None,
        found[-1].pk if found else 0,
    )
