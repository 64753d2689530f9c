"""Who sits in a room, as its page lists them: drawn once, until somebody comes, goes or takes another name."""

from dataclasses import dataclass

from django.db.models import Count, Max
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from denyut.chat.drawn import newest_name
from denyut.chat.models import Seat
from denyut.lib.keeping import Kept
from denyut.people.models import Person

LISTED = 60
type Key = tuple[int, int, int, int]

_kept: Kept[Key, str] = Kept(500)


@dataclass(frozen=True, slots=True)
class Seated:
    """How many sit in a room, and the first sixty of them by name as entries of a menu."""

    count: int
    drawn: SafeString


def seated_in(room: int) -> Seated:
    """Who sits in a room (its id). Two queries, three where they were not drawn yet."""
    seats = Seat.objects.filter(room=room).aggregate(count=Count("pk"), newest=Max("pk"))
    key = (room, seats["count"], seats["newest"] or 0, newest_name())
    return Seated(seats["count"], mark_safe(_kept.many([key], lambda _missing: {key: _drawn(room)})[key]))


def _drawn(room: int) -> str:
    people = Person.objects.filter(seats__room=room).order_by("name")[:LISTED]
    # Something is always kept, also where nobody sits.
    return render_to_string("chat/_seated.html", {"people": people})
