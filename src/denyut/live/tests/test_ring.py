from denyut.live.ring import Ring
from denyut.live.tests.conftest import entry

ROOM = frozenset({"room:7"})


def _ring(*entries: object, head: int = 0, size: int = 10, weight: int = 100_000) -> Ring:
    ring = Ring(head, size=size, weight=weight)
    for one in entries:
        ring.add(one)  # type: ignore[arg-type]
    return ring


def test_a_page_gets_what_it_has_missed_in_one_message() -> None:
    ring = _ring(entry(1, "room:7"), entry(2, "room:8"), entry(3, "room:7"), entry(4, "room:7"))
    assert ring.replay(1, ROOM, "en") == b"id: 4\ndata: 3\ndata: 4\n\n"


def test_a_page_that_has_seen_everything_gets_nothing() -> None:
    assert _ring(entry(1, "room:7"), entry(2, "room:8")).replay(1, ROOM, "en") == b""


def test_a_piece_that_changed_twice_comes_once_in_its_first_place_with_its_last_look() -> None:
    ring = _ring(entry(1, "room:7", piece=5, look="old"), entry(2, "room:7"), entry(3, "room:7", piece=5, look="new"))
    assert ring.replay(0, ROOM, "en") == b"id: 3\ndata: new\ndata: 2\n\n"


def test_before_its_first_event_the_ring_knows_nothing() -> None:
    ring = _ring(head=5)
    assert ring.replay(4, ROOM, "en") is None
    assert ring.replay(5, ROOM, "en") == b""


def test_the_oldest_make_room_by_number() -> None:
    ring = _ring(*(entry(n, "room:7") for n in range(1, 6)), size=3)
    assert ring.replay(1, ROOM, "en") is None
    assert ring.replay(2, ROOM, "en") == b"id: 5\ndata: 3\ndata: 4\ndata: 5\n\n"


def test_the_oldest_make_room_by_weight() -> None:
    ring = _ring(entry(1, "room:7"), entry(2, "room:7", look="x" * 1000), entry(3, "room:7"), weight=1500)
    assert (ring.floor, ring.head) == (1, 3)


def test_one_that_is_too_heavy_is_kept_until_the_next_comes() -> None:
    ring = _ring(entry(1, "room:7", look="x" * 1000), weight=10)
    assert ring.floor == 0
    ring.add(entry(2, "room:7"))
    assert ring.floor == 1


def test_a_language_that_nobody_read_then_is_not_known() -> None:
    ring = _ring(entry(1, "room:8", language="en"), entry(2, "room:7", language="ar"))
    assert ring.replay(0, ROOM, "en") is None
    assert ring.replay(0, frozenset({"room:8"}), "en") == b"id: 2\ndata: 1\n\n"
    assert ring.replay(2, ROOM, "en") == b""
