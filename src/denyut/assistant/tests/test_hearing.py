"""What the assistant hears in a room: a chip for the author alone, an answer for who asked, silence otherwise."""

from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from denyut.assistant.hearing import readings_of
from denyut.assistant.models import Question, Suggestion
from denyut.chat.actions import open_room
from denyut.chat.models import Room, Seat
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from tests.goals import TODAY, Goals


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def say(browser: Client, room: Room, text: str) -> str:
    answer = browser.post(reverse("chat:lines", args=[room.pk]), {"text": text, "key": text})
    assert answer.status_code == 201
    return answer.content.decode()


def test_sentence_offers_its_author_one_tap(signed_in, goals: Goals, mei: Person) -> None:
    room = open_room(mei, name="Care")
    html = say(signed_in(mei), room, f"KR{goals.median.pk} turun ke 24 menit, antrean lancar")
    offer = Suggestion.objects.get()
    assert (offer.value, offer.key_result, offer.answer, CheckIn.objects.count()) == (
        Decimal(24),
        goals.median,
        "offered",
        0,
    )
    assert f'id="offer-{offer.pk}"' in html
    taken = signed_in(mei).post(reverse("assistant:answer", args=[offer.pk]), {"answer": "take", "key": "1"})
    goals.median.refresh_from_db()
    assert (taken.status_code, goals.median.value) == (200, Decimal(24))
    undone = signed_in(mei).post(reverse("assistant:answer", args=[offer.pk]), {"answer": "undo", "key": "2"})
    assert (undone.status_code, CheckIn.objects.count()) == (200, 0)


def test_other_people_s_goals_and_ordinary_talk_are_left_alone(
    signed_in, goals: Goals, mei: Person, dora: Person
) -> None:
    room = open_room(mei, name="Care")
    say(signed_in(dora), room, f"KR{goals.median.pk} is now 24 min")
    say(signed_in(mei), room, "See you all at 3 for lunch")
    say(signed_in(mei), room, f"KR{goals.median.pk} should reach 18 min by Friday")
    assert Suggestion.objects.count() == 0


def test_whoever_turned_it_off_is_not_asked(signed_in, goals: Goals, mei: Person) -> None:
    room = open_room(mei, name="Care")
    Seat.objects.update(is_asked=False)
    say(signed_in(mei), room, f"KR{goals.median.pk} is now 24 min")
    Seat.objects.update(is_asked=True)
    Room.objects.update(hears_sentences=False)
    say(signed_in(mei), room, f"KR{goals.median.pk} is now 23 min")
    assert Suggestion.objects.count() == 0


def test_stranger_gets_no_suggestion_of_others(signed_in, goals: Goals, mei: Person, dora: Person) -> None:
    say(signed_in(mei), open_room(mei, name="Care"), f"KR{goals.median.pk} is now 24 min")
    offer = Suggestion.objects.get()
    answer = signed_in(dora).post(reverse("assistant:answer", args=[offer.pk]), {"answer": "take"})
    assert (answer.status_code, CheckIn.objects.count()) == (404, 0)


def test_question_is_answered_and_counted(signed_in, goals: Goals, mei: Person, dora: Person) -> None:
    check_in(mei, goals.median, value=Decimal(24))
    room = open_room(mei, name="Care")
    assert "Mei Lin" in say(signed_in(dora), room, f"bagaimana progres KR{goals.median.pk}?")
    say(signed_in(dora), room, "who owns the coffee machine?")
    assert list(Question.objects.order_by("id").values_list("kind", "is_answered")) == [
        ("status", True),
        ("owner", False),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("KR{0} = 24", 24),
        ("KR{0} sekarang 24 menit", 24),
        ("KR{0} is now 24 minutes", 24),
        ("KR{0}现在24分钟", 24),
        ("KR{0} ตอนนี้ 24 นาที", 24),
        ("KR{0} hiện tại 24 phút", 24),
        ("KR{0} الآن ٢٤ دقيقة", 24),
        ("KR{0} kini 24 minit", 24),
        ("KR{0} down by 3 minutes", 27),
    ],
)
def test_seven_languages_are_read(goals: Goals, text: str, value: int) -> None:
    read = readings_of(text.format(goals.median.pk), [goals.median])
    assert [(one.key_result, one.value) for one in read] == [(goals.median, Decimal(value))]


def test_a_line_sent_twice_is_answered_twice_and_counted_once(signed_in, goals: Goals, mei: Person) -> None:
    room, browser = open_room(mei, name="Care"), signed_in(mei)
    for _time in range(2):
        html = say(browser, room, f"KR{goals.median.pk} turun ke 24 menit")
        assert f'id="offer-{Suggestion.objects.get().pk}"' in html
        say(browser, room, f"how is KR-{goals.median.pk}?")
    assert Question.objects.count() == 1
