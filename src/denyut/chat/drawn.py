"""Lines as they are drawn for everybody. What was said does not change, so a drawing is kept."""

from collections import OrderedDict
from collections.abc import Iterable

from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from denyut.chat.models import Line
from denyut.chat.rows import line_row
from denyut.spine.models import Event

KEPT = 5_000
RENAMED = "people.changed"
type Key = tuple[int, str, int]

_kept: OrderedDict[Key, str] = OrderedDict()


def draw(lines: Iterable[Line], language: str) -> dict[int, SafeString]:
    """The lines' elements by id; their authors must be loaded. One query: a person's new name draws their lines anew."""
    names = Event.objects.filter(verb=RENAMED).aggregate(newest=Max("id"))["newest"] or 0
    return {line.pk: mark_safe(_drawn(line, language, names)) for line in lines}


def forget() -> None:
    """Let go of all kept drawings."""
    _kept.clear()


def _drawn(line: Line, language: str, names: int) -> str:
    key = (line.pk, language, names)
    if key not in _kept:
        _kept[key] = render_to_string("chat/_line.html", {"line": line_row(line, language)})
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return _kept[key]
