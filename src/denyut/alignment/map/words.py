"""How much of a text fits into a box, by the usual width of its letters: SVG cannot cut a line by itself."""

import unicodedata
from functools import lru_cache

WIDE, CAPITAL, USUAL, NARROW = 1.0, 0.7, 0.56, 0.3
THIN = frozenset("iljtfrI.,:;!|'()[] ")
# Words do not break where the line ends: some of every line but the last stays empty.
LOST_AT_LINE_END = 2.5


@lru_cache(maxsize=20_000)
def fitted(text: str, *, width: float, size: float, lines: int = 1) -> str:
    """The text, cut with an ellipsis where it is longer than so many lines of `width` pixels in letters of `size` pixels."""
    room = width / size * lines - LOST_AT_LINE_END * (lines - 1)
    used = 0.0
    for i, letter in enumerate(text):
        used += width_of(letter)
        if used > room:
            return text[: max(1, i - 1)].rstrip() + "…"
    return text


@lru_cache(maxsize=4096)
def width_of(letter: str) -> float:
    """About how wide a letter is, in ems. Marks that stand over or under another take no room."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return WIDE
    if letter in THIN:
        return NARROW
    return CAPITAL if letter.isupper() else USUAL
