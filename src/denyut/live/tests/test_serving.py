"""Whole processes on real sockets beside one data directory: what one of them commits, the pages of the others get."""

import os
import select
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from denyut.live.tests.house.processes import PATIENCE, Databases, House

DIES = "import os, signal\nfrom denyut.spine import bell\nbell.ring = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"


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


def test_who_is_there_is_known_in_all_processes_until_they_leave(house: House) -> None:
    here, there = house.serves(), house.serves()
    streams = [here.stream(), there.stream()]
    here.notes(field="title").until(b'"field": "title"')
    for stream in streams:
        stream.until(b'event: presence\ndata: {"topic": "room:7", "people": [{"id": 1, "name": "mei+7@example.org"')
    there.notes(page="p2", turn=1).until(b'"field": "title"')
    there.notes(over=1, turn=2)
    here.notes(page="p2", over=1, turn=3)
    for stream in streams:
        stream.until(b'{"topic": "room:7", "people": []}')
    assert [stream.got.count(b"\nid: ") - stream.got.count(b": here") for stream in streams] == [1, 1]


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
