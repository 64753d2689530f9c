"""Which number of a clause is reported, and whether it is the new value or a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from denyut.okr.sentences.clauses import Clause
from denyut.okr.sentences.guards import CHANGES, is_denied, is_past
from denyut.okr.sentences.shapes import CatalogueItem, Token
from denyut.okr.sentences.units import counts_anything, fits, scaled

STATES = frozenset({"to", "at", "now"})
_STOPS = STATES | CHANGES | {"from", "target", "ref", "num", "left", "noted", "sure", "past"}
# The surest way of saying a number first: "to 38", "now 38", right beside the name, as a change, somewhere.
TOWARDS, STATED, BESIDE, CHANGED, ELSEWHERE = range(5)
_OUT_OF = frozenset({"之中", "中的", "当中", "里的", "人中", "个中", "个里", "中"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be the one: how it is said, the change's sign (0 for a new value), and how many unknown words lie between."""

    number: Token
    rank: int
    sign: int
    value: Decimal
    distance: int
    is_after_name: bool = False


def candidates_of(clause: Clause, item: CatalogueItem) -> list[Candidate]:
    """Every number of the clause that can be this key result's."""
    if _is_about_target(clause.tokens):
        return []
    found = []
    for place, token in enumerate(clause.tokens):
        if (
            token.kind != "num"
            or token.value is None
            or is_denied(clause.tokens, place)
            or is_past(clause.tokens, place)
        ):
            continue
        candidate = _candidate(clause.tokens, place, item) if fits(token, item) else None
        if candidate is not None:
            found.append(candidate)
    return found


def _is_about_target(tokens: Sequence[Token]) -> bool:
    """Whether the target's name stands right before the key result: "target KR7 95%"."""
    kinds = [token.kind for token in tokens if token.kind not in ("fill", "colon")]
    return any(pair == ("target", "ref") for pair in pairwise(kinds))


def _candidate(tokens: Sequence[Token], place: int, item: CatalogueItem) -> Candidate | None:
    number = tokens[place]
    at, distance, has_by, is_owned = _governor(tokens, place)
    if at > 0 and tokens[at].kind == "ref" and not distance:
        at = _verb_before(tokens, at)
    kind = tokens[at].kind if at >= 0 else ""
    if kind in ("from", "target") or _is_target_after(tokens, place) or _is_whole(tokens, place):
        return None
    if kind == "past":
        kind = ""
    if kind == "left" and not _is_what_is_left(tokens, at, item):
        return None
    if number.text == "one" and not number.units and not _is_meant(tokens, place, kind, distance):
        return None
    if is_owned and not counts_anything(item) and not number.units and not _leads_to_ref(tokens, place):
        return None
    return _ranked(tokens, place, item, kind, at, distance, has_by)


def _ranked(
    tokens: Sequence[Token], place: int, item: CatalogueItem, kind: str, at: int, distance: int, has_by: bool
) -> Candidate | None:
    number, value = tokens[place], scaled(tokens[place], item)
    if kind == "minus" and at > 0 and tokens[at - 1].kind in STATES:
        return Candidate(number, STATED, 0, -value, 0)
    if kind in STATES or kind == "left":
        return Candidate(number, TOWARDS if kind == "to" else STATED, 0, value, distance)
    change = _change_of(tokens, place, kind, at, has_by)
    if change is not None and (has_by or change.text == "+" or not _is_too_much(value, item)):
        return Candidate(number, CHANGED, _sign(_direction(tokens, change), item), value, distance)
    if _is_followed_by_stranger(tokens, place) and not counts_anything(item) and not number.units:
        return None
    has_colon = tokens[place - 1].kind == "colon" and distance < 3
    is_beside = (kind == "ref" and (distance == 0 or has_colon)) or _leads_to_ref(tokens, place)
    return Candidate(number, BESIDE if is_beside else ELSEWHERE, 0, value, distance, is_after_name=kind == "ref")


def _is_too_much(change: Decimal, item: CatalogueItem) -> bool:
    """Whether a change would be more than twice the whole way, where the same number would be a plain value on that way."""
    low, high = sorted((item["start"], item["target"]))
    return low <= change <= high and change > 2 * Decimal(str(high - low))


def _change_of(tokens: Sequence[Token], place: int, kind: str, at: int, has_by: bool) -> Token | None:
    """The change that this number measures: named before it, after it, or elsewhere when it is said "by" how much."""
    if kind in CHANGES:
        return None if _is_arrival(tokens, place, at) else tokens[at]
    after = _change_after(tokens, place) if tokens[place].of is None else None
    if after is not None or not has_by:
        return after
    return next((token for token in tokens if token.kind in CHANGES), None)


def _governor(tokens: Sequence[Token], place: int) -> tuple[int, int, bool, bool]:
    """The word before the number that decides what it is (-1: none), the unknown words between, whether "by" and "has" are among them."""
    distance, has_by, is_owned = 0, False, False
    for at in range(place - 1, -1, -1):
        kind = tokens[at].kind
        if kind in _STOPS:
            return at, distance, has_by, is_owned
        has_by |= kind == "by"
        is_owned |= kind == "have"
        distance += kind in ("word", "other", "quote")
    return -1, distance, has_by, is_owned


def _is_meant(tokens: Sequence[Token], place: int, kind: str, distance: int) -> bool:
    """Whether a number of a single word, such as "two", is one: after a verb, or alone beside the key result."""
    following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
    is_alone = kind == "ref" and following in ("", "from", "sure", "noted") and (tokens[place].value or 0) > 1
    return not distance and (kind in STATES | CHANGES or is_alone)


def _is_arrival(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Whether "from 5.1 down 4.8" tells where the number came to: the two are alike in size."""
    origin, value = tokens[at - 1], tokens[place].value
    is_from = at > 1 and origin.kind == "num" and tokens[at - 2].kind == "from"
    return is_from and bool(origin.value and value) and 0.5 < float(value or 0) / float(origin.value or 1) < 2


def _verb_before(tokens: Sequence[Token], ref: int) -> int:
    """The verb, where it stands before the key result; else the key result."""
    at = ref - 1
    while at >= 0 and tokens[at].kind == "fill":
        at -= 1
    return at if at >= 0 and tokens[at].kind in (STATES | CHANGES) - {"minus"} else ref


def _is_whole(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number is what another is part of, as in Chinese: of twelve, five."""
    return place + 1 < len(tokens) and tokens[place + 1].kind == "from" and tokens[place + 1].text in _OUT_OF


def _is_what_is_left(tokens: Sequence[Token], at: int, item: CatalogueItem) -> bool:
    """ "80 left" is the number itself where it shall fall; else it is what is still to do."""
    return item["direction"] == "decrease" or any(token.kind in ("down", "to") for token in tokens[:at])


def _is_target_after(tokens: Sequence[Token], place: int) -> bool:
    following = [token.kind for token in tokens[place + 1 :] if token.kind not in ("fill", "from")]
    return following[:1] == ["target"] and "num" not in following


def _change_after(tokens: Sequence[Token], place: int) -> Token | None:
    """The change that is named after its number: "4 more", "6 minutes faster"; not "38, up from 34"."""
    for at in range(place + 1, len(tokens)):
        token = tokens[at]
        if token.kind in CHANGES:
            later = [rest.kind for rest in tokens[at + 1 :]]
            return None if token.text == "+" or "num" in later or "to" in later[:1] else token
        if token.kind != "fill":
            return None
    return None


def _is_followed_by_stranger(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].kind == "word" and "unit" not in tokens[place].roles


def _leads_to_ref(tokens: Sequence[Token], place: int) -> bool:
    following = [token.kind for token in tokens[place + 1 :] if token.kind not in ("fill", "colon", "unit")]
    return following[:1] == ["ref"]


def _direction(tokens: Sequence[Token], change: Token) -> Token:
    """The change itself; "another 2" goes on in the direction that the clause names."""
    if change.kind != "more":
        return change
    return next((token for token in tokens if token.kind in CHANGES - {"more", "minus"}), change)


def _sign(change: Token, item: CatalogueItem) -> int:
    better = 1 if item["direction"] == "increase" else -1
    return {"up": 1, "more": 1, "down": -1, "minus": -1, "better": better, "worse": -better}[change.kind]
