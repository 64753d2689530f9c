"""Opening a room in which very much was said: at its end, far from it, with all of it unread, and going further up."""

from collections.abc import Callable
from functools import partial
from random import Random

from django.test import Client

from denyut.bench import seed
from denyut.bench.inside import clocked, laps, on_processor, queries_of, signed_in, visit
from denyut.bench.seed.rooms import closed_room
from denyut.bench.seed.talk import fill, mark
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, spread
from denyut.chat import drawn
from denyut.chat.models import Line, Room, Seat
from denyut.people.models import Person

KB, TAIL = 1024, 0.95
TIME = "≤ 60 ms"
type Ask = Callable[[int], bytes]


def measure(size: Size) -> list[Figure]:
    """Open one room with `size.messages` in it again and again, through the whole of Django."""
    company = seed.found(size)
    people = company.crew.people
    room = closed_room(people)
    chance = Random(seed.ALWAYS)  # noqa: S311  the same talk each time is the point
    for said in fill([room], people, size.messages, chance):
        mark(said, people, chance)
    ways = _ways(signed_in(people[-1]), people[-1], room, chance)
    return [figure for name, ask in ways.items() for figure in _opened(name, ask, size)]


def _ways(browser: Client, viewer: Person, room: Room, chance: Random) -> dict[str, Ask]:
    """The ways into the room, by name."""
    numbers = list(Line.objects.filter(room=room, thread=None).values_list("pk", flat=True))
    far = chance.sample(numbers, len(numbers))
    address, seat = f"/rooms/{room.pk}/", Seat.objects.filter(room=room, person=viewer)

    def see(query: str = "", *, read_to: int) -> bytes:
        seat.update(read_to=read_to)
        return visit(partial(browser.get, address + query))

    def cold(_number: int) -> bytes:
        drawn.forget()
        return see(read_to=numbers[-1])

    return {
        f"room with {len(numbers):,} messages": lambda number: see(read_to=numbers[-1]),
        "… none of its lines drawn before": cold,
        "… with some unread ones": lambda number: see(read_to=numbers[-20]),
        "… with thousands of unread ones": lambda number: see(read_to=far[number]),
        "… around some line": lambda number: see(f"?at={far[-1 - number]}", read_to=numbers[-1]),
        "… the page before some line": lambda number: see(f"lines/?before={far[-1 - number]}", read_to=numbers[-1]),
    }


def _opened(name: str, ask: Ask, size: Size) -> list[Figure]:
    ask(0)
    pages = laps(size.rounds, ask)
    return [
        *spread(name, clocked(pages), goal=TIME, tail=TAIL, tail_goal=TIME),
        on_processor(pages),
        Figure("… queries", queries_of(lambda: ask(0))),
        Figure("… compressed", len(pages[-1].result) / KB, "KB"),
    ]
