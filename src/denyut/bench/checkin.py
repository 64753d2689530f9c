"""The check-in by each of its doors, with a short and a long history, and many at once to one key result."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.test import Client

from denyut.bench import seed
from denyut.bench.anchors import bare_inserts
from denyut.bench.inside import clocked, laps, on_processor, queries_of, signed_in, visit, writing
from denyut.bench.seed.goals import told
from denyut.bench.seed.people import key_for
from denyut.bench.sizes import Size
from denyut.bench.table import Figure, quantile, spread
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person
from denyut.spine import clock

SHORT, LONG = 10, 1000
HANDS, AT_ONCE = 8, 100


def measure(size: Size) -> list[Figure]:
    """Check in by deed, by web form and by REST, all through the writer as in a serving process."""
    company = seed.found(size)
    actor = company.crew.administrator
    few, many, together = company.goals.key_results[:3]
    for kr, history in ((few, SHORT), (many, LONG)):
        lengthen(kr, history - size.history)
    inserts = bare_inserts(Path(settings.DATA_DIR))
    doors = {"deed": _by_deed(actor), "form": _by_form(signed_in(actor)), "REST": _by_rest(key_for(actor))}
    # Without the writer a deed runs in this thread, where its queries can be counted; and what is cached is there from then on.
    queries = {name: queries_of(partial(door, many, 0)) for name, door in doors.items()}
    figures = []
    with writing():
        for name, door in doors.items():
            figures += _through(name, door, (few, many), size.rounds, inserts)
            figures.append(Figure("… queries", queries[name]))
        return [*figures, *_at_once(actor, together)]


def lengthen(kr: KeyResult, by: int) -> None:
    """Give a key result so many earlier check-ins more, before those that it has."""
    first = kr.check_ins.order_by("valid_at").first()
    at = first.valid_at if first else clock.now()
    CheckIn.objects.bulk_create(told(kr, kr.owner, [str(kr.baseline)] * by, at))


def _through(
    name: str,
    door: Callable[[KeyResult, int], Any],
    key_results: tuple[KeyResult, KeyResult],
    rounds: int,
    inserts: list[float],
) -> list[Figure]:
    few, many = key_results
    after_few = laps(rounds, lambda number: door(few, number))
    after_many = laps(rounds, lambda number: door(many, number))
    goal = "" if name == "deed" else "≤ 15 ms"
    return [
        *spread(
            f"by {name}, after {SHORT:,} others", clocked(after_few), goal=goal, limits=inserts, limit_of="bare insert"
        ),
        *spread(
            f"by {name}, after {LONG:,} others", clocked(after_many), goal=goal, limits=inserts, limit_of="bare insert"
        ),
        on_processor(after_many),
    ]


def _by_deed(actor: Person) -> Callable[[KeyResult, int], Any]:
    return lambda kr, number: check_in(actor, kr, value=value_of(kr, number), confidence=70, note="Lancar.")


def _by_form(browser: Client) -> Callable[[KeyResult, int], Any]:
    def send(kr: KeyResult, number: int) -> Any:
        said = {"value": f"{value_of(kr, number):.0f}", "confidence": "70", "note": "Lancar."}
        return visit(lambda: browser.post(f"/key-results/{kr.pk}/check-ins/", said, headers={"HX-Request": "true"}))

    return send


def _by_rest(secret: str) -> Callable[[KeyResult, int], Any]:
    browser = Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {secret}"})

    def send(kr: KeyResult, number: int) -> Any:
        said = {"value": f"{value_of(kr, number):f}", "confidence": 70, "note": "Lancar."}
        address = f"/api/v1/key-results/{kr.pk}/check-ins"
        return visit(lambda: browser.post(address, said, content_type="application/json"))

    return send


def value_of(kr: KeyResult, number: int) -> Decimal:
    """A value on the way from the start to the target."""
    return (kr.baseline + (kr.target - kr.baseline) * Decimal(number % 100) / 100).quantize(Decimal("0.01"))


def _at_once(actor: Person, kr: KeyResult) -> list[Figure]:
    """Many check-ins by many hands to one key result at the same time."""
    already = kr.check_ins.count()

    def send(number: int) -> float:
        try:
            return laps(1, lambda _n: check_in(actor, kr, value=value_of(kr, number)))[0].ms
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        taken = list(pool.map(send, range(AT_ONCE)))
    return [
        Figure(
            f"{AT_ONCE} by {HANDS} hands to one key result: saved", kr.check_ins.count() - already, "", f"{AT_ONCE}"
        ),
        Figure("… a deed, p99", quantile(taken, 0.99), "ms"),
    ]
