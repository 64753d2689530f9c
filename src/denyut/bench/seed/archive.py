"""Messages by the million, indexed: some thousands are made and indexed, then copied by the database, each time into other rooms."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection, transaction
from django.db.models import Model

from denyut.chat.models import Line, Room
from denyut.search.actions import index_things
from denyut.search.actions.indexing import words_of
from denyut.search.index import put
from denyut.search.models import Document
from denyut.search.sources import SOURCES

KIND = "message"
type Words = list[str]


def index(lines: Sequence[Line]) -> None:
    """Let these lines be found."""
    with transaction.atomic():
        index_things(KIND, [line.pk for line in lines])


def copy(lines: Sequence[Line], rooms: Sequence[Room], times: int) -> None:
    """Say all these lines so many times more, an even number of rooms further on each time, so that open stays open.

    Lines, documents and rooms must each have numbers without gaps, and every room something said in it.
    """
    said, places = _words(lines)
    numbers = dict(Document.objects.filter(kind=KIND).values_list("number", "id"))
    first, last, count = lines[0].pk, lines[-1].pk, len(lines)
    for lap in range(1, times + 1):
        here = {room.pk: rooms[(place + 2 * lap) % len(rooms)].pk for place, room in enumerate(rooms)}
        moved = f"{rooms[0].pk} + (room_id - {rooms[0].pk} + {2 * lap}) % {len(rooms)}"
        by = lap * count
        with transaction.atomic():
            _copy(Line, {"id": f"id + {by}", "room_id": moved}, f"id BETWEEN {first} AND {last}")
            _copy(Document, {"id": f"id + {by}", "number": f"number + {by}"}, f"number BETWEEN {first} AND {last}")
            put([(numbers[line.pk] + by, said[line.pk] + places[here[line.room_id]]) for line in lines])


def _words(lines: Sequence[Line]) -> tuple[dict[int, Words], dict[int, Words]]:
    """What each line is indexed under wherever it is said, and what all lines of a room are indexed under, as their source tells."""
    docs = {doc.number: doc for doc in SOURCES[KIND].docs([line.pk for line in lines])}
    some = {line.room_id: docs[line.pk] for line in lines}
    places = {room: words_of(KIND, replace(doc, text="", person=None)) for room, doc in some.items()}
    return {pk: words_of(KIND, replace(doc, scopes=(), terms=())) for pk, doc in docs.items()}, places


def _copy(model: type[Model], changed: dict[str, str], where: str) -> None:
    """Copy rows of a table within it, some columns changed."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    table, taken = model._meta.db_table, ", ".join(changed.get(name, name) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table} WHERE {where}")  # noqa: S608
