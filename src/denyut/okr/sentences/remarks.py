"""What is said besides the number: how sure the writer is, and why."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from denyut.okr.sentences.folding import Folded
from denyut.okr.sentences.shapes import Token

_BETWEEN = frozenset({"fill", "at", "now", "by", "colon", "to", "hyphen", "dash", "left", "comma"})
_SPLITS = frozenset({"comma", "semicolon", "and", "stop", "dash", "but"})
_ENDS_REASON = frozenset({"stop"})
# A dash may open a note, or only what takes the number back.
_NO_NOTE = frozenset({"num", "doubt", "plan", "past", "question", "asked", "negation", "target"})
_REACH = 3
_TRIMMED = " \t,;:.-–—()|"


def with_confidence(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with every saying of confidence in one token "sure", its value 1 to 10."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        found = _said_after(tokens, place) if "confidence" in token.roles else None
        if found is not None:
            end, value = found
            result.append(Token("sure", token.start, tokens[end - 1].end, value=Decimal(value)))
            place = end
        elif "confidence" in token.roles and _said_before(result, tokens[place + 1 :]):
            place += 1
        else:
            result.append(token)
            place += 1
    return result


def _said_after(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The number after the word, and where it ends; "7 of 10" is one."""
    at = place + 1
    while (
        at < len(tokens) and at <= place + _REACH and (tokens[at].kind in _BETWEEN or "confidence" in tokens[at].roles)
    ):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "num" or (at > place + 1 and tokens[at - 1].kind == "comma"):
        return None
    return _whole(tokens, at)


def _whole(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    number, end = tokens[at], at + 1
    if end + 1 < len(tokens) and tokens[end].kind == "from" and tokens[end + 1].kind == "num":
        number, end = replace(number, of=tokens[end + 1].value), end + 2
    return end, confidence_of(number)


def _said_before(result: list[Token], later: Sequence[Token]) -> bool:
    """Turn the number before the word into the confidence; only when another number is left to report."""
    at = len(result) - 1
    while at >= 0 and at >= len(result) - 2 and result[at].kind == "fill":
        at -= 1
    if at < 0 or result[at].kind != "num":
        return False
    start = at - 2 if at > 1 and result[at - 1].kind == "from" and result[at - 2].kind == "num" else at
    is_first = not any(token.kind == "ref" for token in result) and any(token.kind == "num" for token in later)
    if not is_first and not any(token.kind == "num" for token in result[:start]):
        return False
    _, value = _whole(result, start)
    result[start:] = [Token("sure", result[start].start, result[-1].end, value=Decimal(value))]
    return True


def confidence_of(number: Token) -> int:
    """1 to 10, from 7, 70 %, 0.7 or 7/10."""
    value = number.value or Decimal(0)
    if number.of:
        value = value * 10 / number.of
    elif "percent" in number.units or value > 10:
        value = value / 10
    elif 0 < value < 1:
        value = value * 10
    return max(1, min(10, int(value.quantize(Decimal(1), ROUND_HALF_UP))))


def with_notes(tokens: Sequence[Token], folded: Folded, end: int) -> list[Token]:
    """The tokens with every note in one token "noted". A note ends where the next key result gets its number."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        begin = _note_begin(tokens, place, bool(result), any(token.kind == "num" for token in result))
        if begin is None:
            result.append(tokens[place])
            place += 1
        else:
            place, noted = _noted(tokens, begin, folded, end, is_reason=tokens[place].kind == "because")
            result += noted
    return result


def _note_begin(tokens: Sequence[Token], place: int, follows: bool, has_number: bool) -> int | None:
    """Where the note's own words begin when this token opens one."""
    token, following = tokens[place], tokens[place + 1 : place + 2]
    has_colon = bool(following) and following[0].kind in ("colon", "hyphen", "dash")
    if token.kind == "note":
        follows_pause = not follows or tokens[place - 1].kind in _SPLITS | {"num", "sure", "unit", "fill"}
        is_note = has_colon or (has_number and follows_pause and len(token.text) > 1)
        return place + 1 + has_colon if is_note else None
    if token.kind == "because":
        return place if has_number or not any(before.kind == "ref" for before in tokens[:place]) else None
    if token.kind in ("semicolon", "dash") and has_number and following:
        is_other = following[0].kind in ("note", "because") or _begins_report(tokens, place + 1, strict=False)
        is_dash_before_number = token.kind == "dash" and any(later.kind in _NO_NOTE for later in tokens[place + 1 :])
        return None if is_other or is_dash_before_number or following[0].kind == "sure" else place + 1
    return None


def _begins_report(tokens: Sequence[Token], place: int, strict: bool) -> bool:
    """Whether a key result and its number stand here, close together."""
    window = [token.kind for token in tokens[place : place + 7]]
    if "ref" not in window[:2]:
        return False
    after = window[window.index("ref") + 1 :]
    return "num" in (after[:2] if strict else after)


def _noted(tokens: Sequence[Token], begin: int, folded: Folded, end: int, is_reason: bool) -> tuple[int, list[Token]]:
    last = begin
    while last < len(tokens) and not (is_reason and tokens[last].kind in _ENDS_REASON and last > begin):
        if last > begin and tokens[last].kind in _SPLITS and _begins_report(tokens, last + 1, strict=False):
            break
        last += 1
    inside = list(tokens[begin:last])
    sure = [token for token in inside if token.kind == "sure"]
    while inside and inside[-1].kind in _SPLITS | {"sure", "stop", "fill_with"}:
        inside.pop()
    while inside and inside[0].kind in _SPLITS | {"sure"}:
        inside.pop(0)
    if not inside:
        return last, sure
    stop = end if last == len(tokens) and not sure else inside[-1].end
    text = folded.written(inside[0].start, stop).strip(_TRIMMED)
    return last, [Token("noted", inside[0].start, stop, text), *sure]
