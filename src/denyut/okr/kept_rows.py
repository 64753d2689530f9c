"""Rows of goals' own pages, kept until anything they show changes: most who open a page see what somebody saw just before."""

from collections import OrderedDict
from datetime import date, datetime

from denyut.okr.board import newest_change
from denyut.okr.models import KeyResult, Objective
from denyut.okr.rows import KeyResultRow, ObjectiveRow, key_result_row, rows_of

KEPT = 500
type Key = tuple[str, int, int, int, str, date, int]

_kept: OrderedDict[Key, ObjectiveRow | KeyResultRow] = OrderedDict()


def page_row(objective: Objective, language: str, moment: datetime) -> ObjectiveRow:
    """An objective with its key results as a row; its cycle, owner and department must be loaded. One query, five when it is not kept."""
    key: Key = (
        "objective",
        objective.pk,
        objective.version,
        objective.edition,
        language,
        moment.date(),
        newest_change(),
    )
    row = _kept.get(key)
    if not isinstance(row, ObjectiveRow):
        row = _keep(key, rows_of([objective], language=language, moment=moment)[objective.pk])
    return row


def page_key_result_row(kr: KeyResult, language: str, moment: datetime) -> KeyResultRow:
    """A key result as a row; its owner and its objective's cycle must be loaded. One query, four when it is not kept."""
    key: Key = ("key_result", kr.pk, kr.objective.version, kr.edition, language, moment.date(), newest_change())
    row = _kept.get(key)
    if not isinstance(row, KeyResultRow):
        row = _keep(key, key_result_row(kr, language, moment))
    return row


def forget() -> None:
    """Let go of all kept rows."""
    _kept.clear()


def _keep[Row: (ObjectiveRow, KeyResultRow)](key: Key, row: Row) -> Row:
    _kept[key] = row
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return row
