"""The page of all takeaways: what is shown to whom, chosen by room, goal, kind and state."""

from collections.abc import Callable

import pytest
from django.test import Client

from denyut.assistant.actions import keep_takeaway, settle_takeaway
from denyut.assistant.listing import PAGE, FilterForm, listed
from denyut.assistant.models import Takeaway, TakeawayKind
from denyut.chat.actions import open_room, say
from denyut.chat.models import Room
from denyut.people.models import Person
from denyut.spine.access import Refused
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world: World) -> Room:
    return open_room(world.cem, name="Pay", kind="closed", people=[world.mei, world.bo])


@pytest.fixture
def kept(world: World, goals: Goals, closed: Room) -> list[Takeaway]:
    """For a goal from an open room, for another goal from a closed one, and for the closed room alone."""
    queue = open_room(world.mei, name="Queue")
    evidence, pay = say(world.mei, queue, text="18 min"), say(world.mei, closed, text="pay more")
    return [
        keep_takeaway(world.mei, kind=TakeawayKind.EVIDENCE, text="18 min", key_result=goals.median, line=evidence),
        keep_takeaway(world.mei, kind=TakeawayKind.SUGGESTION, text="more", key_result=goals.rules, line=pay),
        keep_takeaway(world.mei, kind=TakeawayKind.SUGGESTION, text="secret", line=pay),
    ]


def texts(viewer: Person, **wanted: object) -> list[str]:
    return [row.text for row in listed(viewer, wanted).rows]


def test_what_is_shown_and_chosen(world: World, goals: Goals, closed: Room, kept: list[Takeaway]) -> None:
    assert texts(world.mei) == ["secret", "more", "18 min"]
    assert texts(world.dora) == ["more", "18 min"]
    assert texts(world.mei, kind="suggestion") == ["secret", "more"]
    assert texts(world.mei, state="kept") == ["18 min"]
    assert texts(world.mei, room=closed) == ["secret", "more"]
    assert texts(world.mei, goal=goals.rules, kind="evidence") == []
    rows = listed(world.mei, {}).rows
    assert [row.goal for row in rows] == [
        "",
        f"{goals.rules.label} {goals.rules.title}",
        f"{goals.median.label} {goals.median.title}",
    ]


def test_only_rooms_that_are_found_are_offered(world: World, closed: Room, kept: list[Takeaway]) -> None:
    def offered(viewer: Person) -> list[str]:
        return [room.name for room in FilterForm(viewer=viewer).fields["room"].queryset]  # type: ignore[attr-defined]

    assert (offered(world.mei), offered(world.dora)) == (["Pay", "Queue"], ["Queue"])


def test_the_page(world: World, closed: Room, kept: list[Takeaway], signed_in: Callable[[Person], Client]) -> None:
    browser = signed_in(world.dora)
    assert "18 min" in browser.get("/takeaways/").content.decode()
    page = browser.get(f"/takeaways/?kind=nonsense&room={closed.pk}&before=x").content.decode()
    assert ("18 min" in page, "secret" in page) == (True, False)
    Takeaway.objects.all().delete()
    assert "Nothing was kept from the talk yet" in browser.get("/takeaways/").content.decode()


def test_pages_and_queries(world: World, closed: Room, django_assert_num_queries: Callable[[int], object]) -> None:
    for number in range(PAGE + 1):
        keep_takeaway(world.mei, kind=TakeawayKind.SUGGESTION, text=f"n{number}", room=closed)
        if number in (0, 2, PAGE):
            with django_assert_num_queries(1):  # type: ignore[attr-defined]
                listing = listed(world.mei, {})
    assert (len(listing.rows), listing.rows[0].text) == (PAGE, f"n{PAGE}")
    assert [row.text for row in listed(world.mei, {}, before=listing.then).rows] == ["n0"]


@pytest.mark.parametrize(("who", "may"), [("mei", True), ("cem", True), ("bo", False), ("aldo", False)])
def test_what_belongs_to_a_room_is_settled_by_its_author_or_a_manager(
    world: World, closed: Room, who: str, may: bool
) -> None:
    made = keep_takeaway(world.mei, kind=TakeawayKind.SUGGESTION, text="more", room=closed)
    if may:
        assert settle_takeaway(getattr(world, who), made).settled_by == getattr(world, who)
    else:
        with pytest.raises(Refused):
            settle_takeaway(getattr(world, who), made)
