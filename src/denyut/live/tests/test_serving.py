"""Whole processes on real sockets beside one data directory: what one of them commits, the pages of the others get."""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import psycopg
import pytest

from denyut.live.serve import listen

PATIENCE = 60
DIES = "import os, signal\nfrom denyut.spine import bell\nbell.ring = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"


class Databases:
    """On PostgreSQL each house has a database of its own; on SQLite it is a file in the data directory."""

    url = os.environ.get("DATABASE_URL", "")
    made: ClassVar[list[str]] = []

    @classmethod
    def make(cls, template: str = "template1") -> str:
        """The name of a new database."""
        name = f"house_{os.getpid()}_{len(cls.made)}"
        if cls.url:
            cls._does(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        cls.made.append(name)
        return name

    @classmethod
    def address(cls, name: str) -> dict[str, str]:
        """What a process needs in its environment to find it."""
        return {"DATABASE_URL": urlsplit(cls.url)._replace(path=f"/{name}").geturl()} if cls.url else {}

    @classmethod
    def drop_all(cls) -> None:
        """Leave nothing behind."""
        while cls.made:
            name = cls.made.pop()
            if cls.url:
                cls._does(f'DROP DATABASE "{name}" WITH (FORCE)')

    @classmethod
    def _does(cls, statement: str) -> None:
        with psycopg.connect(cls.url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


class House:
    """A data directory, and the processes of this test that use it."""

    def __init__(self, data: Path, database: str) -> None:
        self.database = database
        names = {"PATH", "HOME", "PYTHONPATH", "LANG"}
        self.env = {name: value for name, value in os.environ.items() if name in names}
        self.env |= {"DENYUT_DATA": str(data), "DJANGO_SETTINGS_MODULE": "denyut.live.tests.house.settings"}
        self.env |= Databases.address(database)
        self.env["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
        self.processes: list[subprocess.Popen[bytes]] = []
        self.key = ""

    def found(self) -> None:
        """Make the tables, and Mei, who may hear room 7."""
        migrate = (
            "from django.core.management import call_command\ncall_command('migrate', run_syncdb=True, verbosity=0)\n"
        )
        self.key = self.does(migrate + "print(town.sign_in(town.person('mei+7@example.org')))")

    def does(self, code: str, *, survives: bool = True) -> str:
        """Run code in a process of its own, with the town at hand. Returns what it printed."""
        whole = "import django\ndjango.setup()\nfrom denyut.live.tests.house import town\n" + code
        done = subprocess.run(
            [sys.executable, "-c", whole], env=self.env, capture_output=True, timeout=PATIENCE, check=False
        )
        assert (done.returncode == 0) == survives, done.stderr.decode()
        return done.stdout.decode().strip()

    def serves(self) -> "Server":
        """A serving process on a socket of its own, which accepts at once and answers when it is up."""
        door = listen("127.0.0.1", 0)
        command = [sys.executable, "-m", "denyut.live.child", str(door.fileno()), str(os.getpid())]
        return Server(door, self._started(command, door), self.key)

    def supervises(self, workers: int) -> "Server":
        """A supervisor with so many serving processes."""
        door = listen("127.0.0.1", 0)
        code = "import socket\nfrom denyut.live.supervisor import keep\n"
        code += f"keep(socket.socket(fileno={door.fileno()}), {workers})"
        return Server(door, self._started([sys.executable, "-c", code], door), self.key)

    def _started(self, command: list[str], door: socket.socket) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(command, env=self.env, pass_fds=[door.fileno()])
        self.processes.append(process)
        return process

    def close(self) -> None:
        """End whatever still runs."""
        for process in self.processes:
            process.kill()
            process.wait()


class Server:
    """A serving process and how to reach it."""

    def __init__(self, door: socket.socket, process: "subprocess.Popen[bytes]", key: str) -> None:
        self.address, self.process, self.key = door.getsockname(), process, key
        door.close()

    def asks(self, path: str, *, method: str = "GET", headers: str = "", key: str | None = None) -> "Answer":
        """Send a request without a body and read the head of the answer."""
        cookie = f"Cookie: denyut_session={self.key if key is None else key}\r\n"
        return Answer(self.address, f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}{headers}\r\n")

    def stream(self, since: str = "") -> "Answer":
        """An open stream on room 7, past its greeting."""
        answer = self.asks(f"/events?topics=room:7&since={since}")
        answer.until(b"retry: ")
        return answer

    def ends(self, how: int = signal.SIGTERM) -> None:
        """End the process with a signal and wait for it."""
        self.process.send_signal(how)
        self.process.wait(PATIENCE)


class Answer:
    """What comes back on a connection."""

    def __init__(self, address: tuple[str, int], request: str) -> None:
        self.socket = socket.create_connection(address, timeout=PATIENCE)
        self.socket.sendall(request.encode())
        self.got = b""
        self.until(b"\r\n\r\n")
        self.status = int(self.got.split(b" ")[1])

    def until(self, words: bytes) -> None:
        """Read on until these words have come; fail when the connection ends before."""
        while words not in self.got:
            piece = self.socket.recv(65536)
            assert piece, f"ended before {words!r}: {self.got!r}"
            self.got += piece

    def number(self) -> int:
        """The rest of a short answer, as a number."""
        self.until(b"0\r\n\r\n")
        return int(self.got.split(b"\r\n")[-4])


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A data directory with tables and one person, and her session: each test starts from a copy."""
    (data := tmp_path_factory.mktemp("house") / "data").mkdir()
    house = House(data, Databases.make())
    house.found()
    yield house
    Databases.drop_all()


@pytest.fixture
def house(tmp_path: Path, empty_house: House) -> Iterator[House]:
    shutil.copytree(empty_house.env["DENYUT_DATA"], tmp_path / "data")
    house = House(tmp_path / "data", Databases.make(empty_house.database))
    house.key = empty_house.key
    yield house
    house.close()


def test_two_processes_hear_of_each_others_events(house: House) -> None:
    here, there = house.serves(), house.serves()
    streams = [here.stream(), there.stream()]
    for server in (here, there):
        number = server.asks("/say/7/", method="POST").number()
        for stream in streams:
            stream.until(b"line %d in en" % number)
    assert [stream.got.count(b"<template") for stream in streams] == [2, 2]


def test_an_event_whose_process_died_before_it_could_tell_reaches_the_others(house: House) -> None:
    other = house.serves()
    stream = other.stream()
    house.does(DIES + "town.say(7)", survives=False)
    stream.until(b"line 1 in en")


def test_an_event_nobody_was_up_for_is_told_after_the_restart(house: House) -> None:
    first = house.serves()
    number = first.asks("/say/7/", method="POST").number()
    first.stream(since="0").until(b"line %d in en" % number)
    first.ends(signal.SIGKILL)
    house.does(DIES + "town.say(7)", survives=False)
    stream = house.serves().stream(since=str(number))
    stream.until(b"line %d in en" % (number + 1))
    assert b"line %d in en" % number not in stream.got


def test_strangers_learn_nothing_and_the_nameless_are_sent_away(house: House) -> None:
    server = house.serves()
    assert server.asks("/events?topics=room:8").status == 404
    assert server.asks("/events?topics=nothing").status == 404
    assert server.asks("/events?topics=room:7", key="").status == 401


def test_a_stream_ends_when_its_right_is_withdrawn(house: House) -> None:
    stream = house.serves().stream()
    house.does(
        "from django.contrib.auth import get_user_model\ntown.shut_out(get_user_model().objects.get(), 7)\ntown.say(7)"
    )
    stream.until(b"event: closed\ndata: closed\n\n")
    stream.until(b"\r\n0\r\n\r\n")
    assert b"<template" not in stream.got


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(house: House) -> None:
    server = house.serves()
    assert server.asks("/echo/", method="POST", headers="Content-Length: 10000000\r\n").status == 413


def test_a_large_answer_and_a_file_arrive_whole(house: House) -> None:
    server = house.serves()
    large = server.asks("/large/")
    large.until(b"\r\n0\r\n\r\n")
    assert large.got.count(b"x") >= 3_000_000
    server.asks("/file/").until(b"urlpatterns")


def test_a_server_that_stops_asks_its_pages_to_come_back_and_leaves_no_thread(house: House) -> None:
    server = house.serves()
    stream = server.stream()
    greeting = len(stream.got)
    server.process.send_signal(signal.SIGTERM)
    stream.until(b"\r\n0\r\n\r\n")
    assert b"retry: " in stream.got[greeting:]
    assert server.process.wait(PATIENCE) == -signal.SIGTERM


def test_starting_and_stopping_leaves_no_thread(house: House) -> None:
    code = """
import asyncio, threading
from denyut.live.runner import Live
async def story():
    live = Live()
    await live.start()
    print(sorted(thread.name for thread in threading.enumerate()))
    await live.stop()
asyncio.run(story())
print([thread.name for thread in threading.enumerate()])
"""
    running, left = house.does(code).splitlines()
    assert all(name in running for name in ("'tail'", "'outlets'", "'jobs'", "'writer'"))
    assert left == "['MainThread']"


def test_a_server_without_its_tables_does_not_start(house: House, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    house.env |= {"DENYUT_DATA": str(tmp_path / "empty"), **Databases.address(Databases.make())}
    assert house.serves().process.wait(PATIENCE) == 3


def test_a_supervised_process_that_dies_is_replaced_and_all_end_with_their_parent(house: House) -> None:
    server = house.supervises(2)
    server.asks("/say/7/", method="POST").number()
    children = _children(server.process.pid)
    os.kill(children[0], signal.SIGKILL)
    while (now := _children(server.process.pid)) == children or len(now) != 2:
        pass
    server.asks("/say/7/", method="POST").number()
    pipes = [os.pidfd_open(pid) for pid in now]
    server.ends(signal.SIGKILL)
    for pipe in pipes:
        assert select.select([pipe], [], [], PATIENCE)[0] == [pipe]
        os.close(pipe)


def _children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
