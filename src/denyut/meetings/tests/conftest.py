"""A Friday in the quarter, a week of check-ins behind it, and a ritual on Monday."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from denyut.chat.actions import open_room
from denyut.chat.models import Room
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.rhythm.actions import add_ritual
from denyut.rhythm.models import Ritual
from denyut.spine import clock
from tests.goals import Goals
from tests.world import World

TUESDAY = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
# Three in the afternoon in Jakarta.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
# Nine in the morning in Jakarta.
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(FRIDAY):
        yield


@pytest.fixture
def week(goals: Goals, mei: Person, bo: Person) -> Goals:
    """On Tuesday Mei went from nothing to 24 and on to 20 minutes; Bo told nothing."""
    with clock.at(TUESDAY):
        check_in(mei, goals.median, value=Decimal(24), confidence=70, note="First rules are live")
        check_in(mei, goals.median, value=Decimal(20), confidence=70, note="The night shift helps")
    return goals


@pytest.fixture
def room(cem: Person, world: World) -> Room:
    return open_room(cem, name="Service", department=world.service)


@pytest.fixture
def ritual(cem: Person, goals: Goals, world: World) -> Ritual:
    """Mondays at nine, for half an hour, of Cem's department."""
    return add_ritual(
        cem,
        goals.quarter,
        kind="check_in",
        first_on=date(2026, 10, 5),
        at=time(9),
        minutes=30,
        department=world.service,
    )
