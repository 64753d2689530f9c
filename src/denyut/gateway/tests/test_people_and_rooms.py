"""People, departments, rooms and what is said in them, over REST."""

import pytest

from denyut.chat.actions import open_room, say
from denyut.chat.models import Line, Room
from denyut.okr.models import CheckIn
from denyut.people.models import Department, Person


@pytest.fixture
def closed_room(mei, bo):
    return open_room(mei, name="Salaries", kind="closed", people=[bo])


@pytest.fixture
def room(mei, bo):
    return open_room(mei, name="Care", people=[bo])


def test_me_is_the_caller(rest, mei, world):
    assert rest(mei).get("/me").json() == {
        "id": mei.pk,
        "name": "Mei Lin",
        "email": "mei@example.com",
        "title": "Team owner",
        "role": "member",
        "language": "en",
        "department": world.service.pk,
        "site": world.jakarta.pk,
        "manager": world.cem.pk,
        "is_active": True,
        "is_bot": False,
        "shows_presence": True,
        "joined_at": "2026-01-05T02:00:00Z",
    }


def test_people_are_found(rest, mei, bo, dora, world):
    def names(query):
        return [item["name"] for item in rest(mei).get(f"/people?{query}").json()["items"]]

    assert names("q=bo") == ["Bo Santoso", "Robo"]
    assert names(f"department={world.warehouse.pk}") == ["Dora Putri"]
    assert rest(mei).get(f"/people/{dora.pk}").json()["name"] == "Dora Putri"


def test_people_are_added_changed_placed_and_closed(rest, ada, mei, world):
    body = {"email": "Sari@example.com", "name": "Sari Wulandari", "department": world.service.pk}
    added = rest(ada).post("/people", body)
    sari = Person.objects.get(email="sari@example.com")
    path = f"/people/{sari.pk}"
    assert (added.status_code, added["Location"]) == (201, f"/api/v1{path}")
    assert rest(ada).patch(path, {"title": "Agent"}).json()["title"] == "Agent"
    placed = rest(ada).patch(f"{path}/place", {"manager": mei.pk}).json()
    assert (placed["manager"], placed["department"]) == (mei.pk, world.service.pk)
    assert rest(ada).post(f"{path}/closure").json()["is_active"] is False
    assert rest(ada).delete(f"{path}/closure").json()["is_active"] is True


def test_add_person_is_refused_to_a_member(rest, mei):
    answer = rest(mei).post("/people", {"email": "sari@example.com", "name": "Sari"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_administrator")


def test_department_is_added_and_moved(rest, ada, mei, world):
    added = rest(ada).post("/departments", {"name": "Night shift", "parent": world.service.pk, "lead": mei.pk}).json()
    assert rest(ada).patch(f"/departments/{added['id']}", {"parent": None}).json() == {
        "id": added["id"],
        "name": "Night shift",
        "parent": None,
        "lead": mei.pk,
        "position": 3,
    }
    assert rest(mei).get(f"/departments/{added['id']}").json()["name"] == "Night shift"
    assert [d["id"] for d in rest(mei).get("/departments").json()["items"]] == sorted(
        Department.objects.values_list("pk", flat=True)
    )


def test_room_is_opened_and_changed(rest, cem, bo):
    opened = rest(cem).post("/rooms", {"name": "Care", "kind": "closed", "people": [bo.pk]})
    room = Room.objects.get()
    assert (opened.status_code, room.kind) == (201, "closed")
    assert set(room.seats.values_list("person", flat=True)) == {cem.pk, bo.pk}
    changed = rest(cem).patch(f"/rooms/{room.pk}", {"purpose": "Daily care"}).json()
    assert (changed["name"], changed["purpose"]) == ("Care", "Daily care")


def test_room_with_a_person_who_is_not_there_is_not_opened(rest, cem, bo):
    answer = rest(cem).post("/rooms", {"name": "Care", "people": [bo.pk, 9999]})
    assert (answer.status_code, answer.json()["field"], Room.objects.count()) == (422, "people", 0)


def test_message_is_said_and_listed(rest, mei, bo, room):
    path = f"/rooms/{room.pk}/messages"
    said = rest(mei).post(path, {"text": "Good morning"})
    line = Line.objects.get()
    assert said.status_code == 201
    assert said.json()["message"] == {
        "id": line.pk,
        "room": room.pk,
        "author": mei.pk,
        "as_name": "",
        "kind": "talk",
        "text": "Good morning",
        "facts": {},
        "thread": None,
        "quoted": None,
        "must_confirm": False,
        "replies": 0,
        "reactions": [],
        "is_pinned": False,
        "said_at": said.json()["message"]["said_at"],
        "edited_at": None,
        "recalled_at": None,
    }
    rest(bo).post(path, {"text": "//shrug"})
    assert [m["text"] for m in rest(bo).get(path).json()["items"]] == ["Good morning", "/shrug"]
    assert [m["text"] for m in rest(bo).get(f"{path}?order=newest&limit=1").json()["items"]] == ["/shrug"]


def test_message_can_be_a_command(rest, mei, room, key_result):
    answer = rest(mei).post(f"/rooms/{room.pk}/messages", {"text": f"/checkin KR-{key_result.pk} 18 flowing"})
    said = CheckIn.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"message": None, "made": {"kind": "okr.checkin", "id": said.pk}, "help": []}
    assert (said.value, said.note, said.surface, Line.objects.count()) == (18, "flowing", "rest", 0)


def test_message_can_ask_for_help(rest, mei, room):
    answer = rest(mei).post(f"/rooms/{room.pk}/messages", {"text": "/help"})
    assert answer.status_code == 200
    assert [h["usage"].split()[0] for h in answer.json()["help"]] == sorted(
        h["usage"].split()[0] for h in answer.json()["help"]
    )
    assert "/checkin" in {h["usage"].split()[0] for h in answer.json()["help"]}


@pytest.mark.parametrize(("text", "status", "code"), [("", 422, "empty"), ("/nothing 1", 404, "unknown_command")])
def test_message_that_makes_no_sense_is_refused(rest, mei, room, text, status, code):
    answer = rest(mei).post(f"/rooms/{room.pk}/messages", {"text": text})
    assert (answer.status_code, answer.json()["code"], Line.objects.count()) == (status, code, 0)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "/rooms/{room}", ()),
        ("patch", "/rooms/{room}", ({"name": "x"},)),
        ("get", "/rooms/{room}/messages", ()),
        ("post", "/rooms/{room}/messages", ({"text": "hi"},)),
    ],
)
@pytest.mark.parametrize("who", ["dora", "ada", "aldo"])
def test_closed_room_is_not_there_for_who_has_no_seat(rest, world, closed_room, who, method, path, body):
    answer = getattr(rest(getattr(world, who)), method)(path.format(room=closed_room.pk), *body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_there")


def test_closed_room_is_in_no_list_of_a_stranger(rest, dora, bo, room, closed_room, mei):
    say(mei, closed_room, text="Psst")
    assert [r["id"] for r in rest(dora).get("/rooms").json()["items"]] == [room.pk]
    assert [r["id"] for r in rest(bo).get("/rooms").json()["items"]] == [room.pk, closed_room.pk]
    assert len(rest(bo).get(f"/rooms/{closed_room.pk}/messages").json()["items"]) == 1


def test_auditor_may_not_speak(rest, aldo, room):
    answer = rest(aldo).post(f"/rooms/{room.pk}/messages", {"text": "hi"})
    assert (answer.status_code, answer.json()["code"]) == (403, "reads_only")
