"""Which clauses report nothing: questions, wishes, plans, hearsay, what was, what is not."""

from collections.abc import Sequence

from denyut.okr.sentences.clauses import Clause
from denyut.okr.sentences.shapes import Token

CHANGES = frozenset({"up", "down", "better", "worse", "minus", "more"})
# "from May" tells where a number comes from, unless it changed from there.
_ORIGINS = frozenset({"from", "of", "dari", "daripada", "من", "จาก", "từ", "由", "自", "in", "trong", "dalam", "since"})
_MONTHS = frozenset({"tháng", "bulan", "شهر"})
# "Then", which makes a condition of the number before it.
_CONSEQUENCES = frozenset({"thì", "就", "ก็"})
_QUIET = frozenset({"fill", "colon", "other", "hyphen", "recent"})


def without_comparisons(tokens: Sequence[Token]) -> list[Token]:
    """The tokens in which "than last week" is no longer about the past: it only says what the change is measured from."""
    result = list(tokens)
    has_change = any(token.kind in CHANGES | {"to"} for token in tokens)
    for place, token in enumerate(tokens):
        if token.kind == "past":
            before = _nearest(tokens, place, -1, ("fill", "by", "num"))
            after = _nearest(tokens, place, 1, ("fill",))
            is_measured_from = (
                before is not None and before.kind == "from" and (has_change or before.text not in _ORIGINS)
            )
            if is_measured_from or (after is not None and after.kind == "from"):
                result[place] = token.turned("fill")
    return result


def with_dates(tokens: Sequence[Token]) -> list[Token]:
    """The tokens in which years and numbered months are words of the past: what they brought is no check-in."""
    return [
        token.turned("past") if _is_year(tokens, place) or _is_month(tokens, place) else token
        for place, token in enumerate(tokens)
    ]


def _is_year(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind != "num" or token.value is None or not 1990 <= token.value < 2100 or token.units:
        return False
    return bool(token.roles & {"thing_before", "thing_after"}) or (place > 0 and tokens[place - 1].kind == "from")


def _is_month(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.kind == "num" and ("month" in token.roles or (place > 0 and tokens[place - 1].text in _MONTHS))


def _nearest(tokens: Sequence[Token], place: int, step: int, passed: Sequence[str]) -> Token | None:
    at = place + step
    while 0 <= at < len(tokens) and tokens[at].kind in passed:
        at += step
    return tokens[at] if 0 <= at < len(tokens) else None


def doubtful_sentences(tokens: Sequence[Token]) -> set[int]:
    """The sentences that ask, suppose, or repeat what others say; and those that quote a number."""
    doubtful: set[int] = set()
    sentence, is_quoting, has_number = 0, False, False
    for place, token in enumerate(tokens):
        is_number = token.kind == "num"
        is_quoting ^= token.kind == "quote"
        has_number |= is_number
        if _is_doubt(tokens, place, has_number) or (is_quoting and is_number):
            doubtful.add(sentence)
        if token.kind in ("stop", "asked"):
            sentence, has_number = sentence + 1, False
    return doubtful


def _is_doubt(tokens: Sequence[Token], place: int, has_number: bool) -> bool:
    token = tokens[place]
    if token.kind == "after" and not has_number:
        following = _nearest(tokens, place, 1, ("fill",))
        return following is not None and following.kind in ("ref", "at", "to", "now", *CHANGES)
    is_consequence = has_number and token.text in _CONSEQUENCES
    return token.kind in ("asked", "doubt", "question") or is_consequence or _ends_as_question(tokens, place)


def _ends_as_question(tokens: Sequence[Token], place: int) -> bool:
    """A negation or a particle after the number, at the very end, asks: 95% ke, 95% không."""
    token = tokens[place]
    following = tokens[place + 1].kind if place + 1 < len(tokens) else "stop"
    is_last = following in ("stop", "asked", "noted")
    before = tokens[place - 1].kind if place else ""
    return is_last and before in ("num", "ref", "fill") and (token.kind == "negation" or token.text == "ke")


def is_planned(clause: Clause) -> bool:
    """Whether the clause tells of what shall be, or may be."""
    return clause.has("plan")


def is_only_plan(clause: Clause) -> bool:
    """Whether nothing but a wish is left, which then colours what was said before: "hopefully"."""
    return clause.has("plan") and all(token.kind in _QUIET or token.kind == "plan" for token in clause.tokens)


def is_only_past(clause: Clause) -> bool:
    """Whether the clause only dates what was said before: "5.9%, last quarter"."""
    return clause.has("past") and all(token.kind in _QUIET | {"past", "from", "by"} for token in clause.tokens)


def is_denied(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is said not to be so, or a denial without a number of its own spoils its clause."""
    for at, token in enumerate(tokens):
        if token.kind == "negation":
            has_own_number = any(later.kind == "num" for later in tokens[at + 1 :])
            if at < place or not has_own_number:
                return True
    return False


def is_past(tokens: Sequence[Token], place: int) -> bool:
    """Whether the clause is about the past and no "now" stands between that and the number."""
    last_past = max((at for at, token in enumerate(tokens) if token.kind == "past"), default=-1)
    if last_past < 0:
        return False
    nows = [at for at, token in enumerate(tokens) if token.kind == "now"]
    return not any(at < place and (at > last_past or last_past > place) for at in nows)
