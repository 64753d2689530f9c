"""Ways out: who may be asked, how secrets are kept, and that databases are only read."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from denyut.exchange.export.tables import write_tables
from denyut.lib import addresses
from denyut.sources.actions import add_source, allow_target, connect_source, withdraw_target
from denyut.sources.connectors.databases import database_folder
from denyut.sources.connectors.files import folder_of
from denyut.sources.models import Source, Target
from denyut.sources.querying import checked_query
from denyut.sources.reading import look_at
from denyut.sources.troubles import Trouble
from denyut.sources.vault import opened
from denyut.spine.access import Invalid, Refused
from denyut.spine.models import Event, EventText
from tests.world import World


def source_of(world: World, kind: str, **connection: Any) -> Source:
    return connect_source(world.cem, add_source(world.cem, name="Way", kind=kind), connection=connection)


def trouble_of(source: Source) -> str:
    with pytest.raises(Trouble) as trouble:
        look_at(source)
    return trouble.value.code


@contextmanager
def answering(pages: dict[str, tuple[int, dict[str, str], str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A machine that answers these paths; the headers it was sent."""
    heard: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append({name.lower(): value for name, value in self.headers.items()})
            status, headers, body = pages.get(self.path, (404, {}, ""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_address_is_asked_page_by_page_with_its_headers(world: World) -> None:
    allow_target(world.ada, host="127.0.0.1", is_private=True)
    first = '{"data": {"items": [{"at": "2026-11-01", "who": {"team": "a"}, "n": 1.5}]}, "next": "/two"}'
    second = '{"data": {"items": [{"at": "2026-11-02", "who": {"team": "b"}, "n": 2}]}, "next": null}'
    with answering({"/one?x=1": (200, {}, first), "/two": (200, {}, second)}) as (url, heard):
        headers = {"Authorization": "Bearer top-secret"}
        source = source_of(world, "http", url=f"{url}/one?x=1", path="data.items", next="next", headers=headers)
        look = look_at(source)
    assert [(one.name, one.kind) for one in look.columns] == [("at", "date"), ("who.team", "text"), ("n", "number")]
    assert look.shown == [["2026-11-01", "a", "1.5"], ["2026-11-02", "b", "2"]]
    assert [one["authorization"] for one in heard] == ["Bearer top-secret"] * 2
    assert ("top-secret" in source.secret, "top-secret" in str(source.words)) == (False, False)
    told = list(Event.objects.values_list("facts", flat=True)) + list(EventText.objects.values_list("text", flat=True))
    assert not any("top-secret" in str(one) or "127.0.0.1" in str(one) for one in told if "Way" in str(one))


def test_redirect_is_checked_again_and_takes_no_secrets_along(world: World) -> None:
    allow_target(world.ada, host="127.0.0.1", is_private=True)
    pages = {
        "/away": (302, {"Location": "http://localhost:1/"}, ""),
        "/metadata": (302, {"Location": "http://169.254.169.254/latest/"}, ""),
        "/round": (302, {"Location": "/round"}, ""),
        "/text": (200, {}, "hello"),
        "/none": (200, {}, "[]"),
        "/object": (200, {}, '{"a": 1}'),
        "/broken": (500, {}, ""),
    }
    with answering(pages) as (url, heard):
        found = {path: trouble_of(source_of(world, "http", url=url + path)) for path in pages}
        assert all("authorization" not in one for one in heard)
    assert found == {
        "/away": "not_allowed",
        "/metadata": "not_allowed",
        "/round": "redirects",
        "/text": "not_json",
        "/none": "empty_answer",
        "/object": "no_rows",
        "/broken": "status",
    }


def test_private_and_metadata_addresses_are_never_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    target = allow_target(world.ada, host="data.example.com")
    source = source_of(world, "http", url="https://data.example.com/x.json")

    def known(address: str) -> None:
        found = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", (address, 443))]
        monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *args, **options: found)

    for address in ("10.0.0.5", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fd00:ec2::254"):
        known(address)
        assert trouble_of(source) == "unreachable"
    target.is_private = True
    target.save()
    known("169.254.169.254")
    assert trouble_of(source) == "unreachable"
    withdraw_target(world.ada, target)
    assert trouble_of(source) == "not_allowed"


def test_allow_target_is_for_administrators(world: World) -> None:
    for who in (world.cem, world.mei, world.aldo):
        with pytest.raises(Refused):
            allow_target(who, host="data.example.com")
    for wrong in ("", "https://x.example", "a b", "user@host", "*.example.com"):
        with pytest.raises(Invalid):
            allow_target(world.ada, host=wrong)
    assert not Target.objects.exists()


def test_kept_secret_does_not_move_to_another_machine(world: World) -> None:
    for host in ("one.example.com", "two.example.com"):
        allow_target(world.ada, host=host)
    query = "SELECT day, n FROM sales"
    kept = {"dialect": "postgresql", "database": "shop", "user": "reader", "query": query}
    source = source_of(world, "sql", host="one.example.com", password="s3cret", **kept)
    source = connect_source(world.cem, source, connection={**kept, "host": "one.example.com"})
    assert opened(source.secret) == {"password": "s3cret"}
    source = connect_source(world.cem, source, connection={**kept, "host": "two.example.com"})
    assert opened(source.secret) == {}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT 1; DROP TABLE x", "query_many"),
        ("DELETE FROM x", "query_not_select"),
        ("WITH gone AS (DELETE FROM x RETURNING *) SELECT * FROM gone", "query_writes"),
        ("SELECT * INTO y FROM x", "query_writes"),
        ("SELECT 1 FROM x FOR UPDATE", "query_writes"),
        ("SELECT pg_sleep(100)", "query_writes"),
        ("SELECT 1 -- ; DROP", "query_unclear"),
        ("SELECT 1 /*! INTO OUTFILE 'x' */", "query_unclear"),
        ("SELECT 'a\\'; DROP TABLE x; --'", "query_unclear"),
        ("SELECT $$a$$", "query_unclear"),
        ("SELECT 'open", "query_unclear"),
        ("EXPLAIN ANALYZE SELECT 1", "query_not_select"),
        ("PRAGMA writable_schema=1", "query_not_select"),
        ("", "query_empty"),
    ],
)
def test_query_that_is_more_than_a_question_is_refused(query: str, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        checked_query(query)
    assert trouble.value.code == code


def test_query_may_hold_words_of_writing_as_names() -> None:
    query = "SELECT updated_at, 'drop; delete' AS \"update\" FROM x WHERE note = 'it''s';"
    assert checked_query(query) == query[:-1]


@pytest.fixture
def shop() -> Iterator[Path]:
    folder = database_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "shop.sqlite3"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as line:
        line.execute("CREATE TABLE sales (day TEXT, n NUMERIC)")
        line.executemany("INSERT INTO sales VALUES (?, ?)", [("2026-11-01", 4), ("2026-11-02", 5.5)])
    line.close()
    yield path
    path.unlink()


def test_sqlite_is_read_and_only_read(world: World, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"dialect": "sqlite", "database": "shop.sqlite3"}
    source = source_of(world, "sql", query="SELECT day, n FROM sales ORDER BY day", **words)
    look = look_at(source)
    assert ([one.kind for one in look.columns], look.shown) == (
        ["date", "number"],
        [["2026-11-01", "4"], ["2026-11-02", "5.5"]],
    )
    # Even a question that got past the first look changes nothing.
    monkeypatch.setattr("denyut.sources.connectors.databases.checked_query", lambda query: query)
    for query in (
        "DELETE FROM sales RETURNING *",
        "ATTACH '/etc/x' AS y",
        "PRAGMA journal_mode=DELETE",
        "SELECT readfile('x')",
    ):
        source.words = {**source.words, "query": query}
        assert trouble_of(source) == "database"
    assert sqlite3.connect(shop).execute("SELECT count(*) FROM sales").fetchone() == (2,)


def test_sqlite_outside_its_folder_is_refused(world: World, shop: Path) -> None:
    (database_folder() / "link.sqlite3").unlink(missing_ok=True)
    (database_folder() / "link.sqlite3").symlink_to(Path(settings.DATA_DIR) / "denyut.sqlite3")
    for name in ("../../denyut.sqlite3", "/etc/passwd", "none.sqlite3", "link.sqlite3"):
        source = source_of(world, "sql", dialect="sqlite", database=name, query="SELECT 1")
        assert trouble_of(source) == "no_database"


def test_watched_folder_reads_the_newest_or_all_and_no_links(world: World) -> None:
    source = source_of(world, "folder", takes="all")
    folder = folder_of(source)
    for path in folder.iterdir():
        path.unlink()
    assert trouble_of(source) == "no_file"
    (folder / "a.csv").write_text("day,n\n2026-11-01,1\n")
    (folder / "b.csv").write_text("n;day\n2;2026-11-02\n")
    (folder / "c.csv").symlink_to("/etc/passwd")
    (folder / "notes.md").write_text("no table")
    assert look_at(source).shown == [["2026-11-01", "1"], ["2026-11-02", "2"]]
    (folder / "b.csv").write_text("day,other\n2026-11-02,2\n")
    assert trouble_of(source) == "missing_column_in"
    source = connect_source(world.cem, source, connection={"takes": "newest"})
    assert len(look_at(source).rows) == 1


def test_own_data_is_counted_in_the_log(world: World) -> None:
    source = source_of(world, "own", dataset="check_ins")
    look = look_at(source)
    assert [(one.name, one.kind) for one in look.columns] == [("day", "date"), ("number", "number")]
    with pytest.raises(Invalid):
        source_of(world, "own", dataset="salaries")


def test_connect_source_is_refused_to_others(world: World) -> None:
    source = add_source(world.cem, name="Way", kind="file")
    for who in (world.mei, world.bo, world.dora, world.aldo):
        with pytest.raises(Refused):
            connect_source(who, source, connection={})
        with pytest.raises(Refused):
            add_source(who, name="Other", kind="file")
    for url in ("ftp://x", "https://u:p@h.example/", "not an address", "https://unlisted.example.com/"):
        with pytest.raises(Invalid):
            source_of(world, "http", url=url)


def test_credentials_are_in_no_export(world: World, tmp_path: Path) -> None:
    allow_target(world.ada, host="data.example.com")
    headers = {"Authorization": "Bearer hunter2"}
    source = source_of(world, "http", url="https://data.example.com/", headers=headers)
    assert source.secret
    for is_unsealed in (True, False):
        folder = tmp_path / str(is_unsealed)
        write_tables(folder, "default", [Source], is_unsealed=is_unsealed)
        assert (source.secret in (folder / "sources_source.jsonl").read_text()) is not is_unsealed
