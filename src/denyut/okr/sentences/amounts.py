"""Numbers made whole: spelled words summed, units joined to them, fractions, spans of time and ranges seen as one."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from denyut.okr.sentences.numerals import number_from
from denyut.okr.sentences.shapes import Token

_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_BEFORE = frozenset({"currency", "percent"})
MILLION = Decimal(1_000_000)
_OF = frozenset({"of", "out of", "dari total", "من اصل", "เต็ม", "trên", "trên tổng số"})


def whole_numbers(tokens: Sequence[Token], script: str) -> list[Token]:
    """The tokens with every number in one piece, its unit and its neighbours' warnings with it."""
    return _ranges(_spans(_fractions(_with_units(_summed(tokens, script)))))


def _summed(tokens: Sequence[Token], script: str) -> list[Token]:
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        found = number_from(tokens, place, script)
        if found is None:
            result.append(tokens[place])
            place += 1
        else:
            place, number = found
            is_tenths = tokens[place - 1].numeral == "tenth"
            result.append(replace(number, units=frozenset({"percent"})) if is_tenths else number)
    return result


def _is_unit(token: Token) -> bool:
    return bool(token.units)


def _with_units(tokens: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if (
            last is not None
            and last.kind == "num"
            and (_is_unit(token) or "thing_after" in token.roles)
            and not last.roles & {"closed"}
        ):
            result[-1] = _joined(last, token)
        elif token.kind == "num" and last is not None:
            _put_number(result, token)
        else:
            result.append(token)
    return result


def _joined(number: Token, unit: Token) -> Token:
    """The number with the unit after it. A second unit may only say more of the first: million dollars, % points."""
    roles = number.roles | (unit.roles & {"thing_after"}) | {"unit"} | ({"month"} if unit.text == "月" else frozenset())
    if "m" in number.units | unit.units and "currency" in number.units | unit.units:
        return replace(
            number,
            end=unit.end,
            units=frozenset({"currency"}),
            roles=roles,
            value=(number.value or Decimal(0)) * MILLION,
        )
    units = unit.units if not number.units else number.units
    if number.units and not unit.units & number.units:
        roles |= {"closed"}
    return replace(number, end=unit.end, units=units, roles=roles)


def _put_number(result: list[Token], number: Token) -> None:
    before = result[-1]
    if before.units & _BEFORE and (before.kind == "unit" or before.end == number.start):
        result[-1] = replace(number, start=before.start, units=before.units & _BEFORE)
    elif "thing_before" in before.roles and before.kind not in ("to", "at", "up", "down"):
        result.append(replace(number, roles=number.roles | {"thing_before"}))
    else:
        result.append(number)


def _fractions(tokens: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        triple = tokens[place : place + 3]
        if len(triple) == 3 and token.kind == "num" and _divides(triple[1]) and triple[2].kind == "num":
            whole = triple[2]
            result.append(
                replace(
                    token,
                    end=whole.end,
                    of=whole.value,
                    units=token.units or whole.units,
                    roles=token.roles | whole.roles,
                )
            )
            place += 3
        else:
            result.append(token)
            place += 1
    return result


def _divides(token: Token) -> bool:
    return token.kind == "slash" or token.text in _OF


def _spans(tokens: Sequence[Token]) -> list[Token]:
    """1 hour 5 minutes becomes 65 minutes."""
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if last is not None and last.kind == token.kind == "num" and (span := _span(last, token)) is not None:
            result[-1] = span
        else:
            result.append(token)
    return result


def _span(large: Token, small: Token) -> Token | None:
    first, second = _time_unit(large), _time_unit(small)
    if not first or not second or _SECONDS[first] <= _SECONDS[second] or large.value is None or small.value is None:
        return None
    value = large.value * Decimal(_SECONDS[first]) / Decimal(_SECONDS[second]) + small.value
    return replace(large, end=small.end, value=value, units=frozenset({second}), roles=large.roles | small.roles)


def _time_unit(token: Token) -> str:
    units = {"minutes" if unit == "m" else unit for unit in token.units} & _SECONDS.keys()
    return min(units) if units else ""


def _ranges(tokens: Sequence[Token]) -> list[Token]:
    """Both ends of 40-45 say that nobody knows exactly; so do two numbers with nothing between."""
    result = list(tokens)
    for place in range(1, len(tokens)):
        if tokens[place].kind == tokens[place - 1].kind == "num":
            result[place] = replace(tokens[place], roles=tokens[place].roles | {"range"})
    for place in range(1, len(tokens) - 1):
        left, sign, right = tokens[place - 1 : place + 2]
        if left.kind == right.kind == "num" and (sign.kind == "hyphen" or sign.text == "~"):
            result[place - 1] = replace(left, roles=left.roles | {"range"})
            result[place + 1] = replace(right, roles=right.roles | {"range"})
    return result
