"""What browsers say about their readers, and what processes tell each other of it."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings

from denyut.live import whereabouts
from denyut.live.presence import Presence, Sign
from denyut.live.tests.house import town
from denyut.live.whereabouts import HERE, digest, hear

pytestmark = pytest.mark.django_db
WORDS = {"topic": "room:7", "page": "p1", "turn": "1", "field": "objective-3.title"}


@pytest.fixture(autouse=True)
def presence(monkeypatch: pytest.MonkeyPatch) -> Presence:
    fresh = Presence()
    for place in ("whereabouts", "views"):
        monkeypatch.setattr(f"denyut.live.{place}.presence", fresh)
    return fresh


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the other processes are told."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(whereabouts, "_say", told.append)
    return told


@pytest.fixture
def mei() -> Any:
    return town.person("mei+7@example.org")


@pytest.fixture
def browser(mei: Any) -> Client:
    client = Client()
    client.force_login(mei)
    return client


def test_a_sign_of_life_is_answered_with_everybody_there(browser: Client, mei: Any, said: list[Any]) -> None:
    answer = browser.post("/live/presence", WORDS)
    [me] = answer.json()["people"]
    assert (answer.status_code, me["id"], me["name"], me["field"]) == (200, mei.pk, str(mei), "objective-3.title")
    assert said[0]["sign"]["session"] == digest(browser.session.session_key or "")
    assert browser.session.session_key not in json.dumps(said)


def test_leaving_ends_it(browser: Client, said: list[Any]) -> None:
    browser.post("/live/presence", WORDS)
    assert browser.post("/live/presence", WORDS | {"turn": "2", "over": "1"}).json() == {"people": []}
    assert [one["sign"]["is_over"] for one in said] == [False, True]


def test_whoever_hides_sees_others_and_is_not_seen(browser: Client, mei: Any, presence: Presence) -> None:
    if not hasattr(mei, "shows_presence"):
        pytest.skip("a house whose people can't hide")
    presence.hear(Sign("room:7", "b1", 1, "s", mei.pk + 1, "Bo", "B", 1))
    assert len(browser.post("/live/presence", WORDS).json()["people"]) == 2
    type(mei).objects.update(shows_presence=False)
    answer = browser.post("/live/presence", WORDS | {"turn": "2"})
    assert [person["name"] for person in answer.json()["people"]] == ["Bo"]


@pytest.mark.parametrize("topic", ["room:8", "room", "unknown", "room:99999999999"])
def test_a_topic_that_is_not_theirs_is_like_none(browser: Client, presence: Presence, topic: str) -> None:
    assert browser.post("/live/presence", WORDS | {"topic": topic}).status_code == 404
    assert presence.people(topic) == []


@pytest.mark.parametrize(
    "words",
    [
        {"topic": "room:7:8"},
        {"topic": ""},
        {"page": ""},
        {"page": "x" * 41},
        {"turn": "-1"},
        {"turn": "²"},
        {"field": "<b>"},
        {"field": "x" * 81},
    ],
)
def test_nonsense_is_refused(browser: Client, presence: Presence, words: dict[str, str]) -> None:
    assert browser.post("/live/presence", WORDS | words).status_code == 422
    assert presence.people("room:7") == []


def test_nobody_may_say_anything_without_a_session_or_a_token(mei: Any, presence: Presence) -> None:
    assert Client().post("/live/presence", WORDS).status_code == 401
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(mei)
    assert forged.post("/live/presence", WORDS).status_code == 403
    assert forged.get("/live/presence").status_code == 405
    assert presence.people("room:7") == []


def test_it_costs_the_same_whoever_is_there(
    browser: Client, presence: Presence, django_assert_num_queries: Any
) -> None:
    for crowd in (1, 30):
        for number in range(crowd):
            presence.hear(Sign("room:7", "b1", 1, "s", 1000 + number, "Bo", "B", 1))
        # Beside session and person: on PostgreSQL, the word to the other processes.
        with django_assert_num_queries(3 + (connection.vendor == "postgresql")):
            browser.post("/live/presence", WORDS)


def test_other_processes_are_heard_and_the_own_echo_is_not(presence: Presence) -> None:
    sign = {"topic": "room:7", "page": "p", "turn": 1, "session": "s", "person_id": 1, "name": "Bo", "initials": "B"}
    sign |= {"hue": 1, "field": "", "is_over": False}
    hear(json.dumps({"from": HERE, "sign": sign}))
    assert presence.people("room:7") == []
    hear(json.dumps({"from": "elsewhere", "sign": sign}))
    assert presence.topics_of("s") == {"room:7"}
    hear(json.dumps({"from": "elsewhere", "session": "s", "topics": ["room:7"]}))


@pytest.mark.parametrize(
    "words", ["", "{", '{"from": "x"}', '{"from": "x", "sign": {"topic": "t"}}', '{"from": "x", "sign": 3}']
)
def test_words_of_another_version_are_left_alone(presence: Presence, words: str) -> None:
    hear(words)
    assert presence.people("t") == []


def test_the_ear_hears_what_is_said_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    heard: list[str] = []
    with override_settings(DATA_DIR=tmp_path):
        monkeypatch.setattr(whereabouts, "hear", heard.append)
        ear = whereabouts.ear()
        try:
            if hasattr(ear, "socket"):
                whereabouts.tell_lost("s", {"room:7"})
                ear.wait()
                assert [json.loads(words)["session"] for words in heard] == ["s"]
        finally:
            ear.close()
