"""Questions that are asked very often: Django words each of them once, and afterwards only the numbers in it change.

Wording a query costs Django ten times what the database needs to answer a small one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

# What stands for the numbers and words to come: nothing looks like them.
FIRST, STEP = -7_000_000_000_000_001, -1
WORDED_AT_MOST = 64

_insertions: dict[tuple[type[Model], str], str] = {}

type One = int | str
type Given = One | Sequence[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A query in words: its parameters, and at which place of them which of the given values belongs."""

    sql: str
    parameters: tuple[Any, ...]
    places: dict[int, int]
    converters: dict[int, Any]
    compiler: Any


class Prepared:
    """A question about numbers: `ask(7, [1, 2])` gives the queryset of rows (`values_list`) that answers it for these.

    Each argument is one number, one text or some numbers; of some the order means nothing.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._ask = ask
        self._worded: dict[tuple[Any, ...], Wording | None] = {}

    def __call__(self, *given: Given) -> list[tuple[Any, ...]]:
        """The rows for these. One query, none where one of the arguments is no number at all."""
        if any(not isinstance(one, int | str) and not one for one in given):
            return []
        filled = [one if isinstance(one, int | str) else _padded(one) for one in given]
        key = (connection.vendor, connection.alias, *(0 if isinstance(one, int | str) else len(one) for one in filled))
        if key not in self._worded:
            self._worded[key] = self._words(filled) if len(self._worded) < WORDED_AT_MOST else None
        wording = self._worded[key]
        return list(self._ask(*given)) if wording is None else _answer(wording, _flat(filled))

    def _words(self, like: Sequence[Given]) -> Wording | None:
        """The query in words; None where they leave one of the values out, so that Django asks it itself."""
        numbers = count(FIRST, STEP)
        shape = [
            next(numbers)
            if isinstance(one, int)
            else str(next(numbers))
            if isinstance(one, str)
            else [next(numbers) for _ in one]
            for one in like
        ]
        compiler = self._ask(*shape).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        wanted = {(type(one), one): place for place, one in enumerate(_flat(shape))}
        found = {at: wanted.get((type(value), value)) for at, value in enumerate(parameters)}
        places = {at: place for at, place in found.items() if place is not None}
        if set(places.values()) != set(wanted.values()):
            return None
        converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
        return Wording(sql, tuple(parameters), places, converters, compiler)


@lru_cache(maxsize=200)
def fields_of(model: type[Model], *some: str) -> tuple[str, ...]:
    """What to ask for (`values_list`) where `made` shall make objects of the rows: `some` of the fields, or all."""
    return tuple(f.attname for f in model._meta.concrete_fields if not some or f.attname in some)


def made[M: Model](model: type[M], row: Sequence[Any], *some: str) -> M:
    """The object that a row of `fields_of` tells of; what was not asked for is read when it is needed."""
    return model.from_db(connection.alias, fields_of(model, *some), row)


def put(one: Model) -> None:
    """Insert a new object as it is: what `save` does for it, without asking what is to be done, and so four times as fast."""
    model = type(one)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    key = (model, connection.vendor)
    if key not in _insertions:
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        table, own = (
            connection.ops.quote_name(model._meta.db_table),
            connection.ops.quote_name(str(model._meta.pk.column)),
        )
        signs = ", ".join(["%s"] * len(fields))
        _insertions[key] = f"INSERT INTO {table} ({columns}) VALUES ({signs}) RETURNING {own}"  # noqa: S608
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insertions[key], values)
        [(one.pk,)] = cursor.fetchall()
    one._state.adding, one._state.db = False, connection.alias


def _answer(wording: Wording, given: Sequence[One]) -> list[tuple[Any, ...]]:
    parameters = list(wording.parameters)
    for at, place in wording.places.items():
        parameters[at] = given[place]
    with connection.cursor() as cursor:
        cursor.execute(wording.sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if wording.converters:
        return [tuple(row) for row in wording.compiler.apply_converters(rows, wording.converters)]
    return rows


def _flat(given: Sequence[Given]) -> list[One]:
    return [one for some in given for one in ([some] if isinstance(some, int | str) else some)]


def _padded(numbers: Sequence[int]) -> list[int]:
    """The numbers, the last one repeated up to the next power of two: few wordings serve for any count."""
    return [*numbers, *[numbers[-1]] * ((1 << (len(numbers) - 1).bit_length()) - len(numbers))]
