"""Whole processes for tests: houses with a data directory, servers on real sockets, and what they answer."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

import psycopg

from denyut.live.serve import listen

PATIENCE = 60


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

    def notes(self, **words: str | int) -> "Answer":
        """An open page of Mei's in room 7 gives a sign of life."""
        body = urlencode({"topic": "room:7", "page": "p1", "turn": 1, "field": "", **words})
        cookie = f"Cookie: denyut_session={self.key}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        head = f"POST /live/presence HTTP/1.1\r\nHost: localhost\r\n{cookie}Content-Length: {len(body)}\r\n\r\n"
        return Answer(self.address, head + body)

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
