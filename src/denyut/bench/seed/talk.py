"""Very many messages in very many rooms, as a company leaves them over the years."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import batched, islice
from random import Random

from denyut.bench.seed.words import VOICES, Voice
from denyut.chat.models import Line, Mention, Reaction, Room, Seat
from denyut.people.models import Person
from denyut.spine import clock

AT_ONCE = 5000
ROOMS, SEATS_EACH, CLOSED_ONE_IN = 200, 20, 2
SHORTEST, LONGEST = 4, 14
RARE_ONE_IN, NUMBERED_ONE_IN = 700, 4
EMOJI = ("👍", "❤️", "🎉")


def sayings(chance: Random) -> Iterator[str]:
    """Messages without end, in turn in each language; every 700th in a language holds its rare word."""
    number = 0
    while True:
        voice = VOICES[number % len(VOICES)]
        yield _saying(voice, number, chance, is_rare=number // len(VOICES) % RARE_ONE_IN == 0)
        number += 1


def seat_in_rooms(people: Sequence[Person], chance: Random) -> list[Room]:
    """Make two hundred rooms, each second one by invitation, and seat everybody in some twenty of them."""
    now = clock.now()
    kinds = (Room.RoomKind.OPEN, Room.RoomKind.CLOSED)
    rooms = Room.objects.bulk_create(
        [Room(name=f"Ruang {n + 1}", kind=kinds[n % CLOSED_ONE_IN], made_at=now) for n in range(ROOMS)]
    )
    Seat.objects.bulk_create(
        [
            Seat(room=room, person=person, taken_at=now)
            for person in people
            for room in chance.sample(rooms, SEATS_EACH)
        ],
        batch_size=AT_ONCE,
    )
    return rooms


def fill(rooms: Sequence[Room], people: Sequence[Person], count: int, chance: Random) -> Iterator[list[Line]]:
    """Let people say so many things, in each room in turn, one a minute until now. Gives what was said, some thousands at a time."""
    first = clock.now() - timedelta(minutes=count)
    texts = islice(sayings(chance), count)
    for some in batched(enumerate(texts), AT_ONCE, strict=False):
        yield Line.objects.bulk_create(
            [
                Line(
                    room=rooms[number % len(rooms)],
                    author=chance.choice(people),
                    text=text,
                    said_at=first + timedelta(minutes=number),
                )
                for number, text in some
            ]
        )


def mark(lines: Sequence[Line], people: Sequence[Person], chance: Random) -> None:
    """Put what people put onto lines: answers in threads, quotes, reactions, and somebody's name."""
    roots, now = lines[::20], clock.now()
    Line.objects.bulk_create(
        [
            Line(room=root.room, author=chance.choice(people), text="Siap, terima kasih!", thread=root, said_at=now)
            for root in roots
        ]
    )
    Line.objects.filter(pk__in=[root.pk for root in roots]).update(replies=1, replied_at=now)
    Reaction.objects.bulk_create(
        [
            Reaction(line=line, person=person, emoji=emoji, at=now)
            for line in lines[::6]
            for person, emoji in zip(chance.sample(list(people), len(EMOJI)), EMOJI, strict=True)
        ]
    )
    _name(lines[::15], lines[0], people, chance)


def _name(lines: Sequence[Line], quoted: Line, people: Sequence[Person], chance: Random) -> None:
    named = [chance.choice(people) for _line in lines]
    for line, person in zip(lines, named, strict=True):
        line.text, line.quoted = f"@{person.name}#{person.pk} {line.text} KR-{1 + line.pk % 10}", quoted
    Line.objects.bulk_update(lines, ["text", "quoted"], batch_size=500)
    Mention.objects.bulk_create([Mention(line=line, person=person) for line, person in zip(lines, named, strict=True)])


def _saying(voice: Voice, number: int, chance: Random, *, is_rare: bool) -> str:
    words = chance.choices(voice.daily, k=chance.randint(SHORTEST, LONGEST))
    said = voice.between.join([*words, voice.rare] if is_rare else words)
    return said if number % NUMBERED_ONE_IN else f"{said} {number}"
