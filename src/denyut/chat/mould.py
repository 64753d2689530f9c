"""The mould of a plain line: what most lines look like, drawn once in each language and then filled in.

The template draws a line in half a millisecond; a message that reaches five hundred people at once has not so long.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from denyut.chat.models import Line
from denyut.chat.rows import LineRow
from denyut.lib.keeping import Kept
from denyut.people.faces import Face
from denyut.spine import clock

# Private letters stand around the name of what belongs there.
GAP = re.compile("\ue000([a-z_]+)\ue001")
type Mould = list[str]

_kept: Kept[tuple[str, str, bool], Mould] = Kept(50)


def is_plain(line: Line, row: LineRow, beside: Mapping[str, Any]) -> bool:
    """Whether nothing is drawn of a line but who said which words and when."""
    is_talk = line.kind == Line.LineKind.TALK and not line.facts and not line.as_name
    is_changed = row.edited_at is not None or row.is_recalled or bool(row.answers) or bool(row.folded)
    return is_talk and not is_changed and bool(row.words) and not any(beside.values())


def cast(template: str, language: str, row: LineRow) -> str:
    """The drawing of a plain line, as the template would draw it in the active language (`language`)."""
    key = template, language, row.is_answer
    pieces = list(_kept.many([key], lambda _missing: {key: _mould(template, is_answer=row.is_answer)})[key])
    given = {
        "id": str(row.id),
        "url": escape(row.url),
        "owner": str(row.owner),
        "author": str(row.author.id),
        "name": escape(row.author.name),
        "initials": escape(row.author.initials),
        "hue": str(row.author.hue),
        "at": escape(row.at),
        "clock": escape(row.clock),
        "words": row.words,
    }
    for place in range(1, len(pieces), 2):
        pieces[place] = given[pieces[place]]
    return "".join(pieces)


def _mould(template: str, *, is_answer: bool) -> Mould:
    """The drawn line in pieces: each second one is the name of what belongs there."""
    author: Any = Face(_gap("author"), _gap("name"), _gap("initials"), _gap("hue"))  # type: ignore[arg-type]
    row: dict[str, Any] = {name: _gap(name) for name in ("id", "url", "owner", "at", "clock", "words")}
    line = LineRow(
        **row,
        author=author,
        text="",
        said_at=clock.now(),
        folded=0,
        step=None,
        card=None,
        edited_at=None,
        is_recalled=False,
        is_forwarded=False,
        is_answer=is_answer,
        answers="",
        replied_at=None,
    )
    return GAP.split(get_template(template).render({"line": line}))


def _gap(name: str) -> SafeString:
    return mark_safe(f"\ue000{name}\ue001")
