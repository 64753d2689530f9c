"""Values of the tables as JSON has them, and as the cells of a sheet; each way leads back to exactly the same value."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.duration import duration_string

from denyut.exchange.complete.tables import Plain
from denyut.exchange.problems import RowRefused
from denyut.lib.sheets import Cell

YES, NO = "yes", "no"
# A spreadsheet would run a text that begins like this as a formula. One that begins with the mark itself gets another.
MARK = "'"
FORMULA = ("=", "+", "-", "@", "\t", "\r", MARK)

type Write = Callable[[Any], Plain]


def plain_of(value: Any) -> Plain:
    """A value of a column, no reference, as JSON has it."""
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    # One order for the names within, whatever the database made of them.
    return json.loads(json.dumps(value, sort_keys=True)) if isinstance(value, dict | list) else value


def amount(value: Decimal) -> str:
    """An amount without idle zeros."""
    return format(value.normalize(), "f") if value else "0"


def value_of(field: Any, plain: Plain, column: str) -> Any:
    """What a column of a row holds, no reference. Raises RowRefused for what the field can't hold."""
    try:
        value = _read(field, plain)
        _must_fit(field, value)
    except (ValidationError, InvalidOperation, TypeError, ValueError, OverflowError) as error:
        raise RowRefused("not_a_value", column=column, text=str(plain)[:60]) from error
    return value


def _read(field: Any, plain: Plain) -> Any:
    if plain is None:
        return None
    if isinstance(field, models.JSONField):
        return plain
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(plain)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(field, models.CharField | models.TextField) and not isinstance(plain, str):
        raise TypeError
    return field.to_python(plain)


def _must_fit(field: Any, value: Any) -> None:
    if value is None:
        if not field.null:
            raise ValueError
        return
    if isinstance(field, models.JSONField) and type(value) is not type(field.get_default()):
        raise TypeError
    if isinstance(value, str) and "\0" in value:
        raise ValueError
    if (
        field.choices
        and value not in {word for word, _label in field.flatchoices}
        and not (value == "" and field.blank)
    ):
        raise ValueError
    field.run_validators(value)


def text_of(plain: Plain) -> str:
    """A value as the text of a cell; formulas are disarmed by those who write texts."""
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return YES if plain else NO
    return json.dumps(plain, ensure_ascii=False, sort_keys=True) if isinstance(plain, dict | list) else str(plain)


def of_cell(field: Any, cell: Cell, column: str) -> Plain:
    """The value that a cell means, as JSON has it. A sheet has no way to tell nothing from an empty text: the field has.

    Raises RowRefused for a cell that is none of its kind.
    """
    if cell is None or cell == "":
        return "" if _is_text(field) and not field.null else None
    try:
        return _of_cell(field, cell)
    except (ValueError, InvalidOperation) as error:
        raise RowRefused("not_a_value", column=column, text=str(cell)[:60]) from error


def _of_cell(field: Any, cell: Cell) -> Plain:
    if field is None or isinstance(field, models.IntegerField):
        return int(str(cell))
    if isinstance(field, models.BooleanField):
        return {YES: True, NO: False, "true": True, "false": False}[str(cell).lower()]
    if isinstance(field, models.JSONField):
        return json.loads(str(cell))
    if isinstance(field, models.DecimalField):
        return amount(Decimal(str(cell)))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def disarmed(text: str) -> str:
    """A text that a spreadsheet takes for a text."""
    return f"{MARK}{text}" if text.startswith(FORMULA) else text


def armed(text: str) -> str:
    """The text that `disarmed` was given."""
    return text.removeprefix(MARK)
