from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from denyut.people import times
from denyut.people.models import Workspace
from tests.world import World

ask = times._zone.__wrapped__


@pytest.mark.django_db
def test_the_zone_is_the_workspaces(world: World) -> None:
    Workspace.objects.update(zone="Asia/Makassar")
    assert ask(0) == ZoneInfo("Asia/Makassar")


@pytest.mark.django_db
def test_before_there_is_a_workspace_it_is_utc() -> None:
    assert ask(0) == ZoneInfo("UTC")


def test_the_companys_day_begins_at_its_own_midnight() -> None:
    with time_machine.travel(datetime(2026, 12, 31, 18, 0, tzinfo=UTC), tick=False):
        assert times.company_now().date() == date(2027, 1, 1)
