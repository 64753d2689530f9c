"""Lines as they are drawn for everybody. A drawing is kept until the line's edition moves; of a card, until what it shows changes."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from denyut.chat.models import Line
from denyut.chat.rows import line_row
from denyut.spine.fragments import FRAGMENTS
from denyut.spine.models import Event

KEPT = 5_000
RENAMED = "people.changed"
type Key = tuple[int, str, int, int, int]

# What is drawn with a line beside its words: by the name the template knows it by, a function of all new lines, in a constant number of queries.
PARTS: dict[str, Callable[[Sequence[Line]], dict[int, Any]]] = {}

_kept: OrderedDict[Key, str] = OrderedDict()


def draw(lines: Iterable[Line], language: str) -> dict[int, SafeString]:
    """The lines' elements by id; their authors must be loaded. One query: a person's new name draws their lines anew.

    Cards that were not drawn yet take those of their fragments.
    """
    names = Event.objects.filter(verb=RENAMED).aggregate(newest=Max("id"))["newest"] or 0
    keys = {line: (line.pk, language, names, line.edition, line.facts.get("change", 0)) for line in lines}
    new = [line for line, key in keys.items() if key not in _kept]
    cards = _cards(line for line in new if line.kind == Line.LineKind.CARD)
    parts = {name: of(new) for name, of in PARTS.items()} if new else {}
    for line in new:
        row = line_row(line, language, cards.get(line.pk))
        beside = {name: found.get(line.pk) for name, found in parts.items()}
        _kept[keys[line]] = render_to_string("chat/_line.html", {"line": row, **beside})
    found = {line.pk: mark_safe(_kept[key]) for line, key in keys.items()}
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def forget() -> None:
    """Let go of all kept drawings."""
    _kept.clear()


def _cards(lines: Iterable[Line]) -> dict[int, str]:
    """What these cards show, by the lines' ids: one call to each fragment that draws them, empty where it draws nothing."""
    wanted: dict[str, dict[int, int]] = {}
    for line in lines:
        wanted.setdefault(line.facts["card"], {})[line.pk] = line.facts["number"]
    found: dict[int, str] = {}
    for name, numbers in wanted.items():
        drawn = FRAGMENTS[name].draw(list(numbers.values())) if name in FRAGMENTS else {}
        found |= {pk: drawn.get(number, "") for pk, number in numbers.items()}
    return found
