"""A full disk, a locked database, a killed process: nobody is told "done" of what is not, and nothing done is lost."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

import pytest
from django.db import connection

from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.site.storage.doctor.goals import differing
from denyut.site.tests.storage.house import HERE, IS_SQLITE, House, built
from denyut.spine import writer
from denyut.spine.access import Unavailable
from denyut.spine.events import breaks
from denyut.spine.models import Event
from tests.goals import Goals, make_goals
from tests.world import make_world

pytestmark = pytest.mark.server
ONLY_SQLITE = pytest.mark.skipif(not IS_SQLITE, reason="about the database file")
NOTE = "Antrian sudah lancar. " * 80

FILLING = """
import django; django.setup()
import sys; from decimal import Decimal; from itertools import count; from pathlib import Path
from denyut.okr.actions import check_in; from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person; from denyut.spine import writer
from denyut.spine.access import Unavailable; from denyut.spine.events import breaks, head
writer.start()
mei, median = Person.objects.get(email="mei@example.com"), KeyResult.objects.get(title="Median first response")
done = []
try:
    for value in count():
        done.append(check_in(mei, median, value=Decimal(value), note="n" * 1500).pk)
except Unavailable as refusal:
    print(refusal.code)
print(len(done) > 9, CheckIn.objects.filter(pk__in=done).count() == len(done))
Path(sys.argv[1]).unlink()
print(check_in(mei, median, value=Decimal(7)).pk > done[-1], list(breaks()))
"""


@pytest.fixture
def mine(transactional_db: None) -> Goals:
    """Goals in a database that other connections see."""
    return make_goals(make_world())


@pytest.fixture
def mei_here(mine: Goals) -> Person:
    return Person.objects.get(email="mei@example.com")


@pytest.fixture
def narrow() -> Iterator[None]:
    """A database that may grow by some pages only."""
    limit_pages(30)
    yield
    limit_pages(2**30)


def limit_pages(more: int) -> None:
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages + more}")


def fill(mei: Person, goals: Goals) -> None:
    for value in count():
        check_in(mei, goals.median, value=Decimal(value), note=NOTE)


@ONLY_SQLITE
def test_full_disk_is_said_and_nothing_is_lost(mine: Goals, mei_here: Person, narrow: None) -> None:
    with pytest.raises(Unavailable) as refusal:
        fill(mei_here, mine)
    assert refusal.value.code == "storage_full"

    kept = list(CheckIn.objects.order_by("id").values_list("value", "pk"))
    mine.median.refresh_from_db()
    assert (mine.median.value, len(kept) > 3) == (kept[-1][0], True)
    assert Event.objects.filter(verb="okr.checked_in").count() == len(kept)
    assert (list(breaks()), differing()) == ([], [])
    limit_pages(1000)
    assert check_in(mei_here, mine.median, value=Decimal(5)).pk > kept[-1][1]


@pytest.mark.skipif(not IS_SQLITE or os.geteuid() != 0, reason="needs a disk of its own")
def test_real_disk_full(sown: House, tmp_path: Path) -> None:
    small = tmp_path / "s"
    small.mkdir()
    # Room for the database and the ballast, and little more.
    size = (sown.data / "denyut.sqlite3").stat().st_size + 3_200_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(small)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        house = built(small / "d")
        for name in ("denyut.sqlite3", "secret.key"):
            shutil.copy(sown.data / name, house.data)
        ballast = small / "ballast"
        ballast.write_bytes(b"0" * 1_500_000)
        told = subprocess.run(
            [sys.executable, "-c", FILLING, str(ballast)],
            env=house.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.stdout.splitlines() == ["storage_full", "True True", "True []"], told.stderr
        assert house.run("doctor").returncode == 0
    finally:
        subprocess.run(["umount", str(small)], check=True)


@ONLY_SQLITE
@pytest.mark.parametrize("has_writer", [False, True])
def test_database_locked_by_another_process(mine: Goals, mei_here: Person, has_writer: bool) -> None:
    connection.close()
    options, path = connection.settings_dict["OPTIONS"], connection.settings_dict["NAME"]
    patience, options["timeout"] = options["timeout"], 0.1
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    if has_writer:
        writer.start()
    try:
        with pytest.raises(Unavailable) as refusal:
            check_in(mei_here, mine.median, value=Decimal(20))
        assert (refusal.value.code, CheckIn.objects.count()) == ("storage_unavailable", 0)
        other.execute("ROLLBACK")
        assert check_in(mei_here, mine.median, value=Decimal(20)).value == 20
    finally:
        other.close()
        if has_writer:
            writer.stop()
        connection.close()
        options["timeout"] = patience


def test_process_killed_while_it_writes_loses_nothing_it_confirmed(house: House, tmp_path: Path) -> None:
    with house.process(f"{HERE}.pulse") as writing:
        assert writing.stdout is not None
        told = [int(line) for line in islice(writing.stdout, 200)]
        writing.send_signal(signal.SIGKILL)
        told += [int(line) for line in writing.stdout if line.endswith("\n")]
        assert writing.wait() == -signal.SIGKILL
    doctor = json.loads(house.run("doctor", "--json").stdout)
    assert {f["name"] for f in doctor if f["level"] == "fail"} == set()

    rows = house.rows(tmp_path / "after")
    saved = {json.loads(line)["id"] for line in rows["okr_checkin.jsonl"].splitlines()}
    recorded = [json.loads(line)["facts"].get("check_in") for line in rows["spine_event.jsonl"].splitlines()]
    assert len(told) >= 200
    assert set(told) <= saved
    assert sorted(number for number in recorded if number) == sorted(saved)
