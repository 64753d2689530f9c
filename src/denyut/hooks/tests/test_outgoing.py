"""Webhooks: who makes them, and what they may be told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from denyut.chat.actions import give_seat
from denyut.chat.models import Room
from denyut.hooks.actions import (
    change_outgoing,
    end_outgoing,
    make_outgoing,
    ping_outgoing,
    replay_delivery,
    replay_failed,
    turn_outgoing,
)
from denyut.hooks.keys import signing_secret
from denyut.hooks.models import Delivery, Outgoing
from denyut.people.models import Person, Role
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World, make_person

pytestmark = pytest.mark.django_db
URL = "https://example.com/hook"
VERBS = ["okr.checked_in", "chat.said"]


@pytest.fixture
def hook(ada: Person) -> Outgoing:
    return make_outgoing(ada, name="  Data   lake ", url=URL, verbs=VERBS)


def test_make_outgoing(hook: Outgoing, ada: Person) -> None:
    assert (hook.name, hook.url, hook.verbs, hook.owner, hook.is_active) == ("Data lake", URL, sorted(VERBS), ada, True)
    event = Event.objects.latest("id")
    assert (event.verb, event.actor, event.facts) == ("hooks.outgoing_made", ada, {"hook": hook.pk})


def test_secrets_are_kept_nowhere(hook: Outgoing, ada: Person) -> None:
    first = signing_secret(hook)
    assert first.startswith("whsec_")
    turned = turn_outgoing(ada, hook)
    assert (signing_secret(turned) == first, signing_secret(turned, 1) == first) == (False, True)
    row = Outgoing.objects.filter(pk=hook.pk).values().get()
    assert not any(str(value).startswith("whsec_") for value in row.values())


def test_only_administrators(world: World, hook: Outgoing) -> None:
    ping_outgoing(world.ada, hook)
    sent = hook.deliveries.get()
    now = timezone.now()
    for person in (world.mei, world.cem, world.dora, world.aldo, world.robo):
        for deed in (
            lambda who: make_outgoing(who, name="x", url=URL, verbs=VERBS),
            lambda who: change_outgoing(who, hook, name="x", url=URL, verbs=VERBS),
            lambda who: turn_outgoing(who, hook),
            lambda who: end_outgoing(who, hook),
            lambda who: ping_outgoing(who, hook),
            lambda who: replay_delivery(who, sent),
            lambda who: replay_failed(who, hook, since=now),
        ):
            with pytest.raises(Refused):
                deed(person)
    assert [list(Outgoing.objects.visible_to(p)) for p in (world.ada, world.aldo, world.cem)] == [[hook], [hook], []]
    assert not Delivery.objects.visible_to(world.cem).exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"url": "http://example.com"}, "url"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"verbs": []}, "verbs"),
        ({"verbs": ["okr.dreamt"]}, "verbs"),
    ],
)
def test_refused_words(ada: Person, hook: Outgoing, words: dict[str, object], field: str) -> None:
    whole = {"name": "x", "url": URL, "verbs": VERBS, **words}
    for deed in (lambda: make_outgoing(ada, **whole), lambda: change_outgoing(ada, hook, **whole)):
        with pytest.raises(Invalid) as refusal:
            deed()
        assert refusal.value.field == field
    assert Outgoing.objects.get().name == "Data lake"


def test_a_room_that_the_owner_does_not_find(ada: Person, closed: Room, care: Room) -> None:
    with pytest.raises(Invalid) as refusal:
        make_outgoing(ada, name="x", url=URL, verbs=VERBS, room=closed)
    assert refusal.value.field == "room"
    assert make_outgoing(ada, name="x", url=URL, verbs=VERBS, room=care).room == care


def test_the_talk_of_a_closed_room_is_for_those_who_find_it(ada: Person, aldo: Person, closed: Room) -> None:
    give_seat(closed.seats.get(person__name="Mei Lin").person, closed, ada)
    hook = make_outgoing(ada, name="x", url=URL, verbs=VERBS, room=closed)
    ping_outgoing(ada, hook)
    other = make_person("Eva Hartono", role=Role.ADMINISTRATOR)
    seen = [Delivery.objects.visible_to(person).count() for person in (ada, other, aldo)]
    assert seen == [1, 0, 0]
    for room in (closed, None):
        with pytest.raises(Conflict) as refusal:
            change_outgoing(other, hook, name="x", url="https://elsewhere.example.com/", verbs=VERBS, room=room)
        assert refusal.value.code == "room"
    assert Outgoing.objects.get().url == URL
    assert end_outgoing(other, hook).ended_at is not None


def test_thirty_at_most(ada: Person) -> None:
    made = [make_outgoing(ada, name=f"n{n}", url=URL, verbs=VERBS) for n in range(30)]
    with pytest.raises(Conflict):
        make_outgoing(ada, name="one more", url=URL, verbs=VERBS)
    end_outgoing(ada, made[0])
    assert make_outgoing(ada, name="one more", url=URL, verbs=VERBS).is_active


def test_switching_off_and_on(ada: Person, hook: Outgoing) -> None:
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC), tick=False):
        off = change_outgoing(ada, hook, name="x", url=URL, verbs=VERBS, is_active=False)
    assert (off.is_active, off.stop) == (False, "by_hand")
    for deed in (lambda: ping_outgoing(ada, hook), lambda: replay_failed(ada, hook, since=timezone.now())):
        with pytest.raises(Conflict):
            deed()
    on = change_outgoing(ada, hook, name="x", url=URL, verbs=VERBS, is_active=True)
    assert (on.is_active, on.stop, on.since > hook.since) == (True, "", True)


def test_an_ended_one_is_over(ada: Person, hook: Outgoing) -> None:
    ping_outgoing(ada, hook)
    end_outgoing(ada, hook)
    assert not hook.deliveries.exists()
    for deed in (
        lambda: end_outgoing(ada, hook),
        lambda: turn_outgoing(ada, hook),
        lambda: change_outgoing(ada, hook, name="x", url=URL, verbs=VERBS),
    ):
        with pytest.raises(Conflict):
            deed()


def test_replaying(ada: Person, hook: Outgoing) -> None:
    now = timezone.now()
    ages = [timedelta(hours=3), timedelta(hours=1), timedelta(0)]
    made = {"verb": "x", "body": "{}", "state": "failed", "attempts": 8, "ended_at": now}
    old, young, good = [Delivery.objects.create(hook=hook, key=f"k{age}", made_at=now - age, **made) for age in ages]
    Delivery.objects.filter(pk=good.pk).update(state="delivered")
    replay_failed(ada, hook, since=now - timedelta(hours=2))
    states = dict(Delivery.objects.values_list("pk", "state"))
    assert states == {old.pk: "failed", young.pk: "waiting", good.pk: "delivered"}
    again = replay_delivery(ada, good)
    assert (again.state, again.attempts, again.ended_at, again.key) == ("waiting", 0, None, good.key)
