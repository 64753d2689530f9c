"""A check-in on its way to many open boards, and what the boards cost."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from denyut.bench import seed
from denyut.bench.anchors import bare_inserts, bare_sending
from denyut.bench.audience import Heard, listening
from denyut.bench.client import Answer, Door, at_rate, bearer, session_cookie
from denyut.bench.seed.people import key_for, sign_in
from denyut.bench.server import KB, serving
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, spread
from denyut.okr.models import KeyResult
from denyut.spine.events import head
from denyut.spine.models import Event

BOARDS, STREAMS_EACH = "/events?topics=okr", 8
FASTEST, DELIVERIES = 5.0, 30_000
BARE_ROUNDS = 10


def measure(size: Size) -> list[Figure]:
    """Open `size.streams` boards and check in at a small steady rate; before and after it, a bare loop sends as many bytes."""
    size = replace(size, people=max(size.people, -(-size.streams // STREAMS_EACH)))
    company = seed.found(size)
    cookies = [session_cookie(key) for key in sign_in(company.crew.people)]
    inserts = bare_inserts(Path(settings.DATA_DIR))
    rate = min(FASTEST, DELIVERIES / size.streams)
    open_ones = [kr for kr in company.goals.key_results if kr.objective.is_open]
    with serving(Path(settings.DATA_DIR)) as server:
        door = bearer(server.port, key_for(company.crew.administrator))
        with listening(server.port, 1, BOARDS, cookies) as one:
            since = head()
            alone = check_ins(door, open_ones, size.rounds, rate)
            message = one.heard(max(events_of(alone, since))).bytes // size.rounds
        bare = bare_sending(size.streams, message, BARE_ROUNDS, 1 / rate)
        before = server.memory()[1]
        with listening(server.port, size.streams, BOARDS, cookies) as audience:
            each = (server.memory()[1] - before) * KB / size.streams
            since, spent = head(), server.cpu()
            posts = check_ins(door, open_ones, size.rounds, rate)
            events = events_of(posts, since)
            heard = audience.heard(max(events))
            spent = server.cpu() - spent
    bare += bare_sending(size.streams, message, BARE_ROUNDS, 1 / rate)
    return [
        *_ways(posts, events, heard, size.streams, bare),
        *spread("post meanwhile", [p.ms for p in posts], tail_goal="≤ 20 ms", limits=inserts, limit_of="bare insert"),
        *spread("post with one board open", [p.ms for p in alone], limits=inserts, limit_of="bare insert"),
        Figure("memory of a stream", each, "KB", "≤ 15 KB"),
        Figure(f"opening {size.streams:,} streams", audience.seconds, "s"),
        Figure("processor time of a delivery, post included", spent / (size.streams * len(posts)) * 1e6, "µs"),
        Figure("bytes of a delivery", message),
        Figure("streams lost", heard.lost, goal="0"),
    ]


def check_ins(door: Door, key_results: list[KeyResult], count: int, rate: float) -> list[Answer]:
    """Check in so often at so many a second, over REST."""

    def post(number: int) -> Answer:
        kr = key_results[number % len(key_results)]
        value = kr.baseline + (kr.target - kr.baseline) * Decimal(number + 1) / 1000
        return door.post(f"/api/v1/key-results/{kr.pk}/check-ins", {"value": f"{value:.2f}"})

    return at_rate(rate, count, post)


def events_of(posts: list[Answer], since: int) -> list[int]:
    """The event of each of these check-ins."""
    told = Event.objects.filter(id__gt=since, verb="okr.checked_in")
    by_check_in = {event.facts["check_in"]: event.pk for event in told}
    return [by_check_in[post.value()["id"]] for post in posts]


def _ways(posts: list[Answer], events: list[int], heard: Heard, streams: int, bare: list[float]) -> list[Figure]:
    arrivals = [heard.of(event, streams) for event in events]
    firsts = [(first - post.asked) / 1e6 for post, (first, _last) in zip(posts, arrivals, strict=True)]
    lasts = [(last - post.asked) / 1e6 for post, (_first, last) in zip(posts, arrivals, strict=True)]
    return [
        *spread("check-in → the first board", firsts),
        *spread(f"check-in → the last of {streams:,}", lasts, goal="≤ × 1.5", limits=bare, limit_of="bare sends"),
    ]
