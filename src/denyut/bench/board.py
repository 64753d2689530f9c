"""The company board: what the server takes to make it, cold and warm, and how much goes over the line."""

from collections.abc import Sequence
from functools import partial
from gzip import decompress

from django.db import connection
from django.test import Client

from denyut.bench import seed
from denyut.bench.inside import Lap, clocked, laps, on_processor, queries_of, signed_in, visit
from denyut.bench.sizes import EACH, Size
from denyut.bench.table import Figure, quantile, spread
from denyut.okr import board
from denyut.okr.models import KeyResult, Objective

KB = 1024
TIME, BYTES, BARE = "≤ 60 ms", "≤ 120 KB", "bare SELECT"
FRAGMENT = {"HX-Request": "true"}


def measure(size: Size) -> list[Figure]:
    """Ask for the board again and again, through the whole of Django: its first page, and all of it, slice after slice."""
    company = seed.found(size)
    browser = signed_in(company.crew.people[-1])
    starts = range(board.SLICE, size.objectives, board.SLICE)
    slices = [f"/?cycle={company.goals.cycle.pk}&from={start}" for start in starts]
    few = max(3, size.rounds // 5)
    read(browser, ())
    page_cold = laps(few, lambda _number: cold(browser, ()))
    page = laps(size.rounds, lambda _number: read(browser, ()))
    whole_cold = laps(few, lambda _number: cold(browser, slices))
    whole = laps(size.rounds, lambda _number: read(browser, slices))
    bare = clocked(laps(size.rounds, lambda _number: _bare_read()))
    named = f"all {size.objectives:,} × {EACH}, in {1 + len(slices)} pieces"
    return [
        *spread(f"board, first page of {board.SLICE} × {EACH}", clocked(page), goal=TIME),
        *_more(page, page_cold),
        Figure("… queries, warm", queries_of(lambda: read(browser, ()))),
        Figure("… queries, cold", queries_of(lambda: cold(browser, ()))),
        *spread(named, clocked(whole), goal=TIME, limits=bare, limit_of=BARE),
        *_more(whole, whole_cold),
    ]


def read(browser: Client, slices: Sequence[str]) -> list[bytes]:
    """The board's page, and then these slices of it as the page fetches them."""
    rest = [visit(partial(browser.get, address, headers=FRAGMENT)) for address in slices]
    return [visit(lambda: browser.get("/")), *rest]


def cold(browser: Client, slices: Sequence[str]) -> list[bytes]:
    """The same without any row drawn before."""
    board.forget()
    return read(browser, slices)


def _more(warm: list[Lap[list[bytes]]], from_cold: list[Lap[list[bytes]]]) -> list[Figure]:
    sent = warm[-1].result
    return [
        on_processor(warm),
        Figure("… cold, p50", quantile(clocked(from_cold), 0.5), "ms"),
        Figure("… compressed", sum(map(len, sent)) / KB, "KB", BYTES),
        Figure("… not compressed", sum(len(decompress(piece)) for piece in sent) / KB, "KB"),
    ]


def _bare_read() -> int:
    """Every row that the board shows, fetched without anything made of it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Objective._meta.db_table}")  # noqa: S608  our own tables' names
        objectives = cursor.fetchall()
        cursor.execute(f"SELECT * FROM {KeyResult._meta.db_table}")  # noqa: S608
        return len(objectives) + len(cursor.fetchall())
