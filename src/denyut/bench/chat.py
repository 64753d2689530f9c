"""A busy room: how soon the last member has a message, how many a second it takes, and whether one is lost or doubled."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from django.conf import settings

from denyut.bench import seed
from denyut.bench.anchors import bare_inserts, bare_sending
from denyut.bench.audience import Audience, listening
from denyut.bench.client import Answer, Door, at_rate, bearer, session_cookie, without_pause
from denyut.bench.inside import writing
from denyut.bench.seed.people import key_for, sign_in
from denyut.bench.seed.rooms import closed_room
from denyut.bench.server import serving
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, quantile, spread
from denyut.chat.actions import say
from denyut.chat.models import Line, Room
from denyut.people.models import Person
from denyut.spine.events import head
from denyut.spine.models import Event

RATE, HANDS, THREADS = 20.0, 8, 16
STREAMS_EACH = 8
WORDS = "Antrian sudah lancar, rata-rata 18 menit sejak jam sembilan pagi."


def measure(size: Size) -> list[Figure]:
    """A room with `size.streams` members who listen: a steady 20 messages a second, then as many as eight can send."""
    size = replace(size, people=max(size.people, -(-size.streams // STREAMS_EACH)))
    company = seed.found(size)
    members = company.crew.people
    room = closed_room(members)
    cookies = [session_cookie(key) for key in sign_in(members)]
    with serving(Path(settings.DATA_DIR)) as server:
        door = bearer(server.port, key_for(company.crew.administrator))
        with listening(server.port, size.streams, f"/events?topics=room:{room.pk}", cookies) as audience:
            steady, message = _steadily(door, room, size, audience)
            sustained = _sustained(door, room, size, audience)
    bare = bare_sending(size.streams, message, size.rounds, 1 / RATE)
    return [
        *spread(
            f"message → the last of {size.streams:,}",
            steady,
            goal="≤ 20 ms",
            tail_goal="≤ 100 ms",
            limits=bare,
            limit_of="bare sends",
        ),
        *sustained,
        *_by_deed(members, room, size),
    ]


def _steadily(door: Door, room: Room, size: Size, audience: Audience) -> tuple[list[float], int]:
    posts = at_rate(RATE, size.rounds * 2, lambda number: _send(door, room, number))
    events = _events_of(posts)
    heard = audience.heard(max(events))
    arrivals = [heard.of(event, audience.count) for event in events]
    lasts = [(last - post.asked) / 1e6 for post, (_first, last) in zip(posts, arrivals, strict=True)]
    return lasts, heard.bytes // (audience.count * len(heard.arrivals))


def _sustained(door: Door, room: Room, size: Size, audience: Audience) -> list[Figure]:
    numbers = count()
    posts, seconds = without_pause(size.seconds, HANDS, lambda: _send(door, room, next(numbers)))
    events = _events_of(posts)
    heard = audience.heard(max(events))
    arrived = max(heard.of(event, audience.count)[1] for event in events)
    whole = (arrived - min(post.asked for post in posts)) / 1e9
    lasts = [(heard.of(e, audience.count)[1] - post.asked) / 1e6 for e, post in zip(events, posts, strict=True)]
    return [
        Figure(f"messages by {HANDS} at once, had by all", len(posts) / max(seconds, whole), "/s", "≥ 500/s"),
        *spread("… a post", [post.ms for post in posts]),
        Figure("… → the last one, p50", quantile(lasts, 0.5), "ms"),
        Figure("… deliveries", len(posts) * audience.count / max(seconds, whole), "/s"),
        Figure("… lost by some member", len(posts) - heard.lines[0], goal="0"),
        Figure("… twice or out of order", heard.disorder + max(0, heard.lines[1] - len(posts)), goal="0"),
    ]


def _send(door: Door, room: Room, number: int) -> Answer:
    return door.post(f"/api/v1/rooms/{room.pk}/messages", {"text": f"{number}: {WORDS}"})


def _events_of(posts: list[Answer]) -> list[int]:
    said = [post.value()["message"]["id"] for post in posts]
    by_line = dict(Event.objects.filter(verb="chat.said", subject_id__gte=min(said)).values_list("subject_id", "id"))
    return [by_line[line] for line in said]


def _by_deed(members: list[Person], room: Room, size: Size) -> list[Figure]:
    """Posts through the deed alone, with its rule, its event and its promise to keep it, in this process."""
    inserts = bare_inserts(Path(settings.DATA_DIR))
    already, since = Line.objects.filter(room=room).count(), head()
    with writing():
        done, seconds = without_pause(size.seconds, THREADS, _speaker(members, room))
    kept = Line.objects.filter(room=room).count() - already
    told = Event.objects.filter(id__gt=since).count()
    return [
        Figure(
            f"durable posts through the deed, {THREADS} threads",
            len(done) / seconds,
            "/s",
            "≥ 1,000/s",
            1e3 / quantile(inserts, 0.5),
            "bare inserts",
        ),
        Figure("… kept, with their events", min(kept, told) / len(done) * 100, "%", "100 %"),
    ]


def _speaker(members: list[Person], room: Room) -> Callable[[], Line]:
    numbers = count()

    def speak() -> Line:
        number = next(numbers)
        return say(members[number % len(members)], room, text=f"{number}: {WORDS}")

    return speak
