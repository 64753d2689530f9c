"""The ladder of an urgent call: first in the product, five minutes later by letter, then by the gateway. No database here."""

from datetime import datetime, timedelta

from denyut.chat.models import Call

PAUSE = timedelta(minutes=5)
BY_ITSELF = 3


def step_of(times: int, *, has_gateway: bool) -> Call.Step:
    """How somebody is called the `times`-th time (1 is the first)."""
    if times <= 1:
        return Call.Step.APP
    return Call.Step.GATEWAY if has_gateway and times >= BY_ITSELF else Call.Step.MAIL


def next_call(times: int, now: datetime) -> datetime | None:
    """When somebody who was called `times` times by now is called again by itself; None when that is over."""
    return now + PAUSE if times < BY_ITSELF else None
