"""The pages that people look at most: time, queries and size of each, and how many a second the server makes."""

from functools import partial
from itertools import count
from pathlib import Path

from django.conf import settings
from django.test import Client

from denyut.bench import seed
from denyut.bench.client import Answer, Door, browser, without_pause
from denyut.bench.inside import clocked, laps, on_processor, queries_of, signed_in, visit
from denyut.bench.seed import Company
from denyut.bench.seed.people import sign_in
from denyut.bench.server import Failed, serving
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, spread

HANDS, KB, SOME = 8, 1024, 20
TIME, QUERIES, RATE = "≤ 20 ms", "≤ 8", "≥ 100/s"
TAIL = "≤ 80 ms"


def measure(size: Size) -> list[Figure]:
    """Each page inside this process for its time and its queries, then from the real server by eight at once."""
    company = seed.found(size)
    viewer = company.crew.people[-1]
    addresses = addresses_of(company)
    inside = signed_in(viewer)
    figures = {name: _alone(inside, name, own, size.rounds) for name, own in addresses.items()}
    cookie = sign_in([viewer])[0]
    with serving(Path(settings.DATA_DIR)) as server:
        door = browser(server.port, cookie)
        least = _rate(door, ["/health/"], size.seconds)
        for name, own in addresses.items():
            rate = _rate(door, own, size.seconds)
            figures[name].append(Figure(f"… by {HANDS} at once", rate, "/s", RATE, least, "smallest answer"))
    return [figure for some in figures.values() for figure in some]


def addresses_of(company: Company) -> dict[str, list[str]]:
    """The pages by name, each with some of its addresses, that everybody may see."""
    objectives = [o for o in company.goals.objectives if o.is_open][:SOME]
    key_results = [kr for kr in company.goals.key_results if kr.objective.is_open][:SOME]
    return {
        "board": ["/"],
        "objective": [f"/objectives/{o.pk}/" for o in objectives],
        "key result": [f"/key-results/{kr.pk}/" for kr in key_results],
        "check-in sheet": [f"/key-results/{kr.pk}/check-ins/" for kr in key_results],
        "room of all": [f"/rooms/{company.room.pk}/"],
        "rooms": ["/rooms/"],
        "people": ["/people/"],
        "person": [f"/people/{p.pk}/" for p in company.crew.people[:SOME]],
    }


def _alone(inside: Client, name: str, addresses: list[str], rounds: int) -> list[Figure]:
    visit(lambda: inside.get(addresses[0]))
    pages = laps(rounds, lambda number: visit(partial(inside.get, addresses[number % len(addresses)])))
    return [
        *spread(name, clocked(pages), goal=TIME, tail=0.95, tail_goal=TAIL),
        on_processor(pages),
        Figure("… queries", queries_of(lambda: inside.get(addresses[0])), "", QUERIES),
        Figure("… compressed", len(pages[-1].result) / KB, "KB"),
    ]


def _rate(door: Door, addresses: list[str], seconds: float) -> float:
    numbers = count()

    def ask() -> Answer:
        answer = door.get(addresses[next(numbers) % len(addresses)])
        if answer.status != 200:
            raise Failed(f"The server answered {answer.status}.")
        return answer

    ask()
    done, took = without_pause(seconds, HANDS, ask)
    return len(done) / took
