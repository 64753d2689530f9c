"""Searching very many messages in seven languages: words of every day and rare ones, by people who may see some rooms and not others."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from random import Random
from urllib.parse import quote

from denyut.bench import seed
from denyut.bench.inside import clocked, laps, on_processor, queries_of, signed_in, visit
from denyut.bench.seed.archive import copy, index
from denyut.bench.seed.talk import fill, seat_in_rooms
from denyut.bench.seed.words import VOICES, Voice
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, spread
from denyut.chat.models import Line, Seat
from denyut.people.models import Person
from denyut.search.asking import Question, words_in
from denyut.search.finding import results

TAIL, TIME = 0.95, "≤ 150 ms"
ASKERS, TEMPLATE = 25, 20_000
type Ask = Callable[[Voice, Person], Question]


def measure(size: Size) -> list[Figure]:
    """Ask as people do, each with the rights of somebody else, for what is in `size.messages` messages."""
    people = seed.found(size).crew.people
    seeded = laps(1, lambda _number: archive(people, size.messages))[0]
    askers = people[-ASKERS:]
    kinds = {name: _asked(ask, askers, size.rounds) for name, ask in ways().items()}
    whole = [taken for some in kinds.values() for taken in some]
    return [
        *spread(f"search in {Line.objects.count():,} messages", whole, tail=TAIL, tail_goal=TIME),
        *chain.from_iterable(spread(f"… {name}", taken, tail=TAIL, tail_goal=TIME) for name, taken in kinds.items()),
        *_page(askers[0], size),
        Figure("making and indexing them", seeded.ms / 1e3, "s"),
    ]


def archive(people: Sequence[Person], messages: int) -> None:
    """Let people say so many messages in many rooms, in seven languages, and index them."""
    chance = Random(seed.ALWAYS)  # noqa: S311  the same talk each time is the point
    rooms = seat_in_rooms(people, chance)
    lines = list(chain.from_iterable(fill(rooms, people, min(messages, TEMPLATE), chance)))
    index(lines)
    copy(lines, rooms, messages // TEMPLATE - 1)


def ways() -> dict[str, Ask]:
    """What people ask for, by name: a question in a language, as somebody asks it."""
    return {
        "a word of every day": lambda voice, asker: _question(f"{voice.daily[0]} "),
        "two of them": lambda voice, asker: _question(f"{voice.daily[1]} {voice.daily[2]} "),
        "a rare word": lambda voice, asker: _question(f"{voice.rare} "),
        "a rare word and one of every day": lambda voice, asker: _question(f"{voice.rare} {voice.daily[3]} "),
        "words of two languages, hardly ever together": lambda voice, asker: _question(f"{voice.daily[4]} report "),
        "the beginning of a word": lambda voice, asker: _question(voice.daily[0][:3]),
        "a word from oneself": lambda voice, asker: _question(f"{voice.daily[5]} ", person=asker.pk),
        "a word in one room": lambda voice, asker: _question(f"{voice.daily[6]} ", room=_room_of(asker)),
        "a word that nobody said": lambda voice, asker: _question(f"{voice.rare}{voice.rare} "),
    }


def _question(text: str, *, person: int | None = None, room: int | None = None) -> Question:
    words, last = words_in(text)
    return Question(text, words, last, person=person, room=room)


def _room_of(person: Person) -> int:
    return Seat.objects.filter(person=person).values_list("room_id", flat=True).latest("room_id")


def _asked(ask: Ask, askers: Sequence[Person], rounds: int) -> list[float]:
    """Milliseconds of each question, in turn in each language."""
    each = [(ask(voice, asker), asker) for asker in askers[:rounds] for voice in VOICES]
    return clocked(laps(len(each), lambda number: results(each[number][1], each[number][0])))


def _page(viewer: Person, size: Size) -> list[Figure]:
    """The search's page through the whole of Django."""
    browser = signed_in(viewer)
    addresses = [f"/search/?q={quote(word)}" for voice in VOICES for word in (voice.daily[0], voice.rare)]
    visit(lambda: browser.get(addresses[0]))
    pages = laps(
        max(size.rounds, len(addresses)), lambda number: visit(partial(browser.get, addresses[number % len(addresses)]))
    )
    return [
        *spread("the page of results", clocked(pages), tail=TAIL, tail_goal=TIME),
        on_processor(pages),
        Figure("… queries", queries_of(lambda: browser.get(addresses[0]))),
    ]
