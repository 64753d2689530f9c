"""What an avatar without a picture shows: a hue that stays, and initials that are right in the name's own script."""

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

HUES = 12
# The same names stand on every page.
REMEMBERED = 4096
ZERO_WIDTH_NON_JOINER = "\u200c"
HAN_OR_HANGUL = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
ARABIC = re.compile("[\u0600-\u06ff]")

# "son of" and "daughter of" join two names; they are part of neither.
LINKS = {"bin", "binti", "binte", "bt", "b", "ibn", "a/l", "a/p", "s/o", "d/o", "al", "el", "بن", "ابن", "بنت"}


@lru_cache(REMEMBERED)
def hue_of(text: str) -> int:
    """A hue from 0 to 11, the same for the same text on every machine and day."""
    return crc32(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")) % HUES


@lru_cache(REMEMBERED)
def initials(name: str) -> str:
    """One or two letters for an avatar; "?" when the name has none.

    Chinese, Japanese and Korean names give the last two characters, others the first letter of their first and last
    word. Thai skips a vowel written before its consonant; Arabic skips the article and keeps the letters from joining.
    """
    words = _words(unicodedata.normalize("NFC", name))
    if not words:
        return "?"
    if HAN_OR_HANGUL.match(words[0]):
        return "".join(HAN_OR_HANGUL.findall(name))[-2:]
    letters = [_first_letter(word) for word in ([words[0], words[-1]] if len(words) > 1 else words)]
    return (ZERO_WIDTH_NON_JOINER if ARABIC.match(letters[0]) else "").join(letters)


def _words(name: str) -> list[str]:
    if "@" in name:
        name = re.sub(r"[._+-]+", " ", name.partition("@")[0])
    words = [word for word in name.split() if any(map(str.isalpha, word))]
    return [word for word in words if word.casefold() not in LINKS] or words


def _first_letter(word: str) -> str:
    bare = word.removeprefix("ال") if len(word) > 4 else word
    letters = [char for char in bare if char.isalpha() and char not in "เแโใไ"] or [
        char for char in bare if char.isalpha()
    ]
    return letters[0].upper()[0]
