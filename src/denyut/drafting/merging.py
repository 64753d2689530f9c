"""Three ways of one text: what it was, what I made of it, what somebody else made of it meanwhile."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\S+")

type Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """The tokens from `start` up to `end` of the old text became `new`."""

    start: int
    end: int
    new: Tokens

    def touches(self, other: "Edit") -> bool:
        """Whether nothing that both left alone lies between the two."""
        return self.start <= other.end and other.start <= self.end


def settled(was: str, mine: str, now: str, *, is_text: bool) -> str | None:
    """What a value becomes that somebody took from `was` to `mine` while it is `now`. None when both changed the same.

    Texts are merged word by word; any other value is either mine or theirs.
    """
    if mine in (was, now):
        return now
    if now == was:
        return mine
    return merged(was, mine, now) if is_text else None


def merged(was: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text, when at least one piece that neither touched lies between them; else None.

    Words are what spaces separate. A text without spaces, as in Thai or Chinese, is one word: then only one may change it.
    The algorithm is the classic three-way merge (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007).
    """
    old = _tokens(was)
    mine_edits, their_edits = _edits(old, _tokens(mine)), _edits(old, _tokens(theirs))
    if any(one.touches(other) and one != other for one in mine_edits for other in their_edits):
        return None
    words, at = [], 0
    for edit in sorted({*mine_edits, *their_edits}, key=lambda edit: edit.start):
        words += [*old[at : edit.start], *edit.new]
        at = edit.end
    return "".join([*words, *old[at:]])


def _tokens(text: str) -> Tokens:
    return tuple(WORDS.findall(text))


def _edits(old: Tokens, new: Tokens) -> list[Edit]:
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(start, end, new[a:b]) for tag, start, end, a, b in changes if tag != "equal"]
