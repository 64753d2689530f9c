from collections.abc import Callable
from typing import Any

from denyut.live.hub import AT_MOST_EACH, Hub
from denyut.live.tests.conftest import entry
from denyut.live.wire import Wire

type Opened = Callable[..., Any]


def _wires(hub: Hub, *entries: Any) -> dict[bytes, set[Wire]]:
    found: dict[bytes, set[Wire]] = {}
    for wires, chunk in hub.messages(entries, entries[-1].seq):
        found.setdefault(chunk, set()).update(wires)
    return found


def test_streams_alike_share_one_group_and_one_message(opened: Opened) -> None:
    hub, (_, mei), (_, bo) = Hub(), opened("room:7", "okr", person=1), opened("okr", "room:7", person=2)
    hub.add(mei)
    hub.add(bo)
    [(wires, chunk)] = hub.messages([entry(3, "okr")], 3)
    assert (set(wires), chunk) == ({mei, bo}, b"id: 3\ndata: 3\n\n")
    assert mei.topics is bo.topics


def test_groups_that_get_the_same_pieces_get_the_same_bytes(opened: Opened) -> None:
    hub, (_, mei), (_, bo) = Hub(), opened("okr", "room:7", person=1), opened("okr", "room:8", person=2)
    hub.add(mei)
    hub.add(bo)
    (_, one), (_, other) = hub.messages([entry(3, "okr")], 3)
    assert one is other


def test_a_stream_gets_its_own_topics_in_its_own_language(opened: Opened) -> None:
    hub, (_, mei), (_, bo), (_, cem) = (
        Hub(),
        opened("room:7"),
        opened("room:8", person=2),
        opened("room:7", person=3, language="ar"),
    )
    for wire in (mei, bo, cem):
        hub.add(wire)
    assert _wires(hub, entry(1, "room:7"), entry(2, "room:8"), entry(3, "room:7", language="ar")) == {
        b"id: 3\ndata: 1\n\n": {mei},
        b"id: 3\ndata: 2\n\n": {bo},
        b"id: 3\ndata: 3\n\n": {cem},
    }


def test_a_piece_on_two_topics_of_a_stream_comes_once(opened: Opened) -> None:
    hub, (_, mei) = Hub(), opened("okr", "okr:12")
    hub.add(mei)
    assert _wires(hub, entry(1, "okr", "okr:12")) == {b"id: 1\ndata: 1\n\n": {mei}}


def test_a_piece_that_changed_twice_comes_once_in_its_first_place_with_its_last_look(opened: Opened) -> None:
    hub, (_, mei) = Hub(), opened("okr")
    hub.add(mei)
    events = [entry(1, "okr", piece=5, look="old"), entry(2, "okr"), entry(3, "okr", piece=5, look="new")]
    assert _wires(hub, *events) == {b"id: 3\ndata: new\ndata: 2\n\n": {mei}}


def test_a_piece_seen_on_another_topic_last_is_not_lost_to_the_first(opened: Opened) -> None:
    hub, (_, mei) = Hub(), opened("okr:3")
    hub.add(mei)
    assert _wires(hub, entry(1, "okr:3", piece=5, look="a"), entry(2, "okr:4", piece=5, look="b")) == {
        b"id: 2\ndata: a\n\n": {mei}
    }


def test_a_stream_that_left_leaves_nothing_behind(opened: Opened) -> None:
    hub, (_, mei), (_, bo) = Hub(), opened("okr"), opened("okr", person=2)
    hub.add(mei)
    hub.add(bo)
    hub.remove(mei)
    hub.remove(mei)
    assert (hub.count, hub.wires(), hub.wires_of(1, "")) == (1, (bo,), [])
    hub.remove(bo)
    assert (hub.count, hub._groups, hub._listening, hub._people) == (0, {}, {}, {})
    assert hub._languages.total() == 0


def test_the_eleventh_stream_of_a_person_sends_the_oldest_to_rest(opened: Opened) -> None:
    hub = Hub()
    pairs = [opened("okr") for _ in range(AT_MOST_EACH + 1)]
    for _browser, wire in pairs:
        hub.add(wire)
    (first, _), (second, _) = pairs[:2]
    assert (first.got[:7], first.is_over) == (b"retry: ", True)
    assert (second.got, second.is_over) == (b"", False)
    assert hub.count == AT_MOST_EACH


def test_a_persons_streams_are_found_by_what_they_listen_to(opened: Opened) -> None:
    hub, (_, room), (_, board), (_, other) = Hub(), opened("room:7", "okr"), opened("okr"), opened("room:7", person=2)
    for wire in (room, board, other):
        hub.add(wire)
    assert hub.wires_of(1, "room:7") == [room]
    assert hub.wires_of(1, "") == [room, board]
    assert hub.wires_of(9, "") == []
    assert hub.wires_of(None, "room:") == [room, other]


def test_a_topic_is_heard_in_every_language(opened: Opened) -> None:
    hub, (_, mei), (_, cem), (_, bo) = (
        Hub(),
        opened("room:7", "okr"),
        opened("room:7", person=3, language="ar"),
        opened("okr", person=2),
    )
    for wire in (mei, cem, bo):
        hub.add(wire)
    assert hub.listening("room:7") == (mei, cem)
    hub.remove(mei)
    assert hub.listening("room:7") == (cem,)
    assert hub.listening("room:8") == ()
