"""JSON of which nothing is known: each question has an answer, whatever is there. Pure."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)


def loaded(text: str) -> Any:
    """What a JSON text says, None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def rows_in(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def inside(value: Any) -> dict[str, Any]:
    """An object, empty where it is none."""
    return value if isinstance(value, dict) else {}


def text_in(row: dict[str, Any], *names: str) -> str:
    """The first of these that says something in words."""
    return next((value for name in names if isinstance(value := row.get(name), str) and value.strip()), "")


def moment_in(seconds: Any, now: datetime) -> datetime | None:
    """The moment of so many seconds since 1970, as a number or in words; None for what is none, or is still to come."""
    try:
        found = datetime.fromtimestamp(float(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return found if FIRST <= found <= now + A_DAY else None
