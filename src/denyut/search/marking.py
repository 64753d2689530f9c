"""Showing where in a text the words were found."""

import re
from collections.abc import Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from denyut.lib.tokens import tokenise

PIECE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,2}|\w+|\W+")
BEFORE, LONGEST = 60, 240


def marked(text: str, words: Sequence[str]) -> SafeString:
    """A stretch of the text around the first word that was found, the words marked; safe HTML."""
    pieces = [(piece, _is_found(piece, words)) for piece in PIECE.findall(" ".join(text[:20_000].split()))]
    first = next((place for place, (_piece, is_found) in enumerate(pieces) if is_found), 0)
    start, room = first, BEFORE
    while start > 0 and room > 0:
        start -= 1
        room -= len(pieces[start][0])
    shown, length = [], 0
    for piece, is_found in pieces[start:]:
        if length > LONGEST:
            break
        shown.append((piece, is_found))
        length += len(piece)
    parts = [("<mark>" if is_found else "", piece, "</mark>" if is_found else "") for piece, is_found in shown]
    html = format_html_join("", "{}{}{}", ((mark_safe(a), piece, mark_safe(b)) for a, piece, b in parts))
    return mark_safe(("…" if start else "") + html + ("…" if start + len(shown) < len(pieces) else ""))


def _is_found(piece: str, words: Sequence[str]) -> bool:
    tokens = tokenise(piece)
    return any(token in words or any(len(word) >= 3 and token.startswith(word) for word in words) for token in tokens)
