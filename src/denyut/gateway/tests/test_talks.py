"""Talks, seats, the archive and what one wants of a room, over REST."""

import pytest

from denyut.chat.actions import open_room, say
from denyut.chat.models import Room, Seat


@pytest.fixture
def room(cem, mei):
    return open_room(cem, name="Care", people=[mei])


def seat_of(person, room):
    return Seat.objects.get(room=room, person=person)


def test_a_talk_is_started_once(rest, mei, bo):
    started = rest(mei).post("/rooms/direct", {"person": bo.pk})
    again = rest(bo).post("/rooms/direct", {"person": mei.pk})
    assert (started.status_code, started.json()["kind"]) == (201, "direct")
    assert again.json()["id"] == started.json()["id"]


def test_a_talk_is_nowhere_for_others(rest, mei, bo, ada):
    number = rest(mei).post("/rooms/direct", {"person": bo.pk}).json()["id"]
    for path in (f"/rooms/{number}", f"/rooms/{number}/seats", f"/rooms/{number}/messages"):
        assert rest(ada).get(path).status_code == 404
    assert rest(ada).post(f"/rooms/{number}/mute", {"until": None}).status_code == 404
    assert rest(ada).get("/rooms").json()["items"] == []


def test_a_group_is_started(rest, mei, bo, cem):
    made = rest(mei).post("/rooms/group", {"people": [bo.pk, cem.pk]})
    seats = rest(bo).get(f"/rooms/{made.json()['id']}/seats").json()["items"]
    assert (made.status_code, {seat["person"] for seat in seats}) == (201, {mei.pk, bo.pk, cem.pk})
    refused = rest(mei).post("/rooms/group", {"people": [bo.pk]})
    assert (refused.status_code, refused.json()["code"]) == (422, "too_few")


def test_seats_are_given_and_taken(rest, room, cem, bo, mei):
    given = rest(cem).post(f"/rooms/{room.pk}/seats", {"person": bo.pk})
    assert (given.status_code, given.json()["person"]) == (201, bo.pk)
    assert set(given.json()) == {"id", "room", "person", "taken_at"}
    assert rest(mei).post(f"/rooms/{room.pk}/leave", {"person": bo.pk}).status_code == 403
    assert rest(cem).post(f"/rooms/{room.pk}/leave", {"person": bo.pk}).status_code == 200
    assert not Seat.objects.filter(room=room, person=bo).exists()


def test_a_room_is_archived_and_taken_out(rest, room, cem, mei):
    assert rest(mei).post(f"/rooms/{room.pk}/archive").status_code == 403
    assert rest(cem).post(f"/rooms/{room.pk}/archive").json()["archived_at"] is not None
    refused = rest(mei).post(f"/rooms/{room.pk}/messages", {"text": "hello"})
    assert (refused.status_code, refused.json()["code"]) == (403, "archived")
    assert rest(cem).post(f"/rooms/{room.pk}/unarchive").json()["archived_at"] is None


def test_a_change_keeps_what_it_does_not_name(rest, room, cem):
    Room.objects.update(hears_sentences=False)
    changed = rest(cem).patch(f"/rooms/{room.pk}", {"purpose": "Daily care", "shows_receipts": False}).json()
    kept = (changed["name"], changed["kind"], changed["shows_receipts"], changed["hears_sentences"])
    assert kept == ("Care", "open", False, False)


def test_what_one_wants_of_a_room(rest, room, mei):
    rest(mei).post(f"/rooms/{room.pk}/notify", {"about": "all"})
    rest(mei).post(f"/rooms/{room.pk}/mute", {"until": "2026-12-01T08:00:00Z"})
    rest(mei).post(f"/rooms/{room.pk}/ask", {"is_asked": False})
    seat = seat_of(mei, room)
    assert (seat.notify, seat.muted_until.isoformat(), seat.is_asked) == ("all", "2026-12-01T08:00:00+00:00", False)


def test_everything_is_read(rest, room, cem, mei):
    line = say(cem, room, text="hello")
    assert rest(mei).post("/rooms/read").status_code == 200
    assert seat_of(mei, room).read_to == line.pk
