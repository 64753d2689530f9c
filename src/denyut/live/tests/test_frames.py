import logging
from collections.abc import Sequence

import pytest

from denyut.live.frames import Entry, entries, joined, touched
from denyut.live.tests.house import vocabulary
from denyut.spine import verbs
from denyut.spine.fragments import FRAGMENTS, Fragment
from denyut.spine.models import Event
from denyut.spine.verbs import Touch


def _said(seq: int, room: int = 7) -> Event:
    return Event(pk=seq, verb="test.said", facts={"room": room})


def _renamed(seq: int, thing: int = 3) -> Event:
    return Event(pk=seq, verb="test.renamed", facts={"thing": thing})


def _texts(entry: Entry, language: str = "en") -> list[str]:
    return [frame.lines.decode() for frame in entry.frames[language]]


def test_a_replaced_piece_names_its_place_and_all_its_topics() -> None:
    [entry] = entries([_renamed(1)], ["en"])
    assert entry.topics == {"things", "things:3"}
    start = 'data: <template data-topics="things things:3" data-replace="#thing-3">'
    assert _texts(entry) == [start + '<tr id="thing-3">\ndata: 3 in en</tr></template>\n']


def test_an_appended_piece_goes_to_the_place_of_its_topic_under_its_own_name() -> None:
    [entry] = entries([_said(12)], ["en"])
    start = 'data: <template data-topics="room:7" data-append="#room-7-lines" data-id="line-12">'
    assert _texts(entry) == [start + '<li id="line-12">line 12 in en</li></template>\n']


def test_what_is_not_drawn_is_removed() -> None:
    line, thing = entries([_said(vocabulary.GONE), _renamed(405, thing=vocabulary.GONE)], ["en"])
    assert _texts(line) == ['data: <template data-topics="room:7" data-remove="#line-404"></template>\n']
    assert _texts(thing) == ['data: <template data-topics="things things:404" data-remove="#thing-404"></template>\n']


def test_each_language_is_drawn_for_itself() -> None:
    [entry] = entries([_said(1)], ["en", "ar"])
    assert sorted(entry.frames) == ["ar", "en"]
    assert "line 1 in ar" in _texts(entry, "ar")[0]


def test_a_piece_touched_by_many_events_is_drawn_once_with_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Sequence[int]] = []

    def draw(ids: Sequence[int]) -> dict[int, str]:
        calls.append(ids)
        return vocabulary.draw_things(ids)

    monkeypatch.setitem(FRAGMENTS, "test.thing", Fragment("test.thing", draw, "replace", "#thing-%d", ""))
    first, other, again = entries([_renamed(1, 3), _renamed(2, 4), _renamed(3, 3)], ["en"])
    assert calls == [[3, 4]]
    assert first.frames["en"] == again.frames["en"] != other.frames["en"]


def test_nobody_reading_means_nothing_drawn_but_the_topics_are_known() -> None:
    [entry] = entries([_said(1)], [])
    assert entry == Entry(1, frozenset({"room:7"}), {})


def test_only_the_topics_asked_for_are_drawn() -> None:
    line, thing = entries([_said(1), _renamed(2)], ["en"], only=frozenset({"things"}))
    assert line == Entry(1, frozenset(), {})
    assert [frame.topics for frame in thing.frames["en"]] == [{"things"}]


def test_a_verb_that_is_no_longer_known_changes_nothing() -> None:
    assert entries([Event(pk=1, verb="old.forgotten", facts={})], ["en"]) == [Entry(1, frozenset(), {})]


def test_a_verb_that_fails_is_reported_and_silences_no_other(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        broken, whole = entries([Event(pk=1, verb="test.said", facts={}), _said(2)], ["en"])
    assert broken == Entry(1, frozenset(), {})
    assert len(whole.frames["en"]) == 1
    assert "test.said could not be drawn" in caplog.text


def test_a_feature_above_draws_more_of_an_event_even_when_the_verb_itself_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(verbs.TOUCHED_TOO, "test.said", [lambda event: [Touch("things", "test.thing", 5)]])
    assert [t.name for t in touched(_said(7))] == ["test.line", "test.thing"]
    assert [t.name for t in touched(Event(pk=9, verb="test.said", facts={}))] == ["test.thing"]


def test_a_fragment_that_fails_is_reported_and_silences_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(ids: Sequence[int]) -> dict[int, str]:
        raise ZeroDivisionError

    monkeypatch.setitem(FRAGMENTS, "test.line", Fragment("test.line", fail, "append", "#room-%d-lines", "line-%d"))
    broken, whole = entries([_said(1), _renamed(2)], ["en"])
    assert (len(broken.frames["en"]), len(whole.frames["en"])) == (0, 1)
    assert "test.line could not be drawn" in caplog.text


def test_every_line_ending_stays_inside_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = {1: "a\r\nb\rc\nd\n\ne"}
    monkeypatch.setitem(
        FRAGMENTS, "test.line", Fragment("test.line", lambda ids: draw, "append", "#room-%d-lines", "line-%d")
    )
    [entry] = entries([_said(1)], ["en"])
    message = joined(entry.frames["en"], 1)
    assert message.startswith(b"id: 1\n")
    assert message.endswith(b"\n\n")
    assert all(line.startswith(b"data: ") for line in message.split(b"\n")[1:-2])


def test_touching_adds_to_what_other_features_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "TOUCHED_TOO", {})
    one, other = (verbs.touching("test.said", name)(lambda event: []) for name in ("test.a", "test.b"))
    assert {"test.said": [one, other], "test.a": [one], "test.b": [other]} == verbs.TOUCHED_TOO
