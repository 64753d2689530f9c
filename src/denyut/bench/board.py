"""The company board: what the server takes to make it, cold and warm, and how much goes over the line."""

from gzip import decompress

from django.db import connection
from django.test import Client
from django.utils import translation

from denyut.bench import seed
from denyut.bench.inside import clocked, laps, on_processor, queries_of, signed_in, visit
from denyut.bench.sizes import EACH, Size
from denyut.bench.table import Figure, quantile, spread
from denyut.okr import board
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from denyut.spine import clock

KB = 1024


def measure(size: Size) -> list[Figure]:
    """Ask for the board again and again, through the whole of Django."""
    company = seed.found(size)
    viewer = company.crew.people[-1]
    browser = signed_in(viewer)
    visit(lambda: browser.get("/"))
    cold = laps(max(3, size.rounds // 5), lambda _number: _cold(browser))
    warm = laps(size.rounds, lambda _number: visit(lambda: browser.get("/")))
    with translation.override(viewer.language):
        rows = laps(size.rounds, lambda _number: _rows(viewer, company.goals.cycle))
    bare = clocked(laps(size.rounds, lambda _number: _bare_read()))
    what = f"board of {size.objectives:,} × {EACH}"
    sent = warm[-1].result
    return [
        *spread(f"{what}, warm", clocked(warm), goal="≤ 60 ms", limits=bare, limit_of="bare SELECT"),
        on_processor(warm),
        Figure("… cold, p50", quantile(clocked(cold), 0.5), "ms", "", quantile(bare, 0.5), "bare SELECT"),
        Figure("… its rows alone, warm, p50", quantile(clocked(rows), 0.5), "ms"),
        Figure("… compressed", len(sent) / KB, "KB", "≤ 120 KB"),
        Figure("… not compressed", len(decompress(sent)) / KB, "KB"),
        Figure("… queries, warm", queries_of(lambda: browser.get("/"))),
        Figure("… queries, cold", queries_of(lambda: _cold(browser))),
    ]


def _cold(browser: Client) -> bytes:
    board.forget()
    return visit(lambda: browser.get("/"))


def _rows(viewer: Person, cycle: Cycle) -> board.Board:
    return board.board_of(viewer, cycle, language=viewer.language, moment=clock.now())


def _bare_read() -> int:
    """Every row that the board shows, fetched without anything made of it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Objective._meta.db_table}")  # noqa: S608  our own tables' names
        objectives = cursor.fetchall()
        cursor.execute(f"SELECT * FROM {KeyResult._meta.db_table}")  # noqa: S608
        return len(objectives) + len(cursor.fetchall())
