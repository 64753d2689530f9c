from typing import Any

import pytest

from denyut.live.broadcaster import Batch
from denyut.live.hub import Hub
from denyut.live.ring import Ring
from denyut.live.tail import Languages, Tail, from_log
from denyut.live.tests.conftest import Browser
from denyut.live.tests.house import town
from denyut.live.wire import Wire
from denyut.spine import events

pytestmark = pytest.mark.django_db


class Following:
    """A tail, what it published, and a hub to listen with."""

    def __init__(self) -> None:
        self.hub, self.languages = Hub(), Languages()
        self.batches: list[Batch] = []
        self.tail = Tail(events.head(), self.hub, self.languages, self.batches.append)

    def listen(self, somebody: Any, *topics: str, key: str = "") -> Wire:
        """A stream of this person."""
        wire = Wire(Browser().send, somebody.pk, key or town.sign_in(somebody), frozenset(topics), "en")
        self.hub.add(wire)
        return wire


@pytest.fixture
def following() -> Following:
    return Following()


def test_each_event_is_published_once_in_order(following: Following) -> None:
    numbers = [town.say(7), town.rename(3)]
    following.tail.read()
    numbers.append(town.say(7))
    following.tail.read()
    following.tail.read()
    assert [[entry.seq for entry in batch.entries] for batch in following.batches] == [numbers[:2], numbers[2:]]


def test_events_are_drawn_in_the_languages_that_somebody_reads(following: Following) -> None:
    for language in ("en", "ar", "ar", "th"):
        following.languages.want(language, frozenset({"room:7"}))
    following.languages.drop("en", frozenset({"room:7"}))
    following.languages.drop("ar", frozenset({"room:7"}))
    town.say(7)
    following.tail.read()
    assert sorted(following.batches[0].entries[0].frames) == ["ar", "th"]


def test_what_nobody_listens_to_is_not_drawn_and_a_page_that_comes_back_asks_the_log(following: Following) -> None:
    following.languages.want("en", frozenset({"room:7"}))
    first, second = town.say(8), town.say(7)
    following.tail.read()
    [batch] = following.batches
    assert [(entry.frames, sorted(entry.unheard)) for entry in batch.entries[:1]] == [({}, ["room:8"])]
    assert (batch.entries[1].seq, sorted(batch.entries[1].frames)) == (second, ["en"])
    ring = Ring(first - 1)
    for entry in batch.entries:
        ring.add(entry)
    assert ring.replay(first - 1, frozenset({"room:8"}), "en") is None
    assert ring.replay(first - 1, frozenset({"room:7"}), "en")
    assert from_log(first - 1, second, frozenset({"room:8"}), "en")
    following.languages.drop("en", frozenset({"room:7"}))
    assert following.languages.heard() == frozenset()


def test_what_could_not_be_handed_over_is_read_again(following: Following) -> None:
    number = town.say(7)
    publish, following.tail._publish = following.tail._publish, lambda batch: 1 / 0  # type: ignore[assignment]
    with pytest.raises(ZeroDivisionError):
        following.tail.read()
    following.tail._publish = publish
    following.tail.read()
    assert [entry.seq for entry in following.batches[0].entries] == [number]


def test_when_a_right_is_withdrawn_the_persons_streams_are_asked_anew(following: Following) -> None:
    bo = town.person("bo+7+8@example.org")
    room, both, other = (following.listen(bo, *topics) for topics in (["room:7"], ["room:8", "things"], ["things"]))
    town.shut_out(bo, 7)
    following.tail.read()
    assert following.batches[0].withdrawn == [(bo.pk, "room:7")]
    assert following.batches[0].asked == {room: False}
    town.shut_out(bo, 8)
    following.tail.read()
    assert following.batches[1].asked == {both: False}
    assert other not in following.batches[1].asked


def test_a_right_that_was_given_back_keeps_the_stream(following: Following) -> None:
    bo = town.person("bo+7@example.org")
    wire = following.listen(bo, "room:7")
    town.shut_out(bo, 7)
    bo.email = "bo+7@example.org"
    bo.save()
    following.tail.read()
    assert following.batches[0].asked == {wire: True}


def test_a_stream_in_another_language_than_its_readers_is_neither_kept_nor_closed(following: Following) -> None:
    bo = town.person("bo+7+8@example.org")
    following.listen(bo, "room:8")
    bo.language = "ar"
    bo.save()
    town.shut_out(bo, 8)
    bo.email = "bo+8@example.org"
    bo.save()
    following.tail.read()
    assert (following.batches[0].withdrawn, following.batches[0].asked) == ([(bo.pk, "room:8")], {})


def test_a_stream_whose_session_is_gone_loses_its_right_too(following: Following) -> None:
    bo = town.person("bo+7+8@example.org")
    wire = following.listen(bo, "room:8", "room:7", key="signed-out-everywhere")
    town.shut_out(bo, 7)
    following.tail.read()
    assert following.batches[0].asked == {wire: False}


def test_the_log_tells_what_was_missed_of_these_topics() -> None:
    start = events.head()
    first, _other, thing, later = town.say(7), town.say(8), town.rename(3), town.say(7)
    told = from_log(start, thing, frozenset({"room:7", "things:3"}), "id")
    assert told is not None
    assert told.startswith(b"id: %d\ndata: <template" % thing)
    assert (told.count(b"<template"), b"line-%d" % first in told, b"line-%d" % later in told) == (2, True, False)
    assert b"line %d in id" % first in told


def test_the_log_has_nothing_to_tell_of_other_topics() -> None:
    start = events.head()
    assert from_log(start, town.say(7), frozenset({"room:8"}), "en") == b""


def test_too_long_a_story_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("denyut.live.tail.REPLAYED_AT_MOST", 2)
    start = events.head()
    town.say(7)
    last = town.say(7)
    assert from_log(start, last, frozenset({"room:7"}), "en") is not None
    assert from_log(start, town.say(7), frozenset({"room:7"}), "en") is None
