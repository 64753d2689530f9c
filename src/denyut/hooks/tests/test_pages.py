"""The pages: a secret is shown once, a stranger sees nothing, lists take a constant number of queries."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.chat.models import Room
from denyut.hooks.actions import make_outgoing, open_incoming, open_mailbox, ping_outgoing
from denyut.hooks.keys import signing_secret
from denyut.hooks.models import Delivery, Incoming, Outgoing
from denyut.people.models import Person
from tests.world import World

pytestmark = pytest.mark.django_db
type Browse = Callable[[Person], Client]
FORM = {"name": "Lake", "url": "https://lake.example.com/x", "verbs": ["okr.checked_in"], "key": "k1"}


def test_an_address_is_shown_once(world: World, care: Room, signed_in: Browse) -> None:
    browser, path = signed_in(world.cem), f"/rooms/{care.pk}/hooks/"
    form = {"name": "Builds", "kind": "slack", "key": "once"}
    page = browser.post(path, form).content.decode()
    hook = Incoming.objects.get()
    address = f"http://testserver/hooks/in/slack/TDENYUT/B{hook.pk}/"
    assert (address in page, "Builds" in page) == (True, True)
    again = browser.post(path, form)
    assert (again.status_code, again["Location"], Incoming.objects.count()) == (302, path, 1)
    assert address not in browser.get(path).content.decode()
    turned = browser.post(f"/hooks/{hook.pk}/turn/", {"key": "turn"}).content.decode()
    assert (address in turned, page == turned) == (True, False)
    assert browser.post(f"/hooks/{hook.pk}/end/", {"key": "end"})["Location"] == path
    assert browser.get(f"/hooks/{hook.pk}/").status_code == 404


def test_a_signed_robot_shows_its_secret(world: World, care: Room, signed_in: Browse) -> None:
    browser, path = signed_in(world.cem), f"/rooms/{care.pk}/hooks/"
    form = {
        "name": "Disks",
        "kind": "dingtalk",
        "is_signed": "on",
        "keywords": "disk, alarm",
        "networks": "10.0.0.0/8",
        "key": "1",
    }
    page = browser.post(path, form).content.decode()
    hook = Incoming.objects.get()
    assert ("SEC" in page, hook.words, hook.networks) == (True, ["disk", "alarm"], ["10.0.0.0/8"])
    assert "SEC" in browser.get(f"/hooks/{hook.pk}/").content.decode()
    assert "SEC" not in signed_in(world.mei).get(f"/hooks/{hook.pk}/").content.decode()
    changed = browser.post(f"/hooks/{hook.pk}/", {"name": "Discs", "keywords": "", "networks": "", "key": "2"})
    hook.refresh_from_db()
    assert (changed.status_code, hook.name, hook.is_signed, hook.words) == (302, "Discs", False, [])


def test_wrong_words_stay_in_the_form(world: World, care: Room, signed_in: Browse) -> None:
    form = {"name": "Kept words", "kind": "dingtalk", "networks": "nowhere", "key": "1"}
    answer = signed_in(world.cem).post(f"/rooms/{care.pk}/hooks/", form)
    assert (answer.status_code, "Kept words" in answer.content.decode(), Incoming.objects.count()) == (422, True, 0)


def test_who_may_not_change_the_room_sees_who_speaks(world: World, care: Room, signed_in: Browse) -> None:
    open_incoming(world.cem, care, name="Builds")
    page = signed_in(world.mei).get(f"/rooms/{care.pk}/hooks/").content.decode()
    assert ("Builds" in page, "Make an address" in page) == (True, False)
    assert signed_in(world.mei).post(f"/rooms/{care.pk}/mailbox/", {"key": "1"}).status_code == 403


def test_a_stranger_finds_nothing(world: World, closed: Room, signed_in: Browse) -> None:
    hook = open_incoming(world.cem, closed, name="Builds")
    open_mailbox(world.cem, closed)
    browser = signed_in(world.dora)
    assert browser.get(f"/rooms/{closed.pk}/hooks/").status_code == 404
    assert browser.get(f"/hooks/{hook.pk}/").status_code == 404
    for path in (f"/rooms/{closed.pk}/{name}/" for name in ("hooks", "mailbox", "letters")):
        assert browser.post(path, {"key": "1"}).status_code == 404
    for path in (f"/hooks/{hook.pk}/{name}" for name in ("", "turn/", "end/")):
        assert browser.post(path, {"key": "1"}).status_code == 404
    for path in ("", "new/", "1/", "1/edit/", "deliveries/1/"):
        assert browser.get(f"/settings/hooks/{path}").status_code == 403


def test_mailbox_page(world: World, care: Room, signed_in: Browse) -> None:
    browser = signed_in(world.cem)
    browser.post(f"/rooms/{care.pk}/mailbox/", {"takes_strangers": "on", "key": "1"})
    care.refresh_from_db()
    assert f"room+{care.mail_key}@localhost" in browser.get(f"/rooms/{care.pk}/hooks/").content.decode()
    browser.post(f"/rooms/{care.pk}/mailbox/", {"close": "1", "key": "2"})
    care.refresh_from_db()
    assert care.mail_key is None


def test_a_webhook_from_the_first_to_the_last(ada: Person, signed_in: Browse) -> None:
    browser = signed_in(ada)
    assert "okr.checked_in" in browser.get("/settings/hooks/new/").content.decode()
    assert browser.post("/settings/hooks/new/", {**FORM, "url": "https://10.0.0.1/"}).status_code == 422
    assert browser.post("/settings/hooks/new/", {**FORM, "verbs": []}).status_code == 422
    made = browser.post("/settings/hooks/new/", FORM)
    hook = Outgoing.objects.get()
    assert made["Location"] == f"/settings/hooks/{hook.pk}/"
    assert signing_secret(hook) in browser.get(made["Location"]).content.decode()
    for what in ("ping", "turn"):
        assert browser.post(f"{made['Location']}do/", {"do": what, "key": what}).status_code == 302
    sent = Delivery.objects.get()
    assert "denyut.ping" in browser.get(f"/settings/hooks/deliveries/{sent.pk}/").content.decode()
    Delivery.objects.update(state="failed", answer="<script>x</script>", attempts=8, status=500, milliseconds=5)
    page = browser.get(f"/settings/hooks/deliveries/{sent.pk}/").content.decode()
    assert ("<script>x" in page, "&lt;script&gt;x" in page) == (False, True)
    assert (
        browser.post(f"{made['Location']}do/", {"do": "replay", "since": "2020-01-01T00:00", "key": "r"}).status_code
        == 302
    )
    assert Delivery.objects.get().state == "waiting"
    assert browser.post(f"{made['Location']}do/", {"do": "replay", "since": "never", "key": "r2"}).status_code == 302
    assert browser.post(f"/settings/hooks/deliveries/{sent.pk}/", {"key": "one"}).status_code == 302
    edited = browser.post(f"{made['Location']}edit/", {**FORM, "name": "Sea", "key": "e"})
    hook.refresh_from_db()
    assert (edited.status_code, hook.name, hook.is_active) == (302, "Sea", False)
    assert "Switched off" in browser.get("/settings/hooks/").content.decode()
    assert browser.post(f"{made['Location']}do/", {"do": "end", "key": "end"})["Location"] == "/settings/hooks/"
    assert browser.get(made["Location"]).status_code == 404


def test_lists_take_a_constant_number_of_queries(world: World, care: Room, signed_in: Browse) -> None:
    browser, counts = signed_in(world.ada), []
    hook = make_outgoing(world.ada, name="first", url=FORM["url"], verbs=["chat.said"])
    for more in (0, 2):
        for number in range(1 + more):
            open_incoming(world.cem, care, name=f"p{more}{number}")
            ping_outgoing(world.ada, hook)
            ping_outgoing(
                world.ada, make_outgoing(world.ada, name=f"h{more}{number}", url=FORM["url"], verbs=["chat.said"])
            )
        found = []
        for path in (f"/rooms/{care.pk}/hooks/", "/settings/hooks/", f"/settings/hooks/{hook.pk}/"):
            browser.get(path)
            with CaptureQueriesContext(connection) as queries_made:
                assert browser.get(path).status_code == 200
            found.append(len(queries_made))
        counts.append(found)
    assert counts[0] == counts[1]
