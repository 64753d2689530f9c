"""Which key result a sentence speaks of: by its label, by its name, or by most of its name's words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from denyut.okr.sentences.folding import fold, joins
from denyut.okr.sentences.lexicon import PhraseTable
from denyut.okr.sentences.shapes import CatalogueItem, Token

_LABEL = re.compile(
    r"(?:kr|key ?result|hasil kunci|hasil utama|كي ار|النتيجه الرييسيه|النتيجه الرئيسيه|نتيجه رئيسيه|النتيجه|ผลลัพธ์หลัก|ผลลัพธ์สำคัญ"
    r"|kết quả then chốt|kết quả chính|关键结果|关键成果|关键业绩)"
    r"[ \-_#.]{0,3}(?:no\.? ?|nomor |ke-|số |ที่ ?|رقم |第)?(\d{1,9})(?![\d%]|[.,٫]\d)"
)
_HASH = re.compile(r"#(\d{1,9})(?![\d%]|[.,٫]\d)")


@dataclass(slots=True)
class Catalogue:
    """Key results by label, by name, and by the words of their names."""

    items: dict[str, CatalogueItem] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    names: PhraseTable[str] = field(default_factory=PhraseTable)
    word_sets: list[tuple[frozenset[str], str]] = field(default_factory=list)
    name_words: frozenset[str] = frozenset()
    own_words: dict[str, str] = field(default_factory=dict)


def _folded_names(spelled: Sequence[str]) -> list[str]:
    names = [fold(name).text.strip() for name in spelled]
    return [name for name in names if len(name) > 1 and not name.isdigit()]


def catalogue_of(items: Sequence[CatalogueItem]) -> Catalogue:
    """The catalogue, ready to be looked into. A name of two key results is the name of none."""
    indexed = _indexed(
        tuple((item["id"], tuple(name for names in item["names"].values() for name in names)) for item in items)
    )
    return replace(indexed, items={item["id"]: item for item in items})


@lru_cache(maxsize=256)
def _indexed(named: tuple[tuple[str, tuple[str, ...]], ...]) -> Catalogue:
    """Labels and names, looked through once: the same team writes about the same key results all day."""
    catalogue = Catalogue()
    owners: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for label, spelled in named:
        digits = "".join(filter(str.isdigit, label))
        catalogue.labels.setdefault(digits.lstrip("0") or digits, label)
        for name in _folded_names(spelled):
            owners.setdefault(name, set()).add(label)
            for word in name.split():
                words.setdefault(word, set()).add(label)
    for name, ids in owners.items():
        if len(ids) == 1:
            (owner,) = ids
            catalogue.names.put(name, owner)
            if len(name.split()) > 1:
                catalogue.word_sets.append((frozenset(name.split()), owner))
    catalogue.name_words = frozenset(word for group, _ in catalogue.word_sets for word in group)
    catalogue.own_words = {word: min(ids) for word, ids in words.items() if len(ids) == 1 and len(word) > 3}
    return catalogue


def label_at(text: str, start: int, catalogue: Catalogue) -> tuple[int, str] | None:
    """Where the label that stands here ends and whose it is; "" for a label that nobody has. None when none stands here."""
    pattern = _HASH if text[start] == "#" else _LABEL
    match = pattern.match(text, start)
    if match is None or (start and (joins(text[start - 1], text[start]) or text[start - 1].isdigit())):
        return None
    return match.end(), catalogue.labels.get(match[1].lstrip("0") or match[1], "")


def _after_sign(text: str, start: int) -> int:
    return start + 1 if text[start] == "#" else start


def name_at(text: str, start: int, catalogue: Catalogue, *, is_inside: bool = False) -> tuple[int, str] | None:
    """Where the name that stands here ends, and whose it is. A hash sign before the name belongs to it."""
    begin = _after_sign(text, start)
    found = catalogue.names.longest(text, begin, is_inside=is_inside) if begin < len(text) else None
    return None if found is None else (begin + len(found[0]), found[1])


def with_hints(tokens: Sequence[Token], text: str, catalogue: Catalogue) -> list[Token]:
    """The tokens of a line that names nobody, with the words that come nearest to a name turned into a reference."""
    places = [at for at, token in enumerate(tokens) if text[token.start : token.end] in catalogue.name_words]
    owner = _best_by_words([text[tokens[at].start : tokens[at].end] for at in places], catalogue)
    result = list(tokens)
    for order, at in enumerate(places):
        kind = "ref" if order == 0 else "fill"
        if owner:
            result[at] = replace(tokens[at], kind=kind, item=owner, text="hint", units=frozenset(), roles=frozenset())
    return result


def _best_by_words(words: Sequence[str], catalogue: Catalogue) -> str:
    """Whose name these words mean: one word that no other name has, or most of the words of one name; "" when nobody's."""
    here = frozenset(words)
    shares = Counter[str]()
    for group, owner in catalogue.word_sets:
        common = len(group & here)
        if common * 5 >= len(group) * 3:
            shares[owner] = max(shares[owner], common * 10 - len(group))
    if not shares and len(here) == 1:
        return catalogue.own_words.get(next(iter(here)), "")
    top = shares.most_common(2)
    return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else ""
