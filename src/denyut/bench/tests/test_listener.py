import pytest

from denyut.bench.audience import Heard
from denyut.bench.listener import told
from denyut.bench.server import Failed

MESSAGE = b'1f\r\nid: 7\ndata: <template data-append="#room-1-lines" data-id="line-4">\ndata: <template data-id="line-5">\n\n\r\n'


def heard(arrivals: dict[int, tuple[int, int, int]]) -> Heard:
    return Heard(arrivals, bytes=0, lines=(0, 0), disorder=0, behind=0, lost=0)


def test_a_message_tells_its_event_and_its_lines() -> None:
    assert told(MESSAGE + MESSAGE.replace(b"7", b"8")) == ((7, 8), (4, 5, 4, 5))


def test_a_heartbeat_is_no_event() -> None:
    assert told(b"d\r\n: here\nid: 7\n\n\r\n") == ((), ())


def test_an_event_came_with_the_first_message_that_is_not_older() -> None:
    assert heard({5: (1, 2, 10), 8: (3, 4, 10)}).of(6, 10) == (3, 4)


def test_an_event_that_one_stream_never_had_fails_the_bench() -> None:
    with pytest.raises(Failed, match="did not reach all 10"):
        heard({8: (3, 4, 9)}).of(6, 10)
