"""News on their way out: to whom, signed how, tried how often, and who is kept waiting by whom."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.conf import settings as denyut_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.chat.actions import give_seat, leave_seat, say
from denyut.chat.models import Room
from denyut.hooks import couriers, jobs, wanted
from denyut.hooks.actions import change_outgoing, make_outgoing, ping_outgoing, turn_outgoing
from denyut.hooks.actions.deliveries import claim, forget_old
from denyut.hooks.couriers import due_at, send_due
from denyut.hooks.keys import signing_secret
from denyut.hooks.models import Delivery, Outgoing
from denyut.hooks.outlets import NAME
from denyut.hooks.tests.receiver import Receiver, receiving, silent
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.spine import outlets
from denyut.spine.models import Event, Job, OutletCursor
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
VERBS = ["okr.checked_in", "chat.said", "people.joined"]


@pytest.fixture(autouse=True)
def _inside(settings: Any) -> None:
    settings.HOOKS_MAY_REACH_PRIVATE = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def hook(ada: Person, receiver: Receiver) -> Outgoing:
    return make_outgoing(ada, name="Lake", url=receiver.url, verbs=["okr.checked_in", "chat.said"])


def bodies(receiver: Receiver) -> list[dict[str, object]]:
    return [json.loads(heard.body) for heard in receiver.heard]


def test_a_check_in_goes_out_signed(world: World, goals: Goals, hook: Outgoing, receiver: Receiver) -> None:
    before = Event.objects.filter(verb="okr.checked_in").count()
    with time_machine.travel(NOW, tick=False):
        check_in(world.mei, goals.median, value=Decimal(18), note="flowing")
        outlets.catch_up()
        assert send_due(hook.pk) == 1
    event = Event.objects.filter(verb="okr.checked_in").latest("id")
    [body] = bodies(receiver)
    assert {
        name: body[name] for name in ("specversion", "id", "source", "type", "subject", "time", "datacontenttype")
    } == {
        "specversion": "1.0",
        "id": str(event.pk),
        "source": denyut_settings.PUBLIC_URL,
        "type": "denyut.okr.checked_in",
        "subject": f"{event.subject_kind}/{event.subject_id}",
        "time": "2026-03-02T08:00:00Z",
        "datacontenttype": "application/json",
    }
    facts = {name: fact for name, fact in event.facts.items() if not name.startswith("_")}
    assert body["data"] == {
        "actor": {"id": world.mei.pk, "name": "Mei Lin"},
        "facts": facts,
        "place": "",
        "surface": "inside",
    }
    assert before == 0
    headers = receiver.heard[0].headers
    assert headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == (f"event_{event.pk}", str(int(NOW.timestamp())))
    key = base64.b64decode(signing_secret(hook).removeprefix("whsec_"))
    signed = f"event_{event.pk}.{int(NOW.timestamp())}.{receiver.heard[0].body}".encode()
    wanted_signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted_signature}"
    sent = hook.deliveries.get()
    assert (sent.state, sent.status, sent.attempts, sent.next_at) == ("delivered", 204, 1, None)
    outlets.catch_up()
    assert send_due(hook.pk) == 0


def test_private_goals_never_leave(world: World, goals: Goals, hook: Outgoing) -> None:
    goals.speed.visibility = "private"
    goals.speed.save()
    check_in(world.mei, goals.median, value=Decimal(18))
    outlets.catch_up()
    assert not hook.deliveries.exists()


def test_closed_talk_never_leaves(world: World, closed: Room, care: Room, hook: Outgoing) -> None:
    say(world.mei, closed, text="my pay")
    say(world.mei, care, text="good morning")
    outlets.catch_up()
    [sent] = hook.deliveries.all()
    body = json.loads(sent.body)
    assert (body["data"]["facts"]["room"], "text" in body["data"], "good morning" in sent.body) == (
        care.pk,
        False,
        False,
    )


def test_a_chosen_room_is_told_as_long_as_the_owner_sits_there(
    world: World, closed: Room, care: Room, receiver: Receiver
) -> None:
    give_seat(world.cem, closed, world.ada)
    hook = make_outgoing(world.ada, name="Pay", url=receiver.url, verbs=["chat.said"], room=closed)
    say(world.mei, closed, text="first")
    say(world.mei, care, text="elsewhere")
    outlets.catch_up()
    leave_seat(world.ada, closed, world.ada)
    say(world.mei, closed, text="second")
    outlets.catch_up()
    assert [json.loads(sent.body)["data"]["text"] for sent in hook.deliveries.all()] == ["first"]


def test_only_what_was_chosen_and_only_from_then_on(world: World, care: Room, receiver: Receiver) -> None:
    say(world.mei, care, text="before")
    hook = make_outgoing(world.ada, name="Lake", url=receiver.url, verbs=["chat.said"])
    say(world.mei, care, text="after")
    outlets.catch_up()
    assert [sent.verb for sent in hook.deliveries.all()] == ["chat.said"]


def test_events_that_nobody_wants_cost_nothing(world: World, care: Room) -> None:
    outlets.catch_up()
    cursor = OutletCursor.objects.filter(name=NAME).first()
    say(world.mei, care, text="x")
    outlets.catch_up()
    assert OutletCursor.objects.filter(name=NAME).first() == cursor
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert "okr.checked_in" not in wanted.WANTED
    assert len(queries) <= 1


def test_it_is_tried_again_and_again_and_then_not(world: World, care: Room, hook: Outgoing, receiver: Receiver) -> None:
    receiver.answers = [500]
    with time_machine.travel(NOW, tick=False) as clock:
        say(world.mei, care, text="x")
        outlets.catch_up()
        seconds = []
        while (moment := due_at(hook.pk)) is not None:
            seconds.append((moment - NOW).total_seconds())
            clock.move_to(moment)
            assert send_due(hook.pk) == 1
            assert send_due(hook.pk) == 0
    rests = [0, 5, 300, 1800, 7200, 18000, 36000, 50400]
    assert seconds == [sum(rests[: place + 1]) for place in range(8)]
    sent = hook.deliveries.get()
    assert (sent.state, sent.attempts, sent.status, sent.answer[:8]) == ("failed", 8, 500, "<b>thank")
    assert len({heard.headers["webhook-id"] for heard in receiver.heard}) == 1
    assert len({heard.body for heard in receiver.heard}) == 1
    assert len({heard.headers["webhook-timestamp"] for heard in receiver.heard}) == 8


def test_one_that_gets_well_again(world: World, care: Room, hook: Outgoing, receiver: Receiver) -> None:
    receiver.answers = [503, 200]
    with time_machine.travel(NOW, tick=False) as clock:
        for text in ("one", "two"):
            say(world.mei, care, text=text)
        outlets.catch_up()
        assert send_due(hook.pk) == 1
        hook.refresh_from_db()
        assert hook.failing_since == NOW
        clock.shift(timedelta(seconds=5))
        assert send_due(hook.pk) == 2
    hook.refresh_from_db()
    assert (hook.failing_since, set(hook.deliveries.values_list("state", flat=True))) == (None, {"delivered"})


def test_gone_means_gone(world: World, care: Room, hook: Outgoing, receiver: Receiver) -> None:
    receiver.answers = [410]
    for text in ("one", "two"):
        say(world.mei, care, text=text)
    outlets.catch_up()
    assert send_due(hook.pk) == 1
    hook.refresh_from_db()
    assert (hook.is_active, hook.stop) == (False, "gone")
    assert set(hook.deliveries.values_list("state", "next_at")) == {("failed", None)}
    event = Event.objects.latest("id")
    assert (event.verb, event.actor, event.facts) == ("hooks.outgoing_stopped", None, {"hook": hook.pk, "stop": "gone"})
    say(world.mei, care, text="three")
    outlets.catch_up()
    assert hook.deliveries.count() == 2


def test_five_days_without_an_answer(world: World, care: Room, hook: Outgoing, receiver: Receiver) -> None:
    receiver.answers = [500]
    with time_machine.travel(NOW, tick=False) as clock:
        for day in range(6):
            clock.move_to(NOW + timedelta(days=day))
            wanted.forget()
            say(world.mei, care, text="x")
            outlets.catch_up()
            send_due(hook.pk)
            hook.refresh_from_db()
            assert hook.is_active is (day < 5)
    assert hook.stop == "failing"


def test_a_new_secret_and_the_old_one_for_a_day(world: World, hook: Outgoing, receiver: Receiver) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        turn_outgoing(world.ada, hook)
        ping_outgoing(world.ada, hook)
        send_due(hook.pk)
        clock.shift(timedelta(hours=25))
        ping_outgoing(world.ada, hook)
        send_due(hook.pk)
    assert [len(heard.headers["webhook-signature"].split()) for heard in receiver.heard] == [2, 1]


def test_a_ping_is_sent_by_a_job(world: World, hook: Outgoing, receiver: Receiver) -> None:
    ping_outgoing(world.ada, hook)
    outlets.catch_up()
    assert list(Job.objects.filter(task="denyut.hooks.jobs.send").values_list("args", flat=True)) == [[hook.pk]]
    assert send_due(hook.pk) == 1
    [body] = bodies(receiver)
    assert (body["type"], body["data"]) == ("denyut.ping", {"message": "Denyut can reach you here."})


def test_many_events_wake_the_courier_once(world: World, care: Room, hook: Outgoing) -> None:
    for text in ("one", "two", "three"):
        say(world.mei, care, text=text)
    outlets.catch_up()
    assert (hook.deliveries.count(), Job.objects.filter(task="denyut.hooks.jobs.send").count()) == (3, 1)


def test_who_never_answers_keeps_nobody_waiting(world: World, care: Room, hook: Outgoing, receiver: Receiver) -> None:
    with silent() as url:
        dead = make_outgoing(world.ada, name="Dead", url=url, verbs=["chat.said"])
        for text in ("one", "two", "three"):
            say(world.mei, care, text=text)
        outlets.catch_up()
        assert send_due(dead.pk, seconds=0.05) == 1
    assert send_due(hook.pk) == 3
    assert list(dead.deliveries.order_by("id").values_list("state", "attempts")) == [
        ("waiting", 1),
        ("waiting", 0),
        ("waiting", 0),
    ]
    assert [body["type"] for body in bodies(receiver)] == ["denyut.chat.said"] * 3


def test_one_courier_for_each_address(hook: Outgoing) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert (claim(hook.pk), claim(hook.pk), send_due(hook.pk)) == (True, False, 0)
        clock.shift(timedelta(seconds=61))
        assert claim(hook.pk)


def test_one_that_is_switched_off_meanwhile(world: World, care: Room, hook: Outgoing, receiver: Receiver) -> None:
    say(world.mei, care, text="x")
    outlets.catch_up()
    change_outgoing(world.ada, hook, name="x", url=receiver.url, verbs=["chat.said"], is_active=False)
    assert (send_due(hook.pk), due_at(hook.pk), receiver.heard) == (0, None, [])


def test_too_many_that_wait_count_as_failed(
    world: World, care: Room, hook: Outgoing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("denyut.hooks.actions.deliveries.WAITING_AT_MOST", 2)
    for text in ("one", "two", "three"):
        say(world.mei, care, text=text)
    outlets.catch_up()
    assert list(hook.deliveries.order_by("id").values_list("state", flat=True)) == ["waiting", "waiting", "failed"]


def test_old_messages_are_forgotten(world: World, hook: Outgoing) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        ping_outgoing(world.ada, hook)
        clock.shift(timedelta(days=29))
        send_due(hook.pk)
        assert forget_old() == 0
        clock.shift(timedelta(days=2))
        assert forget_old() == 1


def test_the_sweep_finds_what_was_left_behind(world: World, hook: Outgoing, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[int] = []
    monkeypatch.setattr(jobs, "send_soon", lambda hook_id, later: woken.append(hook_id))
    jobs.sweep.call()
    ping_outgoing(world.ada, hook)
    ping_outgoing(world.ada, hook)
    jobs.sweep.call()
    jobs.send.call(hook.pk)
    assert woken == [hook.pk, hook.pk]


@pytest.mark.django_db(transaction=True)
def test_couriers_are_threads_that_end(transactional_db: None, ada: Person, receiver: Receiver) -> None:
    hook = make_outgoing(ada, name="Lake", url=receiver.url, verbs=["chat.said"])
    receiver.answers = [500]
    ping_outgoing(ada, hook)
    woken: list[int] = []
    courier = couriers.send_soon(hook.pk, lambda hook_id, moment: woken.append(hook_id))
    assert courier is not None
    courier.join()
    assert (len(receiver.heard), woken, hook.deliveries.get().attempts) == (1, [hook.pk], 1)
    assert Delivery.objects.get().hook.busy_until is None
