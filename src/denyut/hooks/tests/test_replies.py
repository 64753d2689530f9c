"""Answers to reminders by letter."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail

from denyut.hooks.arriving import arrive
from denyut.hooks.replies import lines_of
from denyut.okr.models import CheckIn, KeyResult
from denyut.rhythm.actions import send_prompt
from denyut.rhythm.models import Prompt
from denyut.rhythm.replying import prompt_at, reply_address
from denyut.spine import clock
from denyut.spine.access import NotThere, Refused
from denyut.spine.models import Event
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 10, 5, tzinfo=UTC)
type Write = Callable[..., bytes]


@pytest.fixture(autouse=True)
def _on_friday(settings: Any) -> Iterator[None]:
    settings.TAKES_REPLIES = True
    with clock.at(FRIDAY):
        yield


@pytest.fixture
def prompt(world: World, goals: Goals) -> Prompt:
    made = send_prompt(None, world.mei, [(goals.median, date(2026, 11, 20))], stage="due")
    assert made is not None
    return made


@pytest.fixture
def write(prompt: Prompt) -> Write:
    """`write("text")` is Mei's answer to the reminder, unless it says otherwise."""

    def letter(text: str, *, number: str = "<1@x>", sender: str = "Mei Lin <mei@example.com>", to: str = "") -> bytes:
        made = EmailMessage()
        made["From"], made["To"], made["Subject"] = sender, to or reply_address(prompt.pk), "Re: due"
        made["Message-ID"] = number
        made.set_content(text)
        return made.as_bytes()

    return letter


def test_a_line_is_checked_in_and_answered(world: World, goals: Goals, write: Write, prompt: Prompt) -> None:
    label = goals.median.label
    answer = arrive(write(f"{label} 24 the queue is flowing\n\nOn Fri, Denyut wrote:\n> {label} 99 an example\n"))
    assert answer == f"prompt {prompt.pk}, 1 check-ins"
    said = CheckIn.objects.get()
    assert (said.value, said.note, said.author, said.surface) == (24, "the queue is flowing", world.mei, "mail")
    letter = mail.outbox[0]
    assert (letter.subject, letter.to) == ("Your check-ins are recorded", ["mei@example.com"])
    assert f"{label}: 24\N{NO-BREAK SPACE}min" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-replied"


def test_a_sentence_and_a_number_alone_are_understood(goals: Goals, write: Write) -> None:
    arrive(write("Median first response is at 23 min now"))
    assert CheckIn.objects.latest("id").value == 23
    arrive(write("22 all is well", number="<2@x>"))
    assert (CheckIn.objects.latest("id").value, CheckIn.objects.latest("id").note) == (22, "all is well")


def test_a_replay_changes_nothing_and_is_not_answered_again(goals: Goals, write: Write) -> None:
    raw = write(f"{goals.median.label} 24")
    arrive(raw)
    before = (CheckIn.objects.count(), Event.objects.count())
    assert arrive(raw).endswith("again")
    assert (CheckIn.objects.count(), Event.objects.count(), len(mail.outbox)) == (*before, 1)


def test_what_is_not_understood_is_explained(goals: Goals, write: Write) -> None:
    arrive(write(f"Thank you!\n{goals.rules.label} 4"))
    assert not CheckIn.objects.exists()
    body = mail.outbox[0].body
    assert "Nothing was recorded." in body
    assert body.count("no value of a key result was found") == 2


def test_only_quoted_words_say_nothing(goals: Goals, write: Write) -> None:
    arrive(write(f"> {goals.median.label} 18 the queue is flowing"))
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("sender", ["bo@example.com", "mei@example.org", "Mei Lin <stranger@x.com>"])
def test_the_secret_alone_is_not_enough(goals: Goals, write: Write, sender: str) -> None:
    with pytest.raises(Refused):
        arrive(write(f"{goals.median.label} 24", sender=sender))
    assert not CheckIn.objects.exists()


def test_the_address_alone_is_not_enough(goals: Goals, write: Write, prompt: Prompt) -> None:
    address = reply_address(prompt.pk)
    number, until, sign = address.removeprefix("checkin+").partition("@")[0].split("-")
    forged = [
        f"checkin+{number}-{until}-{'a' * 26}@localhost",
        f"checkin+{int(number) + 1}-{until}-{sign}@localhost",
        f"checkin+{number}-{int(until) + 9}-{sign}@localhost",
    ]
    for to in forged:
        with pytest.raises(NotThere):
            arrive(write(f"{goals.median.label} 24", to=to))
    assert not CheckIn.objects.exists()


def test_the_address_ends_after_eight_days_and_minds_no_capitals(prompt: Prompt, settings: Any) -> None:
    address = reply_address(prompt.pk)
    assert prompt_at(address.upper()) == prompt
    assert len(address.partition("@")[0]) <= 64
    with clock.at(FRIDAY + timedelta(days=8, minutes=1)):
        assert prompt_at(address) is None
    settings.TAKES_REPLIES = False
    assert reply_address(prompt.pk) == ""


def test_automatic_answers_change_nothing(goals: Goals, write: Write) -> None:
    with pytest.raises(Refused):
        arrive(b"Auto-Submitted: auto-replied\n" + write(f"{goals.median.label} 24"))
    assert not mail.outbox


def test_numbers_are_read_as_the_reader_writes_them(goals: Goals) -> None:
    kr = KeyResult.objects.select_related("objective").get(pk=goals.median.pk)
    found = dict(lines_of(f"- {kr.label}: 1.250,5 naik\nKR-99 3", [kr], "id"))
    assert [said.value if said else None for said in found.values()] == [Decimal("1250.5"), None]
