"""What can be done with messages, over REST."""

import pytest

from denyut.chat.actions import open_room, say
from denyut.chat.models import Line


@pytest.fixture
def room(mei):
    return open_room(mei, name="Queue")


@pytest.fixture
def closed_room(mei, bo):
    return open_room(mei, name="Pay", kind="closed", people=[bo])


@pytest.fixture
def line(mei, room):
    return say(mei, room, text="the queue is flowing")


def test_an_answer_and_a_quote_are_said(rest, bo, room, line):
    path = f"/rooms/{room.pk}/messages"
    answer = rest(bo).post(path, {"text": "since nine", "thread": line.pk})
    quoting = rest(bo).post(path, {"text": "good", "quoted": line.pk})
    said = [one.json()["message"] for one in (answer, quoting)]
    assert [(one["thread"], one["quoted"]) for one in said] == [(line.pk, None), (None, line.pk)]
    listed = rest(bo).get(f"{path}?thread={line.pk}").json()["items"]
    assert [one["text"] for one in listed] == ["since nine"]


def test_a_message_is_edited_and_its_wordings_are_listed(rest, mei, bo, line):
    changed = rest(mei).patch(f"/messages/{line.pk}", {"text": "it flows, @Bo Santoso"}).json()
    assert (changed["text"], changed["edited_at"] is not None) == (f"it flows, @Bo Santoso#{bo.pk}", True)
    wordings = rest(bo).get(f"/messages/{line.pk}/wordings").json()["items"]
    assert [(one["number"], one["text"]) for one in wordings] == [(1, "the queue is flowing")]


def test_marks_are_put_and_taken_off(rest, bo, line):
    path = f"/messages/{line.pk}"
    reacted = rest(bo).post(f"{path}/reactions", {"emoji": "👍", "is_wanted": True}).json()
    assert reacted["reactions"] == [{"emoji": "👍", "person": bo.pk}]
    assert rest(bo).post(f"{path}/pin").json()["is_pinned"] is True
    assert rest(bo).delete(f"{path}/pin").json()["is_pinned"] is False
    assert rest(bo).post(f"{path}/unread").status_code == 200


def test_a_message_is_forwarded_moved_and_recalled(rest, mei, room, closed_room, line):
    copy = rest(mei).post(f"/messages/{line.pk}/forward", {"room": closed_room.pk}).json()
    assert (copy["room"], copy["quoted"], copy["facts"]) == (closed_room.pk, line.pk, {"forwarded": mei.pk})
    second = say(mei, room, text="wrong room")
    moved = rest(mei).post(f"/messages/{second.pk}/move", {"room": closed_room.pk}).json()
    assert (moved["room"], moved["text"]) == (closed_room.pk, "wrong room")
    assert rest(mei).post(f"/messages/{line.pk}/recall").json()["text"] == ""
    assert Line.objects.get(pk=copy["id"]).text == ""


def test_strangers_find_no_message_of_a_closed_room(rest, bo, dora, closed_room):
    line = say(bo, closed_room, text="secret")
    path = f"/messages/{line.pk}"
    tried = [
        rest(dora).get(path),
        rest(dora).get(f"{path}/wordings"),
        rest(dora).patch(path, {"text": "x"}),
        *(rest(dora).post(f"{path}/{what}") for what in ("recall", "pin", "unread")),
        rest(dora).post(f"{path}/reactions", {"emoji": "👍"}),
        *(rest(dora).post(f"{path}/{what}", {"room": closed_room.pk}) for what in ("forward", "move")),
        rest(dora).delete(f"{path}/pin"),
    ]
    assert [answer.status_code for answer in tried] == [404] * 10


def test_an_auditor_changes_nothing(rest, aldo, line):
    answer = rest(aldo).post(f"/messages/{line.pk}/reactions", {"emoji": "👍"})
    assert (answer.status_code, answer.json()["code"]) == (403, "reads_only")
