"""Urgent calls: the ladder, quiet hours, the budget, and every refusal."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from denyut.chat.actions import call_again, cancel_ding, confirm_ding, ding, open_room
from denyut.chat.budget import budget_of
from denyut.chat.call_links import link_of
from denyut.chat.door import receive
from denyut.chat.jobs import call_those_due
from denyut.chat.models import Call, Ding, Line, Room
from denyut.people.actions import add_absence, change_person, change_workspace
from denyut.people.models import Holiday
from denyut.spine import outlets
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.jobs.worker import Worker
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db

# A Monday morning in Jakarta, which is seven hours ahead.
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Care", kind="closed", people=[world.bo, world.cem])


def calls_of(made: Ding) -> list[tuple[int, str, int]]:
    return list(Call.objects.filter(ding=made).order_by("person").values_list("person", "step", "times"))


def tick(minutes: int, machine: time_machine.Traveller) -> None:
    machine.shift(timedelta(minutes=minutes))
    call_those_due.call()
    outlets.catch_up()
    while Worker().run_once():
        pass


def test_ding_calls_at_once_and_puts_a_card(world: World, room: Room) -> None:
    with time_machine.travel(MONDAY, tick=False):
        made = ding(world.mei, [world.bo], text="The server is down", reason="customers cannot pay", room=room)
    assert calls_of(made) == [(world.bo.pk, "app", 1)]
    assert (made.cost, made.at) == (1, MONDAY)
    assert Line.objects.get(room=room).facts["number"] == made.pk
    called = Event.objects.get(verb="chat.ding_called")
    assert (called.facts["told"], called.actor) == ([world.bo.pk], world.mei)


def test_the_ladder_climbs_every_five_minutes_three_times_by_itself(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo, world.cem], text="Call me", reason="the line is down")
        confirm_ding(world.cem, made)
        for times in (1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3):
            tick(1, machine)
            assert Call.objects.get(ding=made, person=world.bo).times == times
    assert calls_of(made) == [(world.cem.pk, "app", 1), (world.bo.pk, "mail", 3)] or calls_of(made) == [
        (world.bo.pk, "mail", 3),
        (world.cem.pk, "app", 1),
    ]
    assert [letter.to for letter in mail.outbox] == [["bo@example.com"], ["bo@example.com"]]
    assert mail.outbox[0].subject == "DING from Mei Lin: Call me"


def test_the_gateway_is_the_third_step(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, object]] = []
    settings.GATEWAY_URL = "https://gateway.example/call"
    monkeypatch.setattr("denyut.chat.gateway.reach", told.append)
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo], text="Call me", reason="the line is down")
        tick(5, machine)
        tick(5, machine)
    assert [(one["text"], one["times"]) for one in told] == [("Call me", 3)]
    assert calls_of(made) == [(world.bo.pk, "gateway", 3)]


def test_at_is_read_by_the_clock_of_whoever_is_called(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False):
        made = ding(world.mei, [world.bo, world.dora], text="Come", reason="truck", at="Wed 15:00")
    jakarta, makassar = datetime(2026, 11, 25, 8, tzinfo=UTC), datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert Call.objects.get(person=world.bo).next_at == jakarta
    assert Call.objects.get(person=world.dora).next_at == makassar
    assert (made.at, made.fired_at) == (makassar, None)


def test_a_planned_ding_fires_within_its_minute(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo], text="Come", reason="truck", at="in 20 min")
        tick(19, machine)
        assert calls_of(made) == [(world.bo.pk, "waiting", 0)]
        tick(1, machine)
        assert calls_of(made) == [(world.bo.pk, "app", 1)]


def test_a_ding_at_night_waits_for_the_morning(world: World) -> None:
    with time_machine.travel(NIGHT, tick=False):
        made = ding(world.mei, [world.bo], text="Come", reason="truck")
    assert made.fired_at is None
    assert Call.objects.get(ding=made).next_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def test_a_ding_waits_for_weekends_holidays_and_absences(world: World) -> None:
    friday_night = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    Holiday.objects.create(site=world.jakarta, day=date(2026, 11, 30), name="Day off")
    add_absence(world.bo, world.bo, first_on=date(2026, 12, 1), last_on=date(2026, 12, 1))
    with time_machine.travel(friday_night, tick=False):
        made = ding(world.mei, [world.bo], text="Come", reason="truck")
    assert Call.objects.get(ding=made).next_at == datetime(2026, 12, 2, 0, 0, tzinfo=UTC)


def test_what_cannot_wait_calls_at_night_and_costs_twice(world: World) -> None:
    with time_machine.travel(NIGHT, tick=False):
        made = ding(world.mei, [world.bo], text="Fire", reason="the warehouse burns", cannot_wait=True)
        assert budget_of(world.mei).left == 3
    assert (made.cost, calls_of(made)) == (2, [(world.bo.pk, "app", 1)])


def test_whoever_has_no_quiet_hours_is_called_at_night(world: World) -> None:
    hour = world.bo.quiet_from
    change_person(world.bo, world.bo, quiet_to=hour)
    with time_machine.travel(NIGHT, tick=False):
        made = ding(world.mei, [world.bo], text="Come", reason="truck")
    assert calls_of(made) == [(world.bo.pk, "app", 1)]


def test_the_budget_is_refused_when_spent_and_new_on_monday(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        for _number in range(5):
            ding(world.mei, [world.bo], text="Come", reason="truck")
        with pytest.raises(Refused) as refusal:
            ding(world.mei, [world.bo], text="Come", reason="truck")
        assert refusal.value.code == "budget_spent"
        assert Ding.objects.count() == 5
        machine.move_to(MONDAY + timedelta(days=7))
        assert budget_of(world.mei).left == 5


def test_the_budget_is_the_workspaces(world: World) -> None:
    change_workspace(world.ada, name="N", language="en", region="ID", zone="Asia/Jakarta", ding_budget=1)
    ding(world.mei, [world.bo], text="Come", reason="truck")
    with pytest.raises(Refused):
        ding(world.mei, [world.bo], text="Come", reason="truck")
    with pytest.raises(Invalid):
        change_workspace(world.ada, name="N", language="en", region="ID", zone="Asia/Jakarta", ding_budget=51)


def test_a_planned_ding_taken_back_costs_nothing(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo], text="Come", reason="truck", at="in 20 min")
        cancel_ding(world.mei, made)
        assert budget_of(world.mei).left == 5
        tick(30, machine)
        assert calls_of(made) == [(world.bo.pk, "waiting", 0)]
        with pytest.raises(Conflict):
            cancel_ding(world.mei, made)


def test_one_that_has_called_costs_all_the_same(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False):
        cancel_ding(world.mei, ding(world.mei, [world.bo], text="Come", reason="truck"))
        assert budget_of(world.mei).left == 4


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": " ", "reason": "r"}, "text"),
        ({"text": "x" * 501, "reason": "r"}, "text"),
        ({"text": "t", "reason": ""}, "reason"),
        ({"text": "t", "reason": "r", "at": "whenever"}, "at"),
        ({"text": "t", "reason": "r", "at": "2020-01-01 10:00"}, "at"),
        ({"text": "t", "reason": "r", "at": "2031-01-01 10:00"}, "at"),
    ],
)
def test_ding_is_invalid(world: World, words: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        ding(world.mei, [world.bo], **words)
    assert (refusal.value.field, Ding.objects.count(), Event.objects.count()) == (field, 0, 0)


def test_whom_one_cannot_call(world: World, room: Room) -> None:
    for people in ([], [world.mei], [world.robo], [world.bo, world.robo]):
        with pytest.raises(Invalid):
            ding(world.mei, people, text="t", reason="r")
    with pytest.raises(Invalid):
        ding(world.mei, [world.dora], text="t", reason="r", room=room)


def test_an_auditor_and_an_outsider_call_nobody(world: World, room: Room) -> None:
    for person in (world.aldo, world.dora):
        with pytest.raises(Refused):
            ding(person, [world.bo], text="t", reason="r", room=room)


def test_nobody_named_is_everybody_in_the_room(world: World, room: Room) -> None:
    with time_machine.travel(MONDAY, tick=False):
        made = ding(world.mei, [], text="t", reason="r", room=room)
    assert {person for person, _step, _times in calls_of(made)} == {world.bo.pk, world.cem.pk}


def test_the_command(world: World, room: Room) -> None:
    with time_machine.travel(MONDAY, tick=False):
        text = f'/ding @Bo Santoso#{world.bo.pk}, @Cem "Come now" reason="the truck waits" at="in 20 min"'
        made = receive(world.mei, room, text, key="k").made
        everybody = receive(world.mei, room, '/ding @room "Come now" the truck waits', key="l").made
    assert (made.text, made.reason, made.room) == ("Come now", "the truck waits", room)
    assert {one[0] for one in calls_of(made)} == {world.bo.pk, world.cem.pk} == {one[0] for one in calls_of(everybody)}
    assert (made.at, everybody.reason) == (MONDAY + timedelta(minutes=20), "the truck waits")
    with pytest.raises(NotThere):
        receive(world.mei, room, '/ding @Nobody "Come"', key="m")


def test_confirm_twice_is_once(world: World, room: Room) -> None:
    made = ding(world.mei, [world.bo, world.cem], text="t", reason="r", room=room)
    confirm_ding(world.bo, made)
    confirm_ding(world.bo, made)
    assert Event.objects.filter(verb="chat.ding_confirmed").count() == 1
    with pytest.raises(NotThere):
        confirm_ding(world.dora, made)


def test_call_again_reaches_only_the_missing_and_not_too_soon(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo, world.cem], text="t", reason="r")
        confirm_ding(world.cem, made)
        with pytest.raises(Conflict) as refusal:
            call_again(world.mei, made)
        assert refusal.value.code == "too_soon"
        with pytest.raises(Refused):
            call_again(world.bo, made)
        machine.shift(timedelta(minutes=5))
        call_again(world.mei, made)
        assert Event.objects.filter(verb="chat.ding_called").latest("id").facts["told"] == [world.bo.pk]
        confirm_ding(world.bo, made)
        machine.shift(timedelta(minutes=5))
        with pytest.raises(Conflict) as refusal:
            call_again(world.mei, made)
        assert refusal.value.code == "nobody_missing"


def test_call_again_leaves_quiet_hours_alone(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 12, 58, tzinfo=UTC), tick=False) as machine:
        made = ding(world.mei, [world.bo], text="t", reason="r")
        assert Call.objects.get(ding=made).next_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
        machine.shift(timedelta(minutes=10))
        with pytest.raises(Conflict) as refusal:
            call_again(world.mei, made)
    assert refusal.value.code == "quiet"


def test_the_letters_link_confirms_once_without_signing_in(world: World, client: Client) -> None:
    made = ding(world.mei, [world.bo], text="Come <now>", reason="r")
    path = "/" + link_of(Call.objects.get()).split("/", 3)[3]
    assert "Come &lt;now&gt;" in client.get(path).content.decode()
    assert Call.objects.get().confirmed_at is None
    assert client.post(path).status_code == 302
    assert Call.objects.get().confirmed_at is not None
    assert client.post(path).status_code == 200
    assert Event.objects.filter(verb="chat.ding_confirmed").count() == 1
    assert client.get(path[:-3] + "x/").status_code == 404
    assert made.calls.count() == 1


def test_the_ledger_shows_the_reason_and_not_the_text(world: World, room: Room) -> None:
    ding(world.mei, [world.bo], text="Pay is late", reason="bank closes", room=room)
    browser = Client()
    browser.force_login(world.dora)
    page = browser.get("/dings/").content.decode()
    assert "bank closes" in page
    assert "Pay is late" not in page


def test_the_form_calls_and_shows_what_is_wrong(world: World, room: Room) -> None:
    browser = Client()
    browser.force_login(world.mei)
    path = f"/dings/new/?room={room.pk}"
    assert browser.post(path, {"key": "a", "people": [world.dora.pk], "text": "t", "reason": "r"}).status_code == 422
    words = {"key": "b", "people": [world.bo.pk], "text": "t", "reason": "r", "at": "in 20 min"}
    assert browser.post(path, words).status_code == 302
    assert browser.post(path, words).status_code == 302
    assert Ding.objects.count() == 1
    stranger = Client()
    stranger.force_login(world.dora)
    assert stranger.get(path).status_code == 404


def test_others_find_no_ding_of_a_closed_room(world: World, room: Room) -> None:
    made = ding(world.mei, [world.bo], text="t", reason="r", room=room)
    assert [Ding.objects.visible_to(p).filter(pk=made.pk).exists() for p in (world.mei, world.bo, world.cem)] == [
        True
    ] * 3
    assert not Ding.objects.visible_to(world.dora).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_takes_the_same_queries(
    world: World, count: int, django_assert_num_queries: object, signed_in: object
) -> None:
    for _number in range(count):
        ding(world.mei, [world.bo, world.cem], text="t", reason="r")
    browser = signed_in(world.dora)  # type: ignore[operator]
    browser.get("/dings/")
    with django_assert_num_queries(11):  # type: ignore[operator]
        browser.get("/dings/")


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000])
def test_nobody_has_a_number_that_long(world: World, room: Room, number: str) -> None:
    with pytest.raises(NotThere) as refusal:
        receive(world.mei, room, f'/ding {number} "Help" now', key="")
    assert refusal.value.code == "nobody"


def test_what_cannot_wait_in_words(world: World, room: Room) -> None:
    with time_machine.travel(NIGHT, tick=False):
        for place, (word, is_pressing) in enumerate((("no", True), ("tidak", True), ("yes", False))):
            line = f'/ding @Bo "Server {place} is down" customers cannot pay at=now wait={word}'
            made = receive(world.mei, room, line, key=str(place)).made
            assert (made.cannot_wait, made.cost, made.fired_at is not None) == (
                is_pressing,
                1 + is_pressing,
                is_pressing,
            )
        with pytest.raises(Invalid) as refusal:
            receive(world.mei, room, '/ding @Bo "x" y wait=perhaps', key="x")
    assert (refusal.value.field, Ding.objects.count()) == ("wait", 3)


def test_a_call_on_the_screen_is_seen_and_goes_on(world: World, room: Room, signed_in: Any) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo, world.cem], text="Call", reason="x", room=room)
        path = f"/dings/{made.pk}/seen/"
        assert signed_in(world.dora).post(path).status_code == 404
        assert signed_in(world.bo).post(path, headers={"HX-Request": "true"}).status_code == 204
        machine.shift(60)
        signed_in(world.bo).post(path)
        seen = dict(Call.objects.filter(ding=made).values_list("person", "seen_at"))
        assert seen == {world.bo.pk: MONDAY, world.cem.pk: None}
        tick(5, machine)
        assert Call.objects.get(ding=made, person=world.bo).times == 2


def test_whom_to_call_is_searched_for(world: World, room: Room, signed_in: Any) -> None:
    browser = signed_in(world.mei)
    form = browser.get(f"/dings/new/?room={room.pk}&person={world.bo.pk}").content.decode()
    assert form.count(f'name="people" value="{world.bo.pk}"') == 1
    assert (f'value="{world.cem.pk}"' in form, f'value="{world.dora.pk}"' in form) == (True, False)
    assert "Dora Putri" in browser.get("/dings/new/people/?q=dora").content.decode()
    for query in (f"q=dora&room={room.pk}", "q=robo"):
        assert "Nobody found" in browser.get(f"/dings/new/people/?{query}").content.decode()
    assert signed_in(world.dora).get(f"/dings/new/people/?room={room.pk}").status_code == 404
    wrong = browser.post("/dings/new/", {"people": [world.cem.pk, "x"], "text": "", "key": "k"})
    assert (wrong.status_code, "checked> <bdi>Cem Arslan" in wrong.content.decode()) == (422, True)
