"""Rows out of JSON: finding the list, and laying its objects out as a table. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from denyut.sources.cells import Cell
from denyut.sources.connectors.table import Table, named
from denyut.sources.troubles import Trouble

COLUMNS_AT_MOST = 200


def found_at(path: str, answer: Any) -> Any:
    """What stands at a path like "data.items" or "results.0.rows"; the whole for an empty one. Raises Trouble."""
    for step in filter(None, path.split(".")):
        if isinstance(answer, Mapping) and step in answer:
            answer = answer[step]
        elif isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        else:
            raise Trouble("path_missing", path=path, step=step)
    return answer


def objects_in(path: str, answer: Any) -> list[Mapping[str, Any]]:
    """The objects at a path. Raises Trouble where there is no list of them."""
    found = found_at(path, answer)
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise Trouble("no_rows", path=path)
    return found


def table_of(objects: Sequence[Mapping[str, Any]]) -> Table:
    """Objects as a table. An object within an object becomes columns like "user.name". Raises Trouble for none."""
    if not objects:
        raise Trouble("empty_answer")
    flat = [_flat(one) for one in objects]
    names = list(dict.fromkeys(name for one in flat for name in one))
    if len(names) > COLUMNS_AT_MOST:
        raise Trouble("too_many_columns", limit=COLUMNS_AT_MOST)
    return Table(named(names), iter([[one.get(name) for name in names] for one in flat]))


def _flat(one: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for name, value in one.items():
        if isinstance(value, Mapping) and depth < 2:
            found |= _flat(value, f"{before}{name}.", depth + 1)
        elif value is None or isinstance(value, str | int | float | bool | Decimal):
            found[f"{before}{name}"] = value
    return found
