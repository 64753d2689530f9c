from datetime import timedelta

import pytest
import time_machine

from denyut.chat.actions import open_room
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.events import Via
from denyut.spine.jobs.cron import SCHEDULES
from denyut.spine.jobs.housekeeping import tidy_up
from denyut.spine.models import Outcome

pytestmark = pytest.mark.django_db


def test_answers_are_kept_for_a_month(mei: Person) -> None:
    open_room.via(Via("web", "k"))(mei, name="Talk")
    for days, left in [(29, 1), (31, 0)]:
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            tidy_up.func()
        assert Outcome.objects.count() == left


def test_it_is_done_every_night() -> None:
    assert tidy_up.module_path in SCHEDULES
