"""The pieces of a room that change while people look."""

from collections.abc import Sequence

from django.utils.translation import get_language

from denyut.chat.drawn import draw
from denyut.chat.models import Line
from denyut.spine.fragments import fragment


@fragment("chat.line", how="append", target="#room-%d-lines", element="line-%d")
def draw_lines(ids: Sequence[int]) -> dict[int, str]:
    """Lines at the end of a room."""
    return {**draw(Line.objects.filter(pk__in=ids).select_related("author"), get_language() or "en")}


@fragment("chat.line_itself", target="#line-%d")
def draw_lines_anew(ids: Sequence[int]) -> dict[int, str]:
    """Lines in their places: cards that changed."""
    return draw_lines(ids)


@fragment("chat.line_taken_back", target="#line-%d")
def draw_lines_taken_back(ids: Sequence[int]) -> dict[int, str]:
    """Nothing: a line that was taken back goes from every open page."""
    return {}
