"""Lines as they are drawn for everybody.

A drawing is kept until the line's edition moves; of a card, until what it shows changes.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

from denyut.chat import parts
from denyut.chat.files import files_of
from denyut.chat.markup import Drawn, drawn, filled, marks_in
from denyut.chat.models import Line
from denyut.chat.mould import cast, is_plain
from denyut.chat.rows import LineRow, line_row
from denyut.lib.keeping import Kept
from denyut.lib.prepared import Prepared
from denyut.spine.fragments import FRAGMENTS
from denyut.spine.models import Event
from denyut.talk.references import REFERABLES

KEPT = 5_000
RENAMED = "people.changed"
LINE, MENTION = "chat/_line.html", "chat/_mention.html"
type Key = tuple[int, str, int, int, int]

# What is drawn beside the words of a line: by its name in the template, a function of all new lines in a constant number of queries.
PARTS: dict[str, Callable[[Sequence[Line]], dict[int, Any]]] = {
    "reactions": parts.reactions,
    "quote": parts.quotes,
    "pinned_by": parts.pins,
    "moved": parts.moves,
    "files": files_of,
}

_kept: Kept[Key, str] = Kept(KEPT)
_newest = Prepared(lambda verb: Event.objects.filter(verb=verb).order_by("-id").values_list("id")[:1])


def draw(lines: Iterable[Line], language: str) -> dict[int, SafeString]:
    """The lines' elements by id. One query: a person's new name draws their lines anew.

    Lines that were not drawn yet take those of their authors, parts, and cards' fragments. The things that lines name are drawn each time,
    one call for each kind: they change while the lines stay.
    """
    names = newest_name()
    keys: dict[Key, Line] = {
        (line.pk, language, names, line.edition, line.facts.get("change", 0)): line for line in lines
    }

    def anew(missing: Sequence[Key]) -> dict[Key, str]:
        drawings = _drawn_anew([keys[key] for key in missing], language)
        return {key: drawings[keys[key]] for key in missing}

    drawings = _kept.many(keys, anew)
    return with_things({keys[key].pk: drawing for key, drawing in drawings.items()})


def newest_name() -> int:
    """The number of the newest event that may have given somebody another name, 0 for none. One query."""
    newest = _newest(RENAMED)
    return newest[0][0] if newest else 0


def with_things(drawings: dict[int, str]) -> dict[int, SafeString]:
    """Drawings with the things they name as everybody may see them: their chips, or the words alone where there is none to show."""
    named: dict[str, set[int]] = {}
    for html in drawings.values():
        for kind, number in marks_in(html):
            named.setdefault(kind, set()).add(number)
    chips = {kind: _chips(kind, sorted(numbers)) for kind, numbers in named.items()}

    def chip(kind: str, number: int, words: str) -> str:
        drawing = chips[kind].get(number)
        return f'<span class="named" data-label="{words}">{drawing}</span>' if drawing else words

    return {pk: mark_safe(filled(html, chip) if named else html) for pk, html in drawings.items()}


def words_of(line: Line, names: parts.Names, text: Drawn | None = None) -> Drawn:
    """What was said, with those whom it calls by their present `names`; things it names are left for `with_things`."""
    said = text or drawn(line.text)

    def chip(kind: str, number: int, words: str) -> str:
        if kind == "everybody":
            return f'<span class="mention mention--many">{words}</span>'
        if kind not in ("person", "department"):
            return f'<span data-ref="{kind}:{number}">{words}</span>'
        name = names.get((kind, number))
        return render_to_string(MENTION, {"kind": kind, "id": number, "name": name}).strip() if name else words

    return Drawn(filled(said.html, chip), said.lines)


def forget() -> None:
    """Let go of all kept drawings."""
    _kept.forget()


def _drawn_anew(new: Sequence[Line], language: str) -> dict[Line, str]:
    prefetch_related_objects(new, "author")
    cards = _cards(line for line in new if line.kind == Line.LineKind.CARD)
    names = parts.names_of(new)
    beside = {name: of(new) for name, of in PARTS.items()}
    return {
        line: _drawing(
            line,
            line_row(line, language, words_of(line, names.get(line.pk, {})), cards.get(line.pk)),
            {name: found.get(line.pk) for name, found in beside.items()},
            language,
        )
        for line in new
    }


def _drawing(line: Line, row: LineRow, beside: dict[str, Any], language: str) -> str:
    if is_plain(line, row, beside):
        return cast(LINE, language, row)
    return get_template(LINE).render({"line": row, **beside})


def _chips(kind: str, numbers: Sequence[int]) -> dict[int, str]:
    """The chips of things of one kind, by their numbers."""
    thing = REFERABLES.get(kind)
    return FRAGMENTS[thing.chip].draw(numbers) if thing is not None and thing.chip in FRAGMENTS else {}


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
