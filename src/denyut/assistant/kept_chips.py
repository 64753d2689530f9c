"""Chips of goals as they were drawn, until anything they show changes: the same few goals stand in very many messages."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import Model, QuerySet
from django.utils.translation import get_language

from denyut.lib.keeping import Kept
from denyut.okr.board import newest_change
from denyut.okr.models import KeyResult, Objective, Visibility
from denyut.people.times import company_now

type Key = tuple[str, str, date, int, int, int, int]
type Draw = Callable[[Sequence[int]], dict[int, str]]

_kept: Kept[Key, str] = Kept(2_000)


def key_result_chips(ids: Sequence[int], draw: Draw) -> dict[int, str]:
    """Chips of key results that everybody may see, by id. Two queries, and those of `draw` for what is not kept."""
    found = KeyResult.objects.filter(pk__in=ids, objective__visibility=Visibility.PUBLIC)
    return _chips("key_result", found, "objective__version", draw)


def objective_chips(ids: Sequence[int], draw: Draw) -> dict[int, str]:
    """Chips of objectives that everybody may see, by id. As `key_result_chips`."""
    return _chips("objective", Objective.objects.filter(pk__in=ids, visibility=Visibility.PUBLIC), "version", draw)


def _chips[One: Model](kind: str, found: QuerySet[One], version: str, draw: Draw) -> dict[int, str]:
    language, today, newest = get_language() or "en", company_now().date(), newest_change()
    rows = found.order_by().values_list("pk", version, "edition")
    keys: list[Key] = [(kind, language, today, newest, *row) for row in rows]
    drawn = _kept.many(keys, lambda missing: _drawn(missing, draw))
    return {key[4]: html for key, html in drawn.items()}


def _drawn(keys: Sequence[Key], draw: Draw) -> dict[Key, str]:
    chips = draw([key[4] for key in keys])
    return {key: chips[key[4]] for key in keys if key[4] in chips}
