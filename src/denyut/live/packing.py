"""Streams that are packed on their way: what goes to many at once is packed once.

Each message is packed by itself and ends at a whole byte, so that the same bytes follow whatever a stream has said before.
"""

import zlib

# What every packed stream begins with: gzip, no name, no time. It has no end, as a stream has none.
BEGIN = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"
LEVEL = 1


def packed(chunk: bytes) -> bytes:
    """A message as any packed stream can go on with."""
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(chunk) + packing.flush(zlib.Z_FULL_FLUSH)
