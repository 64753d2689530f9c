"""Events: everything that happened, as far as the caller may see it."""

from decimal import Decimal

import pytest

from denyut.chat.actions import open_room, say
from denyut.gateway.resources import events
from denyut.okr.actions import check_in
from denyut.people.actions import change_person, invite, make_token, set_password
from denyut.people.passwords import chosen
from denyut.spine.models import Event


def verbs(caller, query=""):
    return [event["verb"] for event in caller.get(f"/events{query}").json()["items"]]


@pytest.fixture
def history(mei, bo, cem, ada, key_result, secret_key_result):
    """One of everything."""
    check_in(mei, key_result, value=Decimal(18), note="Flowing")
    check_in(mei, secret_key_result, value=Decimal(18))
    say(mei, open_room(mei, name="Care"), text="Hello")
    say(mei, open_room(mei, name="Salaries", kind="closed", people=[bo]), text="Psst")
    change_person(mei, mei, title="Lead")
    make_token(mei, mei, name="script")


GOALS = ["okr.cycle_opened", "okr.objective_added", "okr.key_result_added"]
SECRET = ["okr.objective_added", "okr.key_result_added"]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("dora", [*GOALS, "okr.checked_in", "chat.room_opened", "chat.said", "people.changed"]),
        ("bo", [*GOALS, "okr.checked_in", *["chat.room_opened", "chat.said"] * 2, "people.changed"]),
        ("mei", [*GOALS, *SECRET, *["okr.checked_in"] * 2, *["chat.room_opened", "chat.said"] * 2, "people.changed"]),
        (
            "ada",
            [
                *GOALS,
                *SECRET,
                *["okr.checked_in"] * 2,
                "chat.room_opened",
                "chat.said",
                "people.changed",
                "people.token_made",
            ],
        ),
        (
            "aldo",
            [
                *GOALS,
                *SECRET,
                *["okr.checked_in"] * 2,
                "chat.room_opened",
                "chat.said",
                "people.changed",
                "people.token_made",
            ],
        ),
    ],
)
def test_events_are_seen_by_who_finds_their_subject(rest, world, history, who, seen):
    assert verbs(rest(getattr(world, who))) == seen


def test_event_is_told_whole(rest, mei, key_result):
    check_in(mei, key_result, value=Decimal(18), note="Flowing")
    event = Event.objects.latest("id")
    told = rest(mei).get(f"/events/{event.pk}").json()
    assert {name: told[name] for name in ("id", "verb", "actor", "subject_kind", "subject_id", "text")} == {
        "id": event.pk,
        "verb": "okr.checked_in",
        "actor": mei.pk,
        "subject_kind": "okr.keyresult",
        "subject_id": key_result.pk,
        "text": "Flowing",
    }
    assert (told["facts"]["value"], "_words" in told["facts"]) == ("18", False)


def test_past_of_a_goal_is_hidden_with_it(rest, mei, dora, goal):
    assert "okr.objective_added" in verbs(rest(dora))
    rest(mei).patch(f"/objectives/{goal.pk}", {"visibility": "private"})
    assert verbs(rest(dora)) == ["okr.cycle_opened"]
    hidden = Event.objects.get(verb="okr.objective_added")
    assert rest(dora).get(f"/events/{hidden.pk}").status_code == 404


def test_place_is_hidden_from_who_does_not_find_it(rest, mei, bo, dora, key_result):
    room = open_room(mei, name="Salaries", kind="closed", people=[bo])
    rest(mei).post(f"/rooms/{room.pk}/messages", {"text": f"/checkin KR-{key_result.pk} 18"})
    event = Event.objects.get(verb="okr.checked_in")
    assert rest(bo).get(f"/events/{event.pk}").json()["place"] == f"room:{room.pk}"
    assert rest(dora).get(f"/events/{event.pk}").json()["place"] == ""


def test_signing_in_is_ones_own_affair(rest, mei, dora, ada):
    set_password(mei, mei, password=chosen("another pulse entirely"))
    assert verbs(rest(dora)) == []
    assert verbs(rest(mei)) == verbs(rest(ada)) == ["people.password_changed"]


def test_invitation_is_not_told_to_everybody(rest, mei, ada, dora):
    invite(ada, email="new@example.com")
    assert (verbs(rest(dora)), verbs(rest(ada))) == ([], ["people.invited"])


def test_events_go_on_after_a_number(rest, mei, history):
    every = rest(mei).get("/events").json()
    ids = [event["id"] for event in every["items"]]
    assert every["next"] is None
    assert [e["id"] for e in rest(mei).get(f"/events?after={ids[3]}").json()["items"]] == ids[4:]
    first = rest(mei).get("/events?limit=4").json()
    assert [e["id"] for e in rest(mei).get(f"/events?cursor={first['next']}").json()["items"]] == ids[4:]
    assert rest(mei).get("/events?after=9223372036854775807").json() == {"items": [], "next": None}


def test_page_may_be_empty_and_go_on(rest, dora, mei, bo, monkeypatch):
    """Nobody reads the whole log at once to find the little that they may see."""
    room = open_room(mei, name="Salaries", kind="closed", people=[bo])
    for _line in range(5):
        say(mei, room, text="Psst")
    change_person(mei, mei, title="Lead")
    monkeypatch.setattr(events, "WINDOW", 3)
    pages, path = [], f"/events?after={Event.objects.earliest('id').pk - 1}"
    while path:
        page = rest(dora).get(path).json()
        pages.append([event["verb"] for event in page["items"]])
        path = page["next"] and f"/events?cursor={page['next']}"
    assert pages == [[], [], ["people.changed"]]


def test_a_gap_in_the_numbers_takes_nothing_from_a_page(history):
    first = Event.objects.earliest("id").pk
    assert [events._before_next(start) for start in (0, first, 10**12)] == [first - 1, first, 10**12]
