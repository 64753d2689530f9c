"""Keys by which goals are told apart in every workspace: the one they were given, or one made of their number and birth."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import models

from denyut.matters.models import Blocker, Decision
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.rhythm.models import Weekly

START = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# What a key begins with, and the field that says when a thing came to be.
LETTERS: Mapping[type[models.Model], tuple[str, str]] = {
    Objective: ("O", "made_at"),
    KeyResult: ("KR", "made_at"),
    CheckIn: ("C", "recorded_at"),
}


# What has no key is called by what it belongs to and when it came to be.
CALLED: Mapping[type[models.Model], tuple[str, str]] = {
    Blocker: ("key_result", "opened_at"),
    Decision: ("asked_by", "asked_at"),
    Weekly: ("person", "week_on"),
}


def call(whose: object, since: object) -> str:
    """What a thing without a key is called, by the two columns in which it says that."""
    return f"{whose} {since}"


def key_of(letters: str, pk: int, born: datetime, external_key: str | None) -> str:
    """The key of a thing: its own, else "O-12.5e1f…", which no two workspaces make for two things."""
    return external_key if external_key is not None else f"{letters}-{pk}.{(born - START) // MICROSECOND:x}"
