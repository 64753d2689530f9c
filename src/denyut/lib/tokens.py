"""Search tokens for seven languages: words where words are spaced, overlapping pairs of letters where they are not."""

import re
import unicodedata
from functools import cache

from denyut.lib.digits import to_ascii_digits, without_invisible_marks

# Thai, Lao, Burmese, Khmer, kana, Han: scripts without spaces. Their vowel signs and tones belong to the run.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Marks of these scripts that are neither letters nor vowels.
PUNCTUATION = "\u0e2f\u0e3f\u0e4f\u0e5a\u0e5b\u0eaf\u104a-\u104f\u17d4-\u17da\u30a0\u30fb"
# Arabic is written with or without these; an underscore parts words.
FOLDING = str.maketrans(
    {
        "_": " ",
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ة": "ه",
        "ـ": None,
        **dict.fromkeys(map(chr, [*range(0x064B, 0x0660), 0x0670])),
    }
)
LATIN_FOLDING = str.maketrans({"đ": "d", "ł": "l", "ø": "o"})


def tokenise(text: str) -> list[str]:
    """The tokens of a text or a query, in order; a text answers a query when it holds all of the query's tokens.

    An accented word gives itself and its plain form: "nghi phep" finds "nghỉ phép", and "nghỉ" still means only itself.
    """
    runs = _run_pattern().finditer(_normalised(text))
    return [token for run in runs for token in (_pairs(run[1]) if run[1] else _words(run[2]))]


def _normalised(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", without_invisible_marks(text)).casefold()
    return to_ascii_digits(unicodedata.normalize("NFKC", compatible)).translate(FOLDING)


@cache
def _run_pattern() -> re.Pattern[str]:
    """Group 1 is a run without spaces, group 2 a word; Python's own word characters lack the marks of Indic scripts."""
    marks = "".join(char for char in map(chr, range(0x300, 0x10000)) if unicodedata.category(char)[0] == "M")
    return re.compile(f"((?:(?![{PUNCTUATION}])[{UNSPACED}])+)|((?![{UNSPACED}])\\w(?:(?![{UNSPACED}])[\\w{marks}])*)")


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(max(1, len(run) - 1))]


def _words(word: str) -> list[str]:
    plain = _without_accents(word)
    return [word] if plain == word else [word, plain]


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.translate(LATIN_FOLDING))
    # Only the accents of Latin, Greek and Cyrillic are optional; an Indic vowel sign is not.
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", letters))
