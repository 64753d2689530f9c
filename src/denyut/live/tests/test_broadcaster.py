import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from denyut.live import broadcaster as module
from denyut.live.broadcaster import LONG, SHORT, Batch, Broadcaster, pause
from denyut.live.hub import Hub
from denyut.live.ring import Ring
from denyut.live.tests.conftest import entry
from denyut.live.wire import CLOSED

type Opened = Callable[..., Any]


@pytest.mark.parametrize(
    ("took", "idle", "expected"),
    [
        (0.0, 0.0, 0.0),
        (SHORT / 2, 0.0, 0.0),
        (0.02, 0.0, 0.02),
        (0.02, 0.015, 0.005),
        (0.02, 0.5, 0.0),
        (0.3, 0.0, LONG),
        (0.3, LONG, 0.0),
    ],
)
def test_pause_is_nothing_when_idle_and_as_long_as_the_last_pass_under_load(
    took: float, idle: float, expected: float
) -> None:
    assert pause(took, idle) == pytest.approx(expected)


def _started(head: int = 0) -> Broadcaster:
    return Broadcaster(Hub(), Ring(head))


def test_everything_pending_goes_out_in_one_message_each(opened: Opened) -> None:
    async def story() -> None:
        caster, (mei, wire), (bo, other) = _started(), opened("okr"), opened("room:7", person=2)
        caster.hub.add(wire)
        caster.hub.add(other)
        caster.publish(Batch([entry(1, "okr"), entry(2, "room:7")]))
        caster.publish(Batch([entry(3, "okr")]))
        task = asyncio.create_task(caster.run())
        while not (mei.got and bo.got):
            await asyncio.sleep(0)
        task.cancel()
        assert mei.got == b"id: 3\ndata: 1\ndata: 3\n\n"
        assert bo.got == b"id: 3\ndata: 2\n\n"
        assert caster.ring.head == 3

    asyncio.run(story())


def test_a_reader_who_stopped_is_cut_and_all_others_get_everything(opened: Opened) -> None:
    async def story() -> None:
        caster = _started()
        pairs = [opened("okr", person=n) for n in range(600)]
        for browser, wire in pairs:
            caster.hub.add(wire)
            browser.is_stalled = wire.person_id % 50 == 7
        caster.publish(Batch([entry(1, "okr")]))
        await module._write(caster.take())
        assert [b.is_aborted for b, _ in pairs] == [b.is_stalled for b, _ in pairs]
        assert {b.got for b, _ in pairs if not b.is_stalled} == {b"id: 1\ndata: 1\n\n"}

    asyncio.run(story())


def test_a_quiet_stream_hears_a_heartbeat_that_says_how_far_it_has_seen(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        monkeypatch.setattr(module, "HEARTBEAT", 0.0)
        caster, (mei, wire) = _started(head=41), opened("okr")
        caster.hub.add(wire)
        task = asyncio.create_task(caster.run())
        while not mei.got:
            await asyncio.sleep(0)
        task.cancel()
        assert mei.got.startswith(b": here\nid: 41\n\n")

    asyncio.run(story())


def test_whoever_lost_the_right_is_closed_before_the_events_that_follow(opened: Opened) -> None:
    caster, (bo, lost), (_mei, kept) = _started(), opened("room:7", person=2), opened("room:7", person=1)
    caster.hub.add(lost)
    caster.hub.add(kept)
    caster.publish(Batch([entry(5), entry(6, "room:7")], [(2, "room:7")], {lost: False}))
    [(wires, _chunk)] = caster.take()
    assert (bo.got, bo.is_over, wires) == (CLOSED, True, (kept,))
    assert caster.withdrawn_at == 6


def test_whoever_kept_the_right_goes_on(opened: Opened) -> None:
    caster, (_, wire) = _started(), opened("room:7", person=2)
    caster.hub.add(wire)
    caster.publish(Batch([entry(5), entry(6, "room:7")], [(2, "")], {wire: True}))
    assert [wires for wires, _ in caster.take()] == [(wire,)]


def test_a_stream_that_opened_after_the_question_is_sent_back_to_the_door(opened: Opened) -> None:
    caster, (bo, wire) = _started(), opened("room:7", person=2)
    caster.publish(Batch([entry(5), entry(6, "room:7")], [(2, "room:7")], {}))
    caster.hub.add(wire)
    assert caster.take() == []
    assert (bo.is_aborted, bo.got, caster.hub.count) == (True, b"", 0)


def test_what_is_mentioned_is_said_once_as_it_is_then_to_whoever_may_still_hear(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        monkeypatch.setattr(module, "BREATH", 0.0)
        caster, (mei, wire), (bo, shut) = _started(), opened("room:7", language="ar"), opened("room:7", person=2)
        caster.hub.add(wire)
        caster.hub.add(shut)
        caster.publish(Batch([entry(1)], [(2, "room:7")], {shut: False}))
        words = [b"before"]
        for topic in ("room:7", "room:8", "room:7"):
            caster.mention(topic, lambda topic: b"data: %b in %b\n\n" % (words[0], topic.encode()))
        words[0] = b"now"
        task = asyncio.create_task(caster.run())
        while not mei.got:
            await asyncio.sleep(0)
        task.cancel()
        assert (mei.got, bo.got) == (b"data: now in room:7\n\n", CLOSED)
        assert caster.said() == []

    asyncio.run(story())


def test_farewell_asks_every_page_to_come_back_later(opened: Opened) -> None:
    caster, (mei, wire) = _started(), opened("okr")
    caster.hub.add(wire)
    caster.farewell()
    assert mei.got.startswith(b"retry: ")
    assert mei.is_over
    wire.write(b"late")
    assert b"late" not in mei.got


def test_reach_waits_for_an_event_that_is_on_its_way() -> None:
    async def story() -> None:
        caster = _started(head=3)
        assert await caster.reach(3)
        waiting = asyncio.create_task(caster.reach(5, patience=30))
        await asyncio.sleep(0)
        caster.publish(Batch([entry(4, "okr"), entry(5, "okr")]))
        caster.take()
        assert await waiting
        assert not await caster.reach(6, patience=0)

    asyncio.run(story())
