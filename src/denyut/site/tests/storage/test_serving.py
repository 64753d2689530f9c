"""One server for each data directory, on a port that is free, with tables that are up to date."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from denyut.site.storage import lock
from denyut.site.storage.doctor import program
from denyut.site.storage.doctor.finding import Level
from denyut.site.tests.storage.house import IS_SQLITE, House
from denyut.spine.access import Conflict

pytestmark = pytest.mark.server

ONLY_SQLITE = pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL serves several processes")
HOLD = "import sys; from pathlib import Path; from denyut.site.storage import lock\n"
HOLD += "with lock.held(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def test_lock_is_one_and_ends_with_its_holder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert lock.holder(tmp_path) == str(holder.pid)
        with pytest.raises(Conflict) as refusal, lock.held(tmp_path):
            pass
        assert refusal.value.code == "in_use"
        assert f"process {holder.pid}" in str(refusal.value)
        holder.kill()
    assert lock.holder(tmp_path) == ""
    with lock.held(tmp_path):
        assert (tmp_path / lock.NAME).read_text() == f"{os.getpid()}\n"


@ONLY_SQLITE
def test_second_server_is_refused_and_short_commands_are_not(house: House) -> None:
    with lock.held(house.data):
        refused = house.run("serve", "--port", "0")
        assert (refused.returncode, f"process {os.getpid()}" in refused.stderr) == (2, True)
        assert house.run("restore", "nothing.zip", "--force").returncode == 2
        assert house.run("doctor").returncode == 0


def test_server_founds_and_answers_and_ends(empty: House) -> None:
    with empty.process("denyut", "serve", "--port", "0", stderr=subprocess.PIPE) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[3]
        assert server.stdout.readline().startswith(f"Nobody is here yet: whoever opens {address}welcome/ first")
        with urlopen(f"{address}health/", timeout=60) as answer:  # noqa: S310 our own server
            assert answer.status == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) in (0, -signal.SIGTERM)
        assert server.stderr is not None
        assert "Traceback" not in server.stderr.read()
    assert (empty.data / "static" / ".version").exists()
    assert lock.holder(empty.data) == ""


def test_port_in_use_is_said_so(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = house.run("serve", "--port", port)
    assert (refused.returncode, f"Port {port} on 127.0.0.1 is in use" in refused.stderr) == (2, True)
    assert house.run("serve", "--port", "65536").returncode == 2


def test_two_starts_at_once_make_the_tables_once(empty: House) -> None:
    code = "import django; django.setup()\n"
    code += "from denyut.site.storage.migrations import bring_up_to_date, pending\n"
    code += "print(bring_up_to_date() > 0, len(pending()))"
    (empty.data / "secret.key").write_text("k" * 50)
    command = [sys.executable, "-c", code]
    with (
        subprocess.Popen(command, env=empty.environment, stdout=subprocess.PIPE, text=True) as first,
        subprocess.Popen(command, env=empty.environment, stdout=subprocess.PIPE, text=True) as second,
    ):
        told = sorted([first.communicate()[0], second.communicate()[0]])
    assert (first.returncode, second.returncode) == (0, 0)
    assert told == ["False 0\n", "True 0\n"]


def test_unsafe_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    if IS_SQLITE:
        assert program.database_program().level == Level.OK
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
        monkeypatch.setattr(sqlite3, "sqlite_version", "3.51.2")
        assert program.database_program().level == Level.FAIL


def test_demo_is_refused_where_a_real_workspace_is(house: House) -> None:
    for more in ([], ["--reset"]):
        refused = house.run("demo", "--port", "0", "--data", str(house.data), *more)
        assert (refused.returncode, "holds a real workspace" in refused.stderr) == (2, True)
    assert house.run("doctor").returncode == 0


@pytest.mark.parametrize("name", ["serve", "demo", "backup", "restore", "doctor", "export"])
def test_help_is_plain(empty: House, name: str) -> None:
    told = empty.run(name, "--help").stdout
    assert told.startswith(f"usage: denyut {name} [-h] [--data DIR]")
    assert "--settings" not in told
