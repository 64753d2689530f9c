"""One's week, asked for in a room."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from denyut.assistant.fragments import draw_key_result_cards
from denyut.chat.actions import open_room
from denyut.chat.door import explained, receive
from denyut.chat.models import Line
from denyut.okr.actions import check_in
from denyut.rhythm.actions import add_item
from denyut.spine import clock
from denyut.spine.access import Invalid
from tests.goals import Goals, make_goals
from tests.world import World


def test_the_week_alone_is_answered_to_its_author(world: World) -> None:
    with clock.at(datetime(2026, 11, 1, tzinfo=UTC)):
        goals: Goals = make_goals(world)
    room = open_room(world.mei, name="Weeks")
    # Last Friday's check-in has not come.
    with clock.at(datetime(2026, 11, 20, 2, tzinfo=UTC)):
        add_item(world.mei, "plan", text="Call the supplier")
        said = Line.objects.count()
        reply = receive(world.mei, room, "/week", key="a")
        [answer] = reply.answers
        with pytest.raises(Invalid):
            receive(world.mei, room, "/week plan", key="b")
    assert (goals.median.title in answer, 'data-due="late"' in answer, "Call the supplier" in answer) == (True,) * 3
    assert (reply.line, reply.made, Line.objects.count()) == (None, None, said)
    assert {"/week", "/watch"} <= {one.usage for one in explained()}


def test_the_card_of_a_key_result_says_when_its_check_in_is_due(world: World) -> None:
    with clock.at(datetime(2026, 11, 1, tzinfo=UTC)):
        goals = make_goals(world)
    with clock.at(datetime(2026, 11, 18, 2, tzinfo=UTC)):
        before = draw_key_result_cards([goals.median.pk])[goals.median.pk]
        check_in(world.mei, goals.median, value=Decimal(20))
        after = draw_key_result_cards([goals.median.pk])[goals.median.pk]
    days = [re.search(r'Check-in due <relative-time datetime="2026-11-(\d\d)', card) for card in (before, after)]
    assert [day and day[1] for day in days] == ["13", "27"]
