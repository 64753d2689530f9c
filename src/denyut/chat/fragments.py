"""The pieces of a room that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.chat.rows import line_rows
from denyut.spine.fragments import fragment


@fragment("chat.line", how="append", target="#room-%d-lines", element="line-%d")
def draw_lines(ids: Sequence[int]) -> dict[int, str]:
    """Lines at the end of a room."""
    rows = line_rows(ids, language=get_language() or "en")
    return {pk: render_to_string("chat/_line.html", {"line": row}) for pk, row in rows.items()}
