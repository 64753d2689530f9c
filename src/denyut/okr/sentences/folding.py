"""One spelling for what people write in many ways: digits, letter case, hamzas, full-width signs."""

import unicodedata
from dataclasses import dataclass

_SIGNS = str.maketrans(
    "，；：？！（）％＋－＝＃／、؟؛،٪﹪’‘＄￥．～أإآٱىةؤ\u00a0\u202f\u2009\u3000\t‐‑İ",
    ",;:?!()%+-=#/,?;,%%''$¥.~ااااي" + "هو" + "     " + "--i",
)
_ARABIC_VOWELS = frozenset("ـًٌٍَُِّْٰ")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the one spelling of `original`; `places[i]` tells where its letter i came from."""

    text: str
    original: str
    places: list[int]

    def written(self, start: int, end: int) -> str:
        """What the writer wrote between two places of the folded text."""
        first = self.places[start] if start < len(self.places) else len(self.original)
        last = self.places[end] if end < len(self.places) else len(self.original)
        return self.original[first:last]


def _letter(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter in _ARABIC_VOWELS or unicodedata.category(letter) == "Cf":
        return ""
    lower = letter.lower()
    return (lower if len(lower) == 1 else letter).translate(_SIGNS)


def fold(text: str) -> Folded:
    """The text in one spelling, every letter with its place in the composed original."""
    original = unicodedata.normalize("NFC", text)
    letters, places = [], []
    for place, letter in enumerate(original):
        folded = letter if letter.isascii() and not letter.isupper() and letter != "\t" else _letter(letter)
        if folded:
            letters.append(folded)
            places.append(place)
    return Folded("".join(letters), original, places)


def is_latin(letter: str) -> bool:
    """Whether the letter belongs to the Latin script, accents included."""
    return (
        "a" <= letter <= "z"
        or ("\u00c0" <= letter <= "\u024f" and letter not in "×÷")
        or "\u1e00" <= letter <= "\u1eff"
    )


def is_arabic(letter: str) -> bool:
    """Whether the letter belongs to the Arabic script."""
    return "\u0620" <= letter <= "\u064a" or "\u066e" <= letter <= "\u06d3"


def joins(left: str, right: str) -> bool:
    """Whether no word can end between the two letters: both belong to one script that is written with spaces."""
    return (is_latin(left) and is_latin(right)) or (is_arabic(left) and is_arabic(right))


def script_of(text: str) -> str:
    """The language whose words come first: told by its letters, "latin" for the languages that share the plain alphabet."""
    for letter in text:
        if "\u0e00" <= letter <= "\u0e7f":
            return "thai"
        if "\u4e00" <= letter <= "\u9fff":
            return "chinese"
        if is_arabic(letter):
            return "arabic"
    return "vietnamese" if any(is_latin(letter) and not letter.isascii() for letter in text) else "latin"
