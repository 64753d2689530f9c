import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from denyut.chat.actions import mark_read, open_room, pin_line, say, start_direct
from denyut.chat.drawn import draw
from denyut.chat.models import Line, Reaction, Room, Seat, Upload
from denyut.exchange.actions import begin_talk, bring_in_lines, undo_talk, upload_talk
from denyut.exchange.bringing import TalkWishes, bring_in
from denyut.exchange.jobs import run_talk_import
from denyut.exchange.models import TalkImport
from denyut.exchange.tests.test_talk_readers import MATTERMOST, SLACK
from denyut.inbox.models import Notice
from denyut.people.models import Person
from denyut.search.models import Document
from denyut.spine.access import Conflict, Refused
from denyut.spine.models import Event
from tests.goals import TODAY
from tests.world import World

type SignedIn = Callable[[Person], Client]

CHAT = (
    "31/12/2023, 21:40 - Messages and calls are end-to-end encrypted.\n"
    "31/12/2023, 21:41 - Mei Lin: the queue is long\nand grows @all\n"
    "31/12/2023, 21:42 - +62 812-1111-2222: I come\n"
    "1/1/2024, 08:00 - Mei Lin: <Media omitted>\n"
    "32/1/2024, 08:00 - Mei Lin: never\n"
)


@pytest.fixture(autouse=True)
def _today(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.cem, name="Store 12", kind=Room.RoomKind.CLOSED, people=[world.mei])


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(content, "JPEG")
    return content.getvalue()


def zipped(**files: bytes | str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def brought(
    actor: Person, room: Room | None, content: str | bytes = CHAT, name: str = "chat.txt", **wishes: object
) -> TalkImport:
    """A chat on its way through all deeds, as the web does it."""
    data = content.encode() if isinstance(content, str) else content
    kept = upload_talk(actor, BytesIO(data), file_name=name, room=room)
    begin_talk(actor, kept, TalkWishes(**wishes).as_json(), room_name="From elsewhere")  # type: ignore[arg-type]
    run_talk_import.call(kept.pk)
    kept.refresh_from_db()
    return kept


def lines_of(kept: TalkImport) -> list[tuple[str, str, str]]:
    found = Line.objects.filter(facts__brought=kept.pk).select_related("author").order_by("id")
    return [(line.author.name, line.as_name, line.text) for line in found]


def test_a_chat_comes_in_with_its_authors_and_times_and_tells_nobody(world: World, room: Room) -> None:
    mark_read(world.mei, room, to=0)
    before = Event.objects.count()
    kept = brought(world.cem, room)

    left_out = "(A picture, film or file that the export left out)"
    assert lines_of(kept) == [
        ("Mei Lin", "", "the queue is long\nand grows @all"),
        ("Cem Arslan", "+62 812-1111-2222", "I come"),
        ("Mei Lin", "", left_out),
    ]
    first = Line.objects.order_by("id").first()
    assert first is not None
    assert (first.said_at, first.facts["program"]) == (datetime(2023, 12, 31, 14, 41, tzinfo=UTC), "whatsapp")
    assert [event.verb for event in Event.objects.order_by("id")[before:]] == [
        "exchange.talk_uploaded",
        "exchange.talk_begun",
        "exchange.talk_brought_in",
    ]
    told = Event.objects.get(verb="exchange.talk_brought_in")
    assert (told.facts["room"], told.facts["count"], told.place) == (room.pk, 3, f"room:{room.pk}")
    assert (Notice.objects.count(), first.mentions.count()) == (0, 0)
    assert (kept.result["made"], kept.result["notices"], kept.path) == (3, 1, "")
    assert kept.result["problems"] == [
        "Line 6: Its day or time is none, or is still to come. (“32/1/2024, 08:00 Mei Lin: never”)"
    ]
    assert Document.objects.filter(kind="message").count() == 3


def test_the_past_is_no_news_to_who_had_read_everything(world: World, room: Room) -> None:
    say(world.cem, room, text="first")
    old = Line.objects.get()
    mark_read(world.mei, room, to=old.pk)
    people = sorted(Seat.objects.filter(room=room).values_list("person", flat=True))
    brought(world.cem, room)
    newest = Line.objects.order_by("-id").values_list("pk", flat=True)[0]
    assert Seat.objects.get(room=room, person=world.mei).read_to == newest
    assert sorted(Seat.objects.filter(room=room).values_list("person", flat=True)) == people


def test_the_same_chat_again_and_a_longer_one_make_nothing_twice(world: World, room: Room) -> None:
    brought(world.cem, room)
    again = brought(world.cem, room, CHAT + "2/1/2024, 08:00 - Bo Santoso: new\n")
    assert (again.result["made"], again.result["same"], Line.objects.count()) == (1, 3, 4)


def test_a_zip_brings_its_media(world: World, room: Room) -> None:
    text = (
        "[1/2/24, 08:00:00] Mei Lin: \u200e<attached: shelf.jpg>\n"
        "[13/2/24, 08:01:00] Mei Lin: \u200e<attached: gone.jpg>\n"
        "[13/2/24, 08:02:00] Mei Lin: \u200e<attached: bad.exe>\n"
    )
    files = {"_chat.txt": text, "shelf.jpg": picture(), "bad.exe": b"MZ" + bytes(600)}
    kept = brought(world.cem, room, zipped(**files), "WhatsApp Chat - Store 12.zip")
    upload = Upload.objects.get()
    assert (upload.kind, upload.name, upload.person, upload.width) == ("picture", "shelf.jpg", world.mei, 40)
    assert default_storage.exists(upload.stored)
    assert [text for _author, _name, text in lines_of(kept)] == ["", "📎 gone.jpg", "📎 bad.exe"]
    assert [problem[:41] for problem in kept.result["problems"]] == ["The file “bad.exe” stays outside: “bad.ex"]
    assert Document.objects.filter(kind="file").count() == 1

    stored = upload.stored
    undo_talk(world.cem, kept)
    assert (Line.objects.count(), Upload.objects.count(), Document.objects.count()) == (0, 0, 0)
    assert default_storage.exists(stored)  # until the transaction is in


@pytest.mark.django_db(transaction=True)
def test_files_go_with_an_undone_import(world: World, room: Room) -> None:
    files = {"_chat.txt": "[1/2/24, 08:00:00] Mei Lin: \u200e<attached: shelf.jpg>\n", "shelf.jpg": picture()}
    kept = brought(world.cem, room, zipped(**files), "chat.zip")
    upload = Upload.objects.get()
    undo_talk(world.cem, kept)
    assert not default_storage.exists(upload.stored)
    assert not default_storage.exists(upload.preview)


def test_slack_keeps_threads_marks_and_names(world: World, room: Room) -> None:
    kept = brought(world.cem, room, zipped(**SLACK), "slack.zip", conversation="general")
    assert lines_of(kept) == [
        ("Mei Lin", "", "**Hi** @Bo S"),
        ("Cem Arslan", "Build", "green"),
        ("Cem Arslan", "Bo S", "📎 plan.pdf"),
        ("Cem Arslan", "Bo S", "yes"),
    ]
    root = Line.objects.get(text__startswith="**Hi**")
    assert (root.replies, root.answers.get().text) == (1, "yes")
    assert [(one.emoji, one.person) for one in Reaction.objects.all()] == [("👍", world.mei)]
    assert kept.result["lost_marks"] == 1


def test_mattermost_comes_into_a_new_room(world: World) -> None:
    kept = brought(world.ada, None, MATTERMOST, "import.jsonl", people={"mei": "mei@example.com", "bo": ""})
    assert kept.room is not None
    assert (kept.room.name, kept.room.kind) == ("From elsewhere", "closed")
    assert [name for _author, name, _text in lines_of(kept)] == ["", "bo"]


def test_a_line_says_where_it_came_from(world: World, room: Room) -> None:
    brought(world.cem, room)
    drawn = draw(Line.objects.select_related("author").order_by("id"), "en")
    texts = list(drawn.values())
    assert ["brought in from WhatsApp" in text for text in texts] == [True, False, True]
    assert "from WhatsApp, by <bdi>Cem Arslan</bdi>" in texts[1]
    assert "+62 812-1111-2222" in texts[1]


def test_undoing_leaves_what_somebody_worked_on(world: World, room: Room) -> None:
    kept = brought(world.cem, room)
    first, second, _third = Line.objects.order_by("id")
    say(world.mei, room, text="an answer", thread=first)
    pin_line(world.cem, second)
    undone = undo_talk(world.cem, kept)
    assert (undone.result["removed"], undone.result["stays"]) == (1, 2)
    assert sorted(Line.objects.values_list("text", flat=True)) == sorted([first.text, second.text, "an answer"])
    told = Event.objects.filter(verb="exchange.talk_undone")
    assert (told.get().facts["removed"], undo_talk(world.cem, kept).result, told.count()) == (1, undone.result, 1)
    again = brought(world.cem, room)
    assert (again.result["made"], again.result["same"]) == (1, 2)


def test_undoing_a_thread_counts_its_answers_anew(world: World, room: Room) -> None:
    kept = brought(world.cem, room, zipped(**SLACK), "slack.zip", conversation="general")
    root = Line.objects.get(text__startswith="**Hi**")
    say(world.mei, room, text="today", thread=root)
    undo_talk(world.cem, kept)
    root.refresh_from_db()
    assert (root.replies, [line.text for line in root.answers.all()]) == (1, ["today"])


@pytest.mark.parametrize("who", ["mei", "aldo", "dora"])
def test_who_may_not_change_the_room_brings_nothing_into_it(world: World, room: Room, who: str) -> None:
    actor = getattr(world, who)
    with pytest.raises(Refused):
        upload_talk(actor, BytesIO(CHAT.encode()), file_name="chat.txt", room=room)
    kept = TalkImport.objects.create(person=actor, room=room, file_name="x", path="x", made_at=TODAY)
    for deed in (
        lambda: begin_talk(actor, kept, {}),
        lambda: bring_in_lines(actor, kept, [], authors={}, people={}, program="slack"),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_talk_between_two_and_an_archived_room_take_nothing_in(world: World, room: Room) -> None:
    pair = start_direct(world.ada, world.mei)
    Room.objects.filter(pk=room.pk).update(archived_at=TODAY)
    room.refresh_from_db()
    for actor, place in ((world.ada, pair), (world.cem, room)):
        with pytest.raises(Refused):
            upload_talk(actor, BytesIO(CHAT.encode()), file_name="chat.txt", room=place)


def test_who_manages_nothing_opens_no_new_room_for_it(world: World) -> None:
    kept = upload_talk(world.mei, BytesIO(CHAT.encode()), file_name="chat.txt")
    with pytest.raises(Refused):
        begin_talk(world.mei, kept, {}, room_name="Mine")


def test_an_import_begins_once_and_only_its_owner_undoes_it(world: World, room: Room) -> None:
    kept = brought(world.cem, room)
    with pytest.raises(Conflict):
        begin_talk(world.cem, kept, {})
    with pytest.raises(Refused):
        undo_talk(world.mei, kept)
    assert undo_talk(world.ada, kept).is_undone


def test_a_broken_file_says_so_in_the_end(world: World, room: Room) -> None:
    kept = brought(world.cem, room, b"PK\x03\x04 nothing", "chat.zip")
    assert kept.result == {"failure": "The file is damaged. Export the chat again."}
    assert (Line.objects.count(), Event.objects.filter(verb="exchange.talk_brought_in").count()) == (0, 0)


def test_files_are_forgotten_after_a_day(world: World, room: Room) -> None:
    old = upload_talk(world.cem, BytesIO(CHAT.encode()), file_name="chat.txt", room=room)
    with time_machine.travel(TODAY + timedelta(days=2), tick=False):
        upload_talk(world.cem, BytesIO(CHAT.encode()), file_name="chat.txt", room=room)
    assert not default_storage.exists(old.path)


def send(browser: Client, content: bytes, room: Room | None, name: str = "chat.txt") -> TalkImport:
    data = {"file": SimpleUploadedFile(name, content), "room": room.pk if room else ""}
    answer = browser.post(reverse("exchange:talks"), data)
    kept = TalkImport.objects.latest("id")
    assert (answer.status_code, answer.url) == (302, reverse("exchange:talk", args=[kept.pk]))
    return kept


def test_on_the_web_from_the_file_to_the_undoing(world: World, room: Room, signed_in: SignedIn) -> None:
    browser = signed_in(world.cem)
    assert browser.get(reverse("exchange:talks"), {"room": room.pk}).status_code == 200
    kept = send(browser, CHAT.encode(), room)
    url = reverse("exchange:talk", args=[kept.pk])
    page = browser.get(url)
    assert (page.context["count"], page.context["talk"].order, page.context["talk"].is_sure) == (3, "dmy", True)
    assert [(one.author.name, one.count, one.person) for one in page.context["speakers"]] == [
        ("Mei Lin", 2, world.mei),
        ("+62 812-1111-2222", 1, None),
    ]
    assert (len(page.context["problems"]), Line.objects.count()) == (1, 0)
    said = {"author-0": "Mei Lin", "person-0": "", "author-1": "+62 812-1111-2222", "person-1": "bo@example.com"}
    again = browser.post(url, said | {"order": "mdy"})
    assert [one.person for one in again.context["speakers"]] == [None]
    wrong = browser.post(url, said | {"order": "dmy", "person-1": "nobody@example.com", "go": "1"})
    assert (wrong.status_code, Line.objects.count()) == (422, 0)
    gone = browser.post(url, said | {"order": "dmy", "go": "1", "key": "k"})
    after = reverse("exchange:talk_progress", args=[kept.pk])
    assert (gone.status_code, gone.url) == (302, after)
    waiting = browser.get(after, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    run_talk_import.call(kept.pk)
    kept.refresh_from_db()
    assert [(author, name) for author, name, _text in lines_of(kept)] == [
        ("Cem Arslan", "Mei Lin"),
        ("Bo Santoso", ""),
        ("Cem Arslan", "Mei Lin"),
    ]
    done = browser.get(after).content.decode()
    assert ("3 new messages" in done, "Undo this import" in done) == (True, True)
    browser.post(reverse("exchange:talk_undoing", args=[kept.pk]), {"key": "u"})
    assert Line.objects.count() == 0
    assert "It was taken back: 3 messages are gone." in browser.get(after).content.decode()


def test_on_the_web_a_new_room_needs_a_free_name(world: World, room: Room, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    kept = send(browser, CHAT.encode(), None)
    url = reverse("exchange:talk", args=[kept.pk])
    Room.objects.filter(pk=room.pk).update(name="Taken")
    taken = browser.post(url, {"go": "1", "order": "dmy", "room_name": "Taken"})
    assert (taken.status_code, "room_name" in taken.context["form"].errors or bool(taken.context["form"].errors)) == (
        422,
        True,
    )
    assert browser.post(url, {"go": "1", "order": "dmy", "room_name": "Store"}).status_code == 302


def test_a_stranger_finds_nothing_of_it(world: World, room: Room, signed_in: SignedIn) -> None:
    kept = brought(world.cem, room)
    browser = signed_in(world.dora)
    for name in ("talk", "talk_progress"):
        assert browser.get(reverse(f"exchange:{name}", args=[kept.pk])).status_code == 404
    assert browser.post(reverse("exchange:talk_undoing", args=[kept.pk])).status_code == 404
    form = browser.get(reverse("exchange:talks"), {"room": room.pk})
    assert list(form.context["form"].fields["room"].queryset) == []
    data = {"file": SimpleUploadedFile("chat.txt", CHAT.encode()), "room": room.pk}
    assert browser.post(reverse("exchange:talks"), data).status_code == 422


def test_on_the_web_a_broken_file_is_refused_with_its_reason(world: World, room: Room, signed_in: SignedIn) -> None:
    browser = signed_in(world.cem)
    kept = send(browser, b"Dear all", room)
    answer = browser.get(reverse("exchange:talk", args=[kept.pk]))
    assert (answer.status_code, "This is no chat that we know." in answer.content.decode()) == (422, True)


def test_a_page_asks_as_much_for_three_speakers_as_for_one(world: World, room: Room, signed_in: SignedIn) -> None:
    browser = signed_in(world.cem)
    asked = []
    for count in (1, 3):
        text = "".join(f"1/2/2024, 08:0{number} - Person {number}: x\n" for number in range(count))
        kept = send(browser, text.encode(), room)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(reverse("exchange:talk", args=[kept.pk]))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def command(*arguments: object) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("import_talk", *map(str, arguments), stdout=out, stderr=StringIO())
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_on_the_command_line(world: World, room: Room, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("3/4/2024, 08:00 - Mei Lin: x\n3/4/2024, 08:01 - Bob: y\n")
    code, out = command(path, "--room", "Old talks", "--dry-run")
    assert (code, Line.objects.count(), "Days are read as dmy (a guess" in out) == (0, 0, True)
    code, out = command(path, "--room", "Old talks", "--month-first", "--person", "Bob=bo@example.com")
    kept = TalkImport.objects.get()
    assert (code, kept.room and kept.room.name) == (0, "Old talks")
    assert [(line.author, line.said_at.month) for line in Line.objects.order_by("id")] == [
        (world.mei, 3),
        (world.bo, 3),
    ]
    assert out.splitlines()[-1] == f"Number {kept.pk}: 2 new messages, 0 were there, 0 files."
    code, out = command("--undo", kept.pk)
    assert (code, out, Line.objects.count()) == (0, "2 messages are gone, 0 stay.\n", 0)
    for arguments in (["nothing.txt", "--room", "x"], [path], [path, "--room", "x", "--person", "Bob=no@example.com"]):
        with pytest.raises(CommandError) as error:
            command(*arguments)
        assert error.value.returncode == 2


def test_a_job_that_begins_again_brings_nothing_twice(world: World, room: Room) -> None:
    kept = upload_talk(world.cem, BytesIO(CHAT.encode()), file_name="chat.txt", room=room)
    begin_talk(world.cem, kept, TalkWishes().as_json())
    kept = TalkImport.objects.select_related("room", "person").get(pk=kept.pk)
    bring_in(kept, TalkWishes())
    run_talk_import.call(kept.pk)
    kept.refresh_from_db()
    assert (kept.result["made"], kept.result["same"], Line.objects.count()) == (0, 3, 3)


def test_a_mark_is_put_once_however_often_it_is_told(world: World, room: Room) -> None:
    day = json.loads(SLACK["general/2024-01-01.json"])
    day[1]["reactions"] *= 2
    kept = brought(world.cem, room, zipped(**SLACK | {"general/2024-01-01.json": json.dumps(day)}), "slack.zip")
    assert (Reaction.objects.count(), kept.result["made"]) == (1, 4)
