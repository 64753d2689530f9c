"""What a whole column says about how its numbers, dates and shares are written."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from denyut.exchange.values import NotReadable, is_moment, is_number, read_quantity
from denyut.lib.dates import Order, guess_order

# What can only be read one way: a last mark that is not before exactly three digits, or two different marks.
DECIMAL_COMMA = re.compile(r"\d,(\d{1,2}|\d{4,})(?!\d)|\.\d{3},\d|\d{1,3}(\.\d{3}){2,}(?![\d.])")
DECIMAL_POINT = re.compile(r"\d\.(\d{1,2}|\d{4,})(?!\d)|,\d{3}\.\d|\d{1,3}(,\d{3}){2,}(?![\d,])")
COMMA_LANGUAGES = frozenset({"id", "vi", "pt", "de", "fr", "es", "it", "nl", "tr"})


def decimal_mark(cells: Sequence[object], language: str) -> Literal[".", ","]:
    """The mark before the fraction: by the cells that can be read only one way, else by the language's habit."""
    texts = [cell for cell in cells if isinstance(cell, str) and is_number(cell)]
    commas = sum(bool(DECIMAL_COMMA.search(text)) for text in texts)
    points = sum(bool(DECIMAL_POINT.search(text)) for text in texts)
    if commas == points:
        return "," if language[:2] in COMMA_LANGUAGES and not points else "."
    return "," if commas > points else "."


def date_order(cells: Sequence[object]) -> Order:
    """The order of day, month and year in a column; day first when nothing tells."""
    texts = [cell for cell in cells if isinstance(cell, str) and is_moment(cell)]
    return guess_order(texts)


def progress_scale(cells: Sequence[object], decimal: str) -> int:
    """What the column writes for "all of it": 1 when no value is above 1, else 100."""
    numbers = numbers_in(cells, decimal)
    has_percent_sign = any(isinstance(cell, str) and "%" in cell for cell in cells)
    return 1 if numbers and max(numbers) <= 1 and max(numbers) > 0 and not has_percent_sign else 100


def confidence_scale(cells: Sequence[object], decimal: str) -> int:
    """The top of the scale of confidence: 1, 5, 10 or 100; 10 when the column holds only words."""
    numbers = numbers_in(cells, decimal)
    if not numbers:
        return 10
    highest = max(numbers)
    if any(0 < number < 1 for number in numbers) and highest <= 1:
        return 1
    if min(numbers) >= 1 and highest <= 5:
        return 5
    return 10 if highest <= 10 else 100


def numbers_in(cells: Sequence[object], decimal: str) -> list[Decimal]:
    """The values of those cells that are numbers."""
    numbers = []
    for cell in cells:
        try:
            numbers.append(read_quantity(cell, decimal).value)
        except NotReadable:
            continue
    return numbers


def looks_like_key(cell: object) -> bool:
    """Whether a cell is an ID rather than a title: a number, or one word with a digit in it."""
    if isinstance(cell, str):
        return bool(re.fullmatch(r"[\w.:/#-]{1,40}", cell.strip()) and re.search(r"\d", cell))
    return not isinstance(cell, date)
