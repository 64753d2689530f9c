"""The forms in which a word of a lexicon may stand in a text, by simple rules."""

import re
from collections.abc import Callable, Iterator

VOWELS = frozenset("aeiou")
DOUBLED = re.compile(r"[aeiou][bcdfgklmnprt]$")
ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
ARABIC_FOLDS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
# Two ways of placing a tone in an open syllable, "hoá" and "hóa", are one word.
TONES = dict(
    zip(
        ("oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ"),
        ("óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(TONES)})\b")
JOINED = ("وبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")


def english_forms(verb: str) -> Iterator[str]:
    """A verb, or a phrase that begins with one, with -s, -ed and -ing; wrong forms do no harm."""
    first, space, rest = verb.partition(" ")
    for form in {first, *_english(first)}:
        yield form + space + rest


def _english(verb: str) -> Iterator[str]:
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    else:
        yield from (verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s"), verb + "ed", verb + "ing")
    if DOUBLED.search(verb):
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def malay_forms(verb: str) -> Iterator[str]:
    """An Indonesian or Malay verb in me-, with its imperative, its passive in di- and its noun in pe-…-an; others as they are."""
    first, space, rest = verb.partition(" ")
    yield verb
    for form in _malay(first):
        yield form + space + rest


def _malay(verb: str) -> Iterator[str]:
    if not verb.startswith("me") or len(verb) < 6:
        return
    for root in _roots(verb):
        yield from (root, "di" + root, "ter" + re.sub("(kan|i)$", "", root))
    yield "pe" + re.sub("(kan|i)$", "", verb[2:]) + "an"


def _roots(verb: str) -> Iterator[str]:
    """What may stand behind the nasal: mem-uat is buat, men-urunkan turunkan, meng-urangi kurangi, meny-usun susun."""
    if verb.startswith("meny"):
        yield "s" + verb[4:]
    elif verb.startswith("meng"):
        yield from (verb[4:], "k" + verb[4:])
        if verb.startswith("menge"):
            yield verb[5:]
    elif verb.startswith("mem"):
        yield from (verb[3:], "p" + verb[3:])
    elif verb.startswith("men"):
        yield from (verb[3:], "t" + verb[3:])
    yield verb[2:]


def arabic_stem(word: str) -> str:
    """An Arabic word without what is joined in front of it: و and ف, ب ل ك with the article, and the article itself."""
    for joined in JOINED:
        if word.startswith(joined) and len(word) - len(joined) >= 2:
            return word[len(joined) :]
    if word[0] in "وف" and len(word) >= 5:
        return word[1:]
    if word[0] == "ل" and len(word) >= 5:
        return word[1:]
    return word


def unmarked(text: str) -> str:
    """The text without Arabic vowel marks and the stretching line."""
    return ARABIC_MARKS.sub("", text)


def folded(text: str) -> str:
    """The text in small letters, with what Arabic and Vietnamese write in two ways written in one. Keeps its length."""
    small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return OPEN_SYLLABLE.sub(lambda found: TONES[found.group()], small.translate(ARABIC_FOLDS))


def unchanged(word: str) -> Iterator[str]:
    """The word alone."""
    yield word


FORMS: dict[str, Callable[[str], Iterator[str]]] = {"english": english_forms, "malay": malay_forms}
