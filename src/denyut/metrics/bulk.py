"""Many readings at once, as one deed takes them."""

from datetime import datetime
from decimal import Decimal
from typing import NotRequired, TypedDict


class Fresh(TypedDict):
    """One reading: the value that holds at a moment, of how many cases, and whether it is an estimate."""

    at: datetime
    value: Decimal
    n: NotRequired[int | None]
    is_estimated: NotRequired[bool]
