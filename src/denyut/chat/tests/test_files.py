"""Files: what may come in, who may get it, and what becomes of what nobody sent."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from denyut.chat.actions import forget_files, give_seat, leave_seat, open_room, recall_line, say
from denyut.chat.door import Beside, receive
from denyut.chat.drawn import draw, forget
from denyut.chat.models import Line, Room, Upload
from denyut.chat.sniffing import kind_of, runs
from denyut.chat.storing import clean_name, keep
from denyut.people.models import Person
from denyut.spine.access import Invalid
from tests.goals import TODAY


@pytest.fixture(autouse=True)
def _storage(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def picture(width: int = 1000, height: int = 500, form: str = "PNG") -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, form)
    return content.getvalue()


def bring(browser: Client, room: Room, name: str, content: bytes, **more: object):
    words = {"file": SimpleUploadedFile(name, content), **more}
    return browser.post(reverse("chat:uploads", args=[room.pk]), words)


def test_picture_is_brought_sent_shown_and_kept_from_others(signed_in, mei: Person, bo: Person, dora: Person) -> None:
    room = open_room(mei, name="Inner", kind=Room.RoomKind.CLOSED, people=[bo])
    brought = bring(signed_in(mei), room, "store.png", picture())
    upload = Upload.objects.get()
    assert (brought.status_code, brought.json()["id"]) == (201, upload.pk)
    assert (upload.kind, upload.media_type, upload.width, upload.height) == ("picture", "image/png", 1000, 500)
    address = reverse("chat:file", args=[upload.pk])
    assert signed_in(bo).get(address).status_code == 404
    line = say(mei, room, text="", uploads=[upload.pk])
    answer = signed_in(bo).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"][:7]) == ("nosniff", "sandbox")
    small = b"".join(signed_in(bo).get(reverse("chat:preview", args=[upload.pk])).streaming_content)
    assert Image.open(BytesIO(small)).size == (720, 360)
    forget()
    assert f'src="{address}preview/"' in draw(Line.objects.select_related("author"), "en")[line.pk]
    assert [signed_in(dora).get(where).status_code for where in (address, f"{address}preview/")] == [404, 404]
    leave_seat(bo, room, bo)
    assert signed_in(bo).get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("tool.exe", b"MZ\x90\x00", "runs"),
        ("photo.png", b"MZ\x90\x00", "runs"),
        ("page.html", b"<html>", "runs"),
        ("page.txt", b"<script>alert(1)</script>", "runs"),
        ("drawing.svg", b"<svg onload='x'/>", "runs"),
        ("report.pdf.exe", b"%PDF-1.7", "runs"),
        ("photo.png", b"just words", "false_type"),
        ("report.pdf", picture(), "false_type"),
        ("sheet.xlsx", b"a;b;c", "false_type"),
    ],
)
def test_what_may_harm_or_lies_about_itself_is_refused(
    signed_in, mei: Person, name: str, content: bytes, code: str
) -> None:
    room = open_room(mei, name="Care")
    answer = bring(signed_in(mei), room, name, content)
    assert (answer.status_code, answer.json()["code"], Upload.objects.count()) == (422, code, 0)


def test_too_large_a_file_is_refused(mei: Person, monkeypatch) -> None:
    monkeypatch.setattr("denyut.chat.storing.LARGEST", 10)
    with pytest.raises(Invalid) as refused:
        keep(BytesIO(b"x" * 11), "a.txt")
    assert refused.value.code == "too_large"


def test_picture_too_large_for_the_memory_is_only_a_file(monkeypatch) -> None:
    monkeypatch.setattr("denyut.chat.storing.PIXELS", 100)
    kept = keep(BytesIO(picture(20, 20)), "big.png")
    assert (kept.kind, kept.preview, kept.width) == ("file", "", None)


def test_broken_picture_is_only_a_file() -> None:
    kept = keep(BytesIO(picture()[:40]), "torn.png")
    assert (kept.kind, kept.preview) == ("file", "")


def test_auditor_and_stranger_bring_nothing(signed_in, mei: Person, dora: Person, aldo: Person) -> None:
    inner = open_room(mei, name="Inner", kind=Room.RoomKind.CLOSED)
    care = open_room(mei, name="Care")
    assert bring(signed_in(dora), inner, "a.txt", b"hello").status_code == 404
    assert bring(signed_in(aldo), care, "a.txt", b"hello").status_code == 403
    assert Upload.objects.count() == 0


def test_file_of_somebody_else_is_not_sent(signed_in, mei: Person, bo: Person) -> None:
    room = open_room(mei, name="Care", people=[bo])
    number = bring(signed_in(mei), room, "a.txt", b"hello").json()["id"]
    with pytest.raises(Invalid):
        say(bo, room, text="mine now", uploads=[number])
    assert Upload.objects.get().line_id is None


def test_part_of_a_file_is_given_to_a_player(signed_in, mei: Person) -> None:
    room = open_room(mei, name="Care")
    number = bring(signed_in(mei), room, "voice.ogg", b"OggS" + b"x" * 96, seconds="3").json()["id"]
    say(mei, room, text="", uploads=[number])
    browser, address = signed_in(mei), reverse("chat:file", args=[number])
    part = browser.get(address, headers={"Range": "bytes=0-3"})
    beyond = browser.get(address, headers={"Range": "bytes=500-"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"OggS", "bytes 0-3/100")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */100")
    assert (Upload.objects.get().kind, Upload.objects.get().seconds) == ("voice", 3)


def test_unsent_and_recalled_files_go_after_a_while(
    signed_in, mei: Person, bo: Person, django_capture_on_commit_callbacks
) -> None:
    room = open_room(mei, name="Care", people=[bo])
    give_seat(mei, room, bo)
    with time_machine.travel(TODAY, tick=False):
        kept, unsent, recalled = (
            bring(signed_in(mei), room, f"{name}.txt", name.encode()).json()["id"] for name in ("a", "b", "c")
        )
        say(mei, room, text="", uploads=[kept])
        line = say(mei, room, text="", uploads=[recalled])
        recall_line(mei, line)
    names = dict(Upload.objects.values_list("pk", "stored"))
    with time_machine.travel(TODAY + timedelta(hours=25), tick=False):
        with django_capture_on_commit_callbacks() as later:
            forget_files()
        assert default_storage.exists(names[unsent])
        for delete in later:
            delete()
    assert list(Upload.objects.values_list("pk", flat=True)) == [kept]
    assert [default_storage.exists(names[pk]) for pk in (kept, unsent)] == [True, False]


def test_a_command_takes_no_files_along(signed_in, mei: Person) -> None:
    room = open_room(mei, name="Care")
    upload = bring(signed_in(mei), room, "a.txt", b"hello").json()["id"]
    for text in ("/remind me in 20 min look", "/help"):
        with pytest.raises(Invalid) as refusal:
            receive(mei, room, text, key=text, beside=Beside(uploads=[upload]))
        assert refusal.value.field == "uploads"
    assert Upload.objects.get().line is None
    assert receive(mei, room, "//help", key="k", beside=Beside(uploads=[upload])).line is not None


def test_files_are_drawn_with_one_query_however_many_lines(signed_in, mei: Person) -> None:
    room = open_room(mei, name="Care")
    counts = []
    for amount in (1, 3):
        for number in range(amount):
            upload = bring(signed_in(mei), room, f"{number}.txt", b"hello").json()["id"]
            say(mei, room, text="", uploads=[upload])
        forget()
        with CaptureQueriesContext(connection) as queries:
            draw(Line.objects.select_related("author"), "en")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\mei\\report.pdf", "report.pdf"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\x00b\n.txt", "ab.txt"),
        ("   ", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_lose_their_tricks(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.binary(max_size=600), st.text(max_size=40))
def test_any_file_is_looked_at_without_failing(content: bytes, name: str) -> None:
    assert "/" in kind_of(name, content[:512])
    assert runs(name, content[:512]) in (True, False)
    assert 1 <= len(clean_name(name)) <= 140
