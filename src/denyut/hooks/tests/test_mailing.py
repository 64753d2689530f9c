"""Letters on their way into rooms."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from denyut.chat.actions import archive_room
from denyut.chat.models import Line, Room
from denyut.hooks.actions import close_mailbox, open_mailbox
from denyut.hooks.bots import the_bot
from denyut.hooks.mailing import address_of, bring, receive
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db
PROVEN = "mx.example; dmarc=pass"
CLAIMED = "By e-mail, claiming to be Mei Lin <mei@example.com>"
type Write = Callable[..., bytes]


@pytest.fixture
def address(world: World, care: Room, settings: Any) -> str:
    settings.MAIL_AUTHSERV = frozenset({"mx.example"})
    open_mailbox(world.cem, care)
    care.refresh_from_db()
    return address_of(care)


@pytest.fixture
def write(address: str) -> Write:
    """`write("text", number="<1@x>", …)` is a letter to the room, proven to be by Mei unless it says otherwise."""

    def letter(text: str = "hello", *, number: str = "<1@x>", **heads: str) -> bytes:
        made = EmailMessage()
        usual = {
            "Authentication-Results": PROVEN,
            "From": "Mei Lin <mei@example.com>",
            "To": address,
            "Subject": "News",
        }
        named = {name.replace("_", "-"): value for name, value in heads.items()}
        for name, value in {**usual, "Message-ID": number, **named}.items():
            made[name] = value
        made.set_content(text)
        return made.as_bytes()

    return letter


def test_the_address(world: World, care: Room, address: str) -> None:
    assert address == f"room+{care.mail_key}@localhost"
    assert len(care.mail_key or "") == 20
    open_mailbox(world.cem, care, takes_strangers=True)
    care.refresh_from_db()
    assert address_of(care) == address
    verbs = ["hooks.mailbox_opened", "hooks.mailbox_changed"]
    assert (
        list(Event.objects.filter(verb__startswith="hooks.mailbox").order_by("id").values_list("verb", flat=True))
        == verbs
    )


def test_a_letter_of_a_colleague(world: World, care: Room, write: Write) -> None:
    line = receive(write("It is 18 minutes.\n\n-- \nMei", Date="Mon, 02 Mar 2026 15:00:00 +0700"))
    assert (line.room, line.author, line.as_name, line.text) == (care, world.mei, "", "**News**\n\nIt is 18 minutes.")
    assert (line.external_key, line.said_at) == ("mail:<1@x>", datetime(2026, 3, 2, 8, tzinfo=UTC))
    assert Event.objects.latest("id").surface == "mail"


def test_answers_stand_below_what_they_answer(world: World, write: Write) -> None:
    first = receive(write("one"))
    second = receive(write("two\n\n> one", number="<2@x>", From="bo@example.com", In_Reply_To="<1@x>"))
    third = receive(write("three", number="<3@x>", References="<gone@x> <1@x> <2@x>"))
    other = receive(write("four", number="<4@x>", In_Reply_To="<elsewhere@x>"))
    first.refresh_from_db()
    assert [(line.thread, line.text) for line in (second, third)] == [(first, "two"), (first, "three")]
    assert (other.thread, first.replies, first.edition) == (None, 2, 2)
    assert (second.author, second.as_name) == (world.bo, "")


def test_the_same_letter_twice_is_once(write: Write) -> None:
    first = receive(write())
    assert receive(write("changed on the way")) == first
    assert Line.objects.count() == 1
    long = f"<{'x' * 400}@x>"
    assert receive(write(number=long)) == receive(write(number=long))
    assert Line.objects.count() == 2


def test_the_envelope_comes_before_the_letter(world: World, address: str, write: Write) -> None:
    assert receive(write(To="somebody@example.com"), to=address.upper()).author == world.mei
    with pytest.raises(NotThere):
        receive(write(To="somebody@example.com"))
    with pytest.raises(NotThere):
        receive(write(To="room+aaaaaaaaaaaaaaaaaaaa@localhost"))


def test_who_may_not_write(world: World, closed: Room, care: Room, write: Write) -> None:
    open_mailbox(world.cem, closed)
    closed.refresh_from_db()
    assert receive(write(To=address_of(closed))).room == closed
    for sender in ("bo@example.com", "aldo@example.com", "stranger@elsewhere.example"):
        with pytest.raises(Refused):
            receive(write(number="<2@x>", From=sender, To=address_of(closed)))
    Person.objects.filter(pk=world.mei.pk).update(is_active=False)
    with pytest.raises(Refused):
        receive(write(number="<3@x>"))
    assert Line.objects.count() == 1


def test_a_room_that_takes_no_mail_any_more(world: World, care: Room, write: Write) -> None:
    close_mailbox(world.cem, care)
    close_mailbox(world.cem, care)
    with pytest.raises(NotThere):
        receive(write())
    key = care.mail_key
    open_mailbox(world.cem, care)
    care.refresh_from_db()
    assert care.mail_key not in (None, key)


def test_an_archived_room(world: World, care: Room, write: Write) -> None:
    archive_room(world.cem, care)
    with pytest.raises((Refused, Conflict)):
        receive(write())


@pytest.mark.parametrize("verdict", ["spf=fail", "dmarc=fail", "dkim=fail"])
def test_a_forged_sender(world: World, care: Room, write: Write, verdict: str) -> None:
    forged = write(Authentication_Results=f"mx.example; {verdict}")
    with pytest.raises(Refused) as refusal:
        receive(forged)
    assert refusal.value.code == "unverified"
    open_mailbox(world.cem, care, takes_strangers=True)
    line = receive(forged)
    assert (line.author, line.as_name) == (the_bot(), CLAIMED)


@pytest.mark.parametrize("verdict", ["other.example; dmarc=pass", "mx.example; none"])
def test_a_letter_that_nobody_vouches_for(world: World, care: Room, write: Write, verdict: str) -> None:
    line = receive(write("@Bo Santoso /checkin KR-1 5", Authentication_Results=verdict))
    assert (line.author, line.as_name) == (the_bot(), CLAIMED)
    called = line.mentions.filter(person__isnull=False)
    assert (called.count(), Event.objects.filter(verb="okr.checked_in").count()) == (0, 0)


def test_no_server_is_believed_by_default(world: World, care: Room, write: Write, settings: Any) -> None:
    settings.MAIL_AUTHSERV = frozenset()
    assert receive(write()).as_name == CLAIMED


def test_only_proven_senders(world: World, care: Room, write: Write) -> None:
    open_mailbox(world.cem, care, takes_strangers=True, must_be_verified=True)
    for verdict in ("other.example; dmarc=pass", "mx.example; spf=fail", "mx.example; spf=neutral"):
        with pytest.raises(Refused) as refusal:
            receive(write(Authentication_Results=verdict))
        assert refusal.value.code == "unverified"
    assert receive(write(Authentication_Results="mx.example; dmarc=pass")).author == world.mei


def test_mail_from_outside(world: World, care: Room, write: Write) -> None:
    outside = write(From="Mei Lin <customer@elsewhere.example>")
    with pytest.raises(Refused) as refusal:
        receive(outside)
    assert refusal.value.code == "stranger"
    open_mailbox(world.cem, care, takes_strangers=True)
    line = receive(outside)
    assert (line.author, line.as_name) == (the_bot(), "Mei Lin <customer@elsewhere.example>")


def test_files_come_along(world: World, address: str, write: Write) -> None:
    letter = message_from_bytes(write("see there"), policy=default)
    letter.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="../numbers.csv")
    letter.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="run.exe")
    line = receive(letter.as_bytes())
    receive(letter.as_bytes())
    assert [(one.name, one.size, one.person) for one in line.uploads.all()] == [("numbers.csv", 8, world.mei)]
    assert line.text == "**News**\n\nsee there\n\nLeft out: run.exe"


def test_machines_and_noise(write: Write) -> None:
    with pytest.raises(Refused) as refusal:
        receive(write(Auto_Submitted="auto-replied"))
    assert refusal.value.code == "automatic"
    for noise in (b"", b"noise", b"x" * 25_000_001):
        with pytest.raises(Invalid):
            receive(noise)
    assert not Line.objects.exists()


def test_only_who_changes_the_room_opens_its_mailbox(world: World, care: Room) -> None:
    for person in (world.mei, world.dora, world.aldo, world.ada):
        for deed in (open_mailbox, close_mailbox):
            with pytest.raises(Refused):
                deed(person, care)


def test_bringing_in_a_folder(world: World, care: Room) -> None:
    first = b"From: Mei <mei@example.com>\nDate: Mon, 02 Mar 2026 08:00:00 +0000\nMessage-ID: <1@x>\nSubject: Plan\n\nlet us\n"
    second = b"From: Old Customer <o@c.example>\nDate: Mon, 02 Mar 2026 09:00:00 +0000\nMessage-ID: <2@x>\nIn-Reply-To: <1@x>\n\nyes\n"
    box = b"".join(
        b"From x@x Mon Mar  2 08:00:00 2026\n" + one + b"\n" for one in (second, first, b"Subject: nobody\n\nx\n")
    )
    assert bring(world.bo, care, box) == (2, 1)
    assert bring(world.bo, care, box) == (2, 1)
    lines = list(Line.objects.order_by("id"))
    assert [(line.author, line.as_name, line.text) for line in lines] == [
        (world.bo, "Mei", "**Plan**\n\nlet us"),
        (world.bo, "Old Customer", "yes"),
    ]
    assert lines[1].thread == lines[0]
    for person in (world.aldo,):
        with pytest.raises(Refused):
            bring(person, care, box)


def test_a_file_on_the_page(world: World, care: Room, signed_in: Callable[[Person], Client], write: Write) -> None:
    browser, path = signed_in(world.bo), f"/rooms/{care.pk}/letters/"
    answer = browser.post(path, {"key": "1", "file": SimpleUploadedFile("a.eml", write())})
    assert (answer.status_code, answer["Location"]) == (302, f"/rooms/{care.pk}/")
    for content in (b"noise", b""):
        assert browser.post(path, {"key": "2", "file": SimpleUploadedFile("a.eml", content)}).status_code == 422
    assert list(Line.objects.values_list("text", "as_name")) == [("**News**\n\nhello", "Mei Lin")]


@pytest.mark.parametrize(
    ("heads", "code"),
    [
        ({}, None),
        ({"To": "nobody@example.com"}, 67),
        ({"From": "x@elsewhere.example"}, 77),
        ({"From": "nobody"}, 65),
    ],
)
def test_the_command(write: Write, monkeypatch: pytest.MonkeyPatch, heads: dict[str, str], code: int | None) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(write(**heads))))
    told: Any = io.StringIO()
    if code is None:
        call_command("mail_in", stdout=told)
        assert told.getvalue() == f"room {Line.objects.get().room_id}, message {Line.objects.get().pk}\n"
        return
    with pytest.raises(SystemExit) as end:
        call_command("mail_in", stdout=told, stderr=told)
    assert (end.value.code, Line.objects.exists()) == (code, False)
