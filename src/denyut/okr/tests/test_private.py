"""What a stranger hears of an objective that turned private: nothing, not even on pages that were open before."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from denyut.live.frames import Entry, entries
from denyut.live.tail import from_log
from denyut.okr.actions import add_key_result, change_key_result, change_objective, check_in
from denyut.okr.models import Objective, Visibility
from denyut.okr.verbs import OBJECTIVE_CHANGED
from denyut.people.models import Person
from denyut.spine import events
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def make_private(world: World, objective: Objective, **changes: Any) -> Objective:
    now = Objective.objects.get(pk=objective.pk)
    kept = {"title": now.title, "owner": now.owner, "department": now.department, "parent": now.parent}
    return change_objective(world.ada, now, visibility=Visibility.PRIVATE, **{**kept, **changes})


def told_since(seen: int, *topics: str) -> str:
    """What a page that comes back is told."""
    return (from_log(seen, events.head(), frozenset(topics), "en") or b"").decode()


def listened(entry: Entry) -> set[str]:
    return {topic for frame in entry.frames["en"] for topic in frame.topics}


def test_a_page_that_was_away_hears_nothing_of_what_is_private_now(world: World, goals: Goals) -> None:
    seen = events.head()
    check_in(world.mei, goals.median, value=Decimal(24))
    make_private(world, goals.speed, title="Buy the rival")
    change_key_result(world.mei, goals.median, title="Price agreed", unit="min", baseline=Decimal(30))
    told = told_since(seen, "okr")
    assert ("Price agreed" in told, "Buy the rival" in told, "Customers come back" in told) == (False, False, True)
    assert f'data-remove="#objective-{goals.speed.pk}"' in told
    assert "Price agreed" in told_since(seen, f"okr:{goals.speed.pk}")


def test_an_open_goal_is_drawn_once_for_boards_and_for_its_own_page(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=Decimal(24))
    [entry] = entries([Event.objects.latest("id")], ["en"])
    pieces = [(f.key[0], sorted(f.topics)) for f in entry.frames["en"] if f.key[0].startswith("okr.")]
    own, above = f"okr:{goals.speed.pk}", f"okr:{goals.company.pk}"
    assert pieces == [
        ("okr.open_key_result", ["okr", own]),
        ("okr.open_objective_head", ["okr", own]),
        ("okr.open_objective_head", ["okr", above]),
    ]


def test_boards_hear_that_an_objective_turned_private_and_then_no_more(world: World, goals: Goals) -> None:
    make_private(world, goals.speed)
    make_private(world, goals.speed, description="More")
    add_key_result(world.mei, goals.speed, title="Secret")
    turned, changed, added = entries(list(Event.objects.order_by("-id")[:3])[::-1], ["en"])
    own = f"okr:{goals.speed.pk}"
    # The company's objective lives by it and stays open: its line moves.
    above = {"okr", f"okr:{goals.company.pk}"}
    assert own in listened(turned)
    assert "okr.objective" in {frame.key[0] for frame in turned.frames["en"]}
    for later in (changed, added):
        assert "okr.objective" not in {frame.key[0] for frame in later.frames["en"]}
        # What was raised or foreseen for it leaves the lists of those.
        assert listened(later) <= {own, *above, "matters", "foresight", "foresight_all:0"}


def test_whoever_listens_is_asked_anew_when_an_objective_is_private(world: World, goals: Goals) -> None:
    event = Event.objects.get(verb="okr.objective_added", subject_id=goals.speed.pk)
    assert list(OBJECTIVE_CHANGED.withdraws(event)) == []
    make_private(world, goals.speed)
    assert list(OBJECTIVE_CHANGED.withdraws(Event.objects.latest("id"))) == [(None, f"okr:{goals.speed.pk}")]


def test_the_owner_of_a_key_result_does_not_see_the_private_goal_above(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    make_private(world, goals.speed)
    address = f"/key-results/{goals.rules.pk}/"
    shown, seen_whole = (signed_in(person).get(address).content.decode() for person in (world.bo, world.mei))
    assert ("Assignment rules" in shown, "Answer 40% faster" in shown, "<live-stream" in shown) == (True, False, False)
    assert ("Answer 40% faster" in seen_whole, "<live-stream" in seen_whole) == (True, True)


def test_an_edit_keeps_the_parent_that_the_editor_does_not_see(world: World, goals: Goals, signed_in: Browser) -> None:
    make_private(world, goals.company)
    words = {"title": "Answer faster", "owner": world.mei.pk, "department": world.service.pk, "parent": ""}
    answer = signed_in(world.mei).post(f"/objectives/{goals.speed.pk}/edit/", words)
    assert answer.status_code == 302
    edited = Objective.objects.get(pk=goals.speed.pk)
    assert (edited.title, edited.parent_id) == ("Answer faster", goals.company.pk)


def test_an_edit_lets_go_of_a_parent_that_the_editor_could_choose(
    world: World, goals: Goals, signed_in: Browser
) -> None:
    words = {"title": "Answer faster", "owner": world.mei.pk, "department": world.service.pk, "parent": ""}
    signed_in(world.mei).post(f"/objectives/{goals.speed.pk}/edit/", words)
    assert Objective.objects.get(pk=goals.speed.pk).parent_id is None
