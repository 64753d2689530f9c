"""Lines by their numbers, with their authors' names: what a new line needs to be drawn for everybody who looks."""

from collections.abc import Sequence

from denyut.chat.models import Line
from denyut.lib.prepared import Prepared, fields_of, made
from denyut.people.models import Person

FACE = ("id", "name")

_lines = Prepared(lambda ids: Line.objects.filter(pk__in=ids).values_list(*fields_of(Line)))
_authors = Prepared(lambda ids: Person.objects.filter(pk__in=ids).order_by().values_list(*fields_of(Person, *FACE)))


def lines_with(ids: Sequence[int]) -> list[Line]:
    """The lines with these numbers in their order. Of an author only what a face shows is loaded. Two queries."""
    lines = [made(Line, row) for row in _lines(ids)]
    wanted = sorted({line.author_id for line in lines})
    authors = {person.pk: person for person in (made(Person, row, *FACE) for row in _authors(wanted))}
    for line in lines:
        line.author = authors[line.author_id]
    return lines
