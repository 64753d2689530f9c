"""Keeping the calendar of a cycle."""

from datetime import date, time
from typing import Any

import pytest

from denyut.okr.actions import close_cycle
from denyut.okr.models import Cycle
from denyut.rhythm.actions import add_ritual, change_ritual, end_ritual, use_usual_calendar
from denyut.rhythm.models import Ritual
from denyut.rhythm.verbs import RITUAL_ADDED
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World

MONDAY = {"first_on": date(2026, 10, 5), "at": time(9, 0)}


def test_add_ritual_says_what_it_is(world: World, quarter: Cycle) -> None:
    ritual = add_ritual(world.cem, quarter, **MONDAY, title=" Stand-up ", minutes=15, department=world.service)
    assert (ritual.name, ritual.kind, ritual.every, ritual.department) == ("Stand-up", "custom", "week", world.service)
    event = Event.objects.latest("id")
    assert event.facts["at"] == "09:00"
    assert list(RITUAL_ADDED.topics(event)) == [f"cycle:{quarter.pk}"]


def test_ritual_without_a_title_is_called_what_it_is(check_in: Ritual) -> None:
    assert check_in.name == "Check-in"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"every": "year"}, "every"),
        ({"kind": "custom"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"first_on": date(2027, 1, 1)}, "first_on"),
    ],
)
def test_ritual_is_invalid(world: World, quarter: Cycle, check_in: Ritual, words: dict[str, Any], field: str) -> None:
    for attempt in (
        lambda **given: add_ritual(world.cem, quarter, **given),
        lambda **given: change_ritual(world.cem, check_in, **given),
    ):
        with pytest.raises(Invalid) as refusal:
            attempt(**{**MONDAY, "kind": "plan", **words})
        assert refusal.value.field == field


@pytest.mark.parametrize(("who", "code"), [("mei", "not_manager"), ("dora", "not_manager"), ("aldo", "reads_only")])
def test_calendar_is_refused_to(world: World, quarter: Cycle, check_in: Ritual, who: str, code: str) -> None:
    actor = getattr(world, who)
    for attempt in (
        lambda: use_usual_calendar(actor, quarter),
        lambda: add_ritual(actor, quarter, **MONDAY, title="Mine"),
        lambda: change_ritual(actor, check_in, **MONDAY, title="Mine"),
        lambda: end_ritual(actor, check_in),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == code


def test_lead_keeps_the_calendar_of_their_own_department(world: World, quarter: Cycle) -> None:
    world.chat_team.lead = world.bo
    world.chat_team.save()
    ritual = add_ritual(world.bo, quarter, **MONDAY, title="Chat", department=world.chat_team)
    for wider in (None, world.service):
        with pytest.raises(Refused):
            change_ritual(world.bo, ritual, **MONDAY, title="Chat", department=wider)
    assert end_ritual(world.bo, ritual).ended_at is not None


def test_change_ritual_moves_it(world: World, check_in: Ritual) -> None:
    moved = change_ritual(
        world.ada, check_in, first_on=date(2026, 10, 6), at=time(10), kind="check_in", every="two_weeks", minutes=20
    )
    assert (moved.first_on, moved.at, moved.every, moved.minutes) == (date(2026, 10, 6), time(10), "two_weeks", 20)


def test_end_ritual_once(world: World, check_in: Ritual) -> None:
    end_ritual(world.cem, check_in)
    assert not Ritual.objects.standing().exists()
    for attempt in (lambda: end_ritual(world.cem, check_in), lambda: change_ritual(world.cem, check_in, **MONDAY)):
        with pytest.raises(Conflict) as refusal:
            attempt()
        assert refusal.value.code == "ended"


def test_closed_cycle_keeps_its_calendar(world: World, quarter: Cycle, check_in: Ritual) -> None:
    close_cycle(world.ada, quarter)
    quarter.refresh_from_db()
    for attempt in (
        lambda: use_usual_calendar(world.cem, quarter, department=world.service),
        lambda: add_ritual(world.cem, quarter, **MONDAY, title="Late"),
        lambda: change_ritual(world.cem, check_in, **MONDAY),
        lambda: end_ritual(world.cem, check_in),
    ):
        with pytest.raises(Conflict) as refusal:
            attempt()
        assert refusal.value.code == "cycle_closed"


def test_usual_calendar_is_put_in_once_for_the_same_people(world: World, quarter: Cycle, year: Cycle) -> None:
    for cycle in (quarter, year):
        use_usual_calendar(world.cem, cycle)
    assert list(quarter.rituals.values_list("kind", flat=True)) == ["plan", "check_in", "monthly_review", "close"]
    assert "quarterly_review" in year.rituals.values_list("kind", flat=True)
    with pytest.raises(Conflict) as refusal:
        use_usual_calendar(world.cem, quarter)
    assert refusal.value.code == "has_calendar"
    use_usual_calendar(world.cem, quarter, department=world.service)
    assert quarter.rituals.count() == 8
