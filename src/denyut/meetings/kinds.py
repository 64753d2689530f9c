"""What kind of meeting something was, and how much of it told how things stand. Pure."""

from typing import Any

from denyut.meetings.models import Held
from denyut.rhythm.models import Ritual

KINDS = {
    Ritual.Kind.CHECK_IN: Held.MeetingKind.STATUS,
    Ritual.Kind.MONTHLY_REVIEW: Held.MeetingKind.STATUS,
    Ritual.Kind.QUARTERLY_REVIEW: Held.MeetingKind.STATUS,
    Ritual.Kind.PLAN: Held.MeetingKind.PLANNING,
    Ritual.Kind.CLOSE: Held.MeetingKind.DECISION,
}
ABOUT_STATUS = ("goal", "blocker", "warning", "task")


def kind_of(ritual_kind: str) -> str:
    """The kind of meeting that a ritual is."""
    return KINDS.get(Ritual.Kind(ritual_kind), Held.MeetingKind.OTHER).value


def status_minutes(minutes: dict[str, Any]) -> int:
    """How many whole minutes of a review told how things stand, rounded up."""
    seconds: int = sum(item["seconds"] for item in minutes["items"] if item["kind"] in ABOUT_STATUS)
    return -(-seconds // 60)
