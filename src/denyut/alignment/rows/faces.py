"""How goals look on a map: rows of the board, kept as long as nothing that they show has changed."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Max

from denyut.alignment.rows.terrain import Goal
from denyut.okr.board import SHOWN_TOO
from denyut.okr.rows import ObjectiveRow, head_rows
from denyut.spine.models import Event

KEPT = 20_000
type Key = tuple[int, int, str, date, int]

_kept: OrderedDict[Key, ObjectiveRow] = OrderedDict()


def rows_for(
    goals: Mapping[int, Goal], wanted: Collection[int], language: str, moment: datetime
) -> dict[int, ObjectiveRow]:
    """The rows of the wanted goals by id. One query when all are kept."""
    newest = Event.objects.filter(verb__in=SHOWN_TOO).aggregate(newest=Max("id"))["newest"] or 0
    keys = {pk: (pk, goals[pk].version, language, moment.date(), newest) for pk in wanted}
    missing = [pk for pk, key in keys.items() if key not in _kept]
    for pk, row in head_rows(missing, language=language, moment=moment).items() if missing else ():
        _kept[keys[pk]] = row
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return {pk: _kept[key] for pk, key in keys.items() if key in _kept}


def forget() -> None:
    """Let go of all kept rows."""
    _kept.clear()
