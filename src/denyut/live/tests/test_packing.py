"""Packed streams: the same bytes are understood by whoever listens, whatever came before."""

import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.live.packing import BEGIN, packed
from denyut.live.stream import TAKES_GZIP, Wish


@settings(max_examples=50)
@given(st.lists(st.binary(max_size=400), max_size=6), st.integers(0, 5))
def test_each_reader_gets_what_was_said_since_they_came(said: list[bytes], since: int) -> None:
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    heard = reader.decompress(BEGIN)
    for words in said[since:]:
        heard += reader.decompress(packed(words))
    assert heard == b"".join(said[since:])


def test_packed_only_for_whoever_unpacks() -> None:
    wanted = (b"gzip, deflate, br", b"br;q=1.0, gzip;q=0.8", b"gzip")
    unwanted = (b"", b"br", b"gzip;q=0", b"gzip; q=0.0, br", b"identity")
    assert [TAKES_GZIP.search(header) is not None for header in wanted] == [True] * len(wanted)
    assert [TAKES_GZIP.search(header) is not None for header in unwanted] == [False] * len(unwanted)
    scope = {"headers": [(b"accept-encoding", b"gzip")], "query_string": b"topics=okr"}
    assert Wish.read(scope).is_packed
