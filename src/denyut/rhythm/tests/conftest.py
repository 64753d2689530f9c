"""A quarter and a year that run at once, and a moment in them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from denyut.okr.actions import open_cycle
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.rhythm.actions import add_ritual
from denyut.rhythm.models import Ritual
from denyut.spine import clock

# Sunday, noon in Jakarta.
SUNDAY = datetime(2026, 11, 15, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(SUNDAY):
        yield


@pytest.fixture
def quarter(ada: Person) -> Cycle:
    return open_cycle(ada, name="Q4 2026", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))


@pytest.fixture
def year(ada: Person) -> Cycle:
    return open_cycle(ada, name="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), kind="year")


@pytest.fixture
def check_in(cem: Person, quarter: Cycle) -> Ritual:
    """Mondays at nine, for half an hour."""
    return add_ritual(cem, quarter, kind="check_in", first_on=date(2026, 10, 5), at=time(9, 0))
