"""Which facts are news: what changed, not what is only still so."""

from collections.abc import Iterable
from typing import Any

# Numbers about a week, and what stands as it stood.
STILL = ("blocker_stands", "weeks", "plan", "progress", "problem")


def is_news(item: dict[str, Any]) -> bool:
    """Whether an item tells of a change. A decision that is needed is one when it was asked for just now."""
    if item["kind"] == "needed":
        return bool(item.get("is_new"))
    return item["kind"] not in STILL


def has_news(sections: Iterable[dict[str, Any]]) -> bool:
    """Whether anything changed."""
    return any(is_news(item) for section in sections for item in section["items"])
