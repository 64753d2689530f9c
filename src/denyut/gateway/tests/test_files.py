"""Files through the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from denyut.chat.actions import open_room
from denyut.chat.models import Room, Upload


@pytest.fixture(autouse=True)
def _storage(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def post_file(client, room, name, content):
    return client.post(
        f"/api/v1/rooms/{room.pk}/files", {"file": SimpleUploadedFile(name, content)}, headers={"X-CSRFToken": "x"}
    )


def test_a_file_is_brought_sent_and_seen(signed_in, rest, mei, dora):
    room = open_room(mei, name="Inner", kind=Room.RoomKind.CLOSED)
    brought = post_file(signed_in(mei), room, "a.txt", b"hello")
    assert (brought.status_code, brought.json()["message"]) == (201, None)
    number = brought.json()["id"]
    said = rest(mei).post(f"/rooms/{room.pk}/messages", {"text": "here", "uploads": [number]})
    assert (said.status_code, Upload.objects.get().line_id) == (201, said.json()["message"]["id"])
    assert [one["name"] for one in rest(mei).get(f"/files?room={room.pk}").json()["items"]] == ["a.txt"]
    assert rest(dora).get(f"/files/{number}").status_code == 404


def test_a_lie_and_a_stranger_are_refused(signed_in, mei, dora):
    room = open_room(mei, name="Inner", kind=Room.RoomKind.CLOSED)
    lie = post_file(signed_in(mei), room, "a.png", b"hello")
    assert (lie.status_code, lie.json()["code"]) == (422, "false_type")
    assert post_file(signed_in(dora), room, "a.txt", b"hello").status_code == 404
    assert Upload.objects.count() == 0
