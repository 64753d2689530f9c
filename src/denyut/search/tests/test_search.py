"""What is found, by whom, in seven languages, after a change, a recall and a closed door."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.chat.actions import change_room, give_seat, leave_seat, open_room, recall_line, say
from denyut.chat.models import Room
from denyut.lib.tokens import tokenise
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person
from denyut.search.actions import build_index, follow_log, index_things
from denyut.search.asking import Question, filters_in, words_in
from denyut.search.finding import results
from denyut.search.index import find, put, remove, term
from denyut.search.marking import marked
from denyut.search.models import Document
from denyut.search.sources import OPEN, SOURCES
from tests.goals import TODAY, Goals


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def build() -> None:
    for kind in SOURCES:
        after = build_index(kind, 0)
        while after:
            after = build_index(kind, after)


def texts(viewer: Person, words: str, **filters: object) -> list[str]:
    said, last = words_in(words)
    found = results(viewer, Question(words, said, last, **filters)).found  # type: ignore[arg-type]
    return [one.hit.text or one.hit.title for one in found]


SAID = [
    ("Antrian pelanggan sudah lancar", "lancar antrian"),
    ("Nghỉ phép tuần sau", "nghi phep"),
    ("วันนี้ประชุมทบทวนเป้าหมาย", "ทบทวน"),
    ("我们下午复盘这个季度", "复盘"),
    ("الاجتماع بعد الظهر", "اجتماع الظهر"),
    ("Mesyuarat petang ini", "petang"),
    ("The refund was sent", "refu"),
]


@pytest.mark.parametrize(("text", "words"), SAID)
def test_words_are_found_in_every_language(mei: Person, dora: Person, text: str, words: str) -> None:
    room = open_room(mei, name="Care")
    for other, _words in SAID:
        say(mei, room, text=other)
    build()
    if words == "اجتماع الظهر":
        words = "الاجتماع الظهر"
    assert texts(dora, words) == [text]


def test_newest_comes_first_and_filters_narrow(mei: Person, bo: Person, dora: Person) -> None:
    care, other = open_room(mei, name="Care", people=[bo]), open_room(mei, name="Other")
    say(mei, care, text="refund one")
    with time_machine.travel(TODAY + timedelta(days=3), tick=False):
        say(bo, care, text="refund two")
        say(mei, other, text="refund three")
    build()
    assert texts(dora, "refund") == ["refund three", "refund two", "refund one"]
    assert texts(dora, "refund", person=bo.pk) == ["refund two"]
    assert texts(dora, "refund", room=care.pk) == ["refund two", "refund one"]
    assert texts(dora, "refund", kind="person") == []
    assert texts(dora, "refund", before=TODAY.date()) == ["refund one"]
    assert texts(dora, "refund", after=TODAY.date() + timedelta(days=1)) == ["refund three", "refund two"]


def test_closed_room_is_found_only_from_inside(mei: Person, bo: Person, dora: Person, ada: Person) -> None:
    room = open_room(mei, name="Inner", kind=Room.RoomKind.CLOSED)
    give_seat(mei, room, bo)
    say(mei, room, text="the secret refund")
    build()
    assert [texts(who, "refund") for who in (mei, bo, dora, ada)] == [["the secret refund"]] * 2 + [[]] * 2
    leave_seat(bo, room, bo)
    assert texts(bo, "refund") == []


def test_log_is_followed_and_twice_is_once(mei: Person, dora: Person) -> None:
    room = open_room(mei, name="Care")
    follow_log()
    line = say(mei, room, text="refund")
    assert texts(dora, "refund") == []
    assert (follow_log() > 0, follow_log()) == (True, 0)
    assert texts(dora, "refund") == ["refund"]
    recall_line(mei, line)
    follow_log()
    assert (texts(dora, "refund"), Document.objects.filter(kind="message").count()) == ([], 0)


def test_goal_that_turned_private_is_gone_for_a_stranger(goals: Goals, mei: Person, dora: Person) -> None:
    build()
    assert texts(dora, "median first") == [f"KR-{goals.median.pk} Median first response"]
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    assert texts(dora, "median first") == []
    index_things("key_result", [goals.median.pk])
    assert [len(texts(who, "median first")) for who in (dora, mei)] == [0, 1]


def test_people_are_found_by_name_and_title(world: object, dora: Person) -> None:
    build()
    assert texts(dora, "mei") == ["Team owner"]


def test_page_shows_results_with_the_words_marked(signed_in: object, mei: Person, dora: Person) -> None:
    say(mei, open_room(mei, name="Care"), text="<b>The</b> refund was sent")
    build()
    page = signed_in(dora).get(reverse("search:search"), {"q": "refund"})  # type: ignore[operator]
    html = page.content.decode()
    assert (page.status_code, "<mark>refund</mark>" in html, "<b>The" in html) == (200, True, False)


def test_queries_stay_the_same_however_many_are_found(signed_in: object, mei: Person, dora: Person) -> None:
    browser: Client = signed_in(dora)  # type: ignore[operator]
    room = open_room(mei, name="Care")
    counts = []
    for _round in range(2):
        say(mei, room, text="refund")
        say(mei, room, text="refund again")
        build()
        follow_log()
        browser.get(reverse("search:search"), {"q": "refund"})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(reverse("search:search"), {"q": "refund"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_more_than_a_page_comes_in_pages(mei: Person, dora: Person) -> None:
    room = open_room(mei, name="Care")
    for number in range(25):
        say(mei, room, text=f"refund {number}")
    build()
    words, last = words_in("refund")
    first = results(dora, Question("refund", words, last))
    second = results(dora, Question("refund", words, last), below=first.then)
    assert (len(first.found), len(second.found), second.then) == (20, 5, None)
    assert {one.number for one in first.found}.isdisjoint({one.number for one in second.found})


def test_filters_are_read_from_the_words() -> None:
    assert filters_in("from:mei refund after:2026-11-01 now") == ("refund now", {"from": "mei", "after": "2026-11-01"})


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_indexed_and_asked_for(text: str, asked: str) -> None:
    put([(1, tokenise(text))])
    words, last = words_in(asked)
    if words or last:
        assert find(words, [], last=last) in ([], [1])
    own, unfinished = words_in(text)
    if own or unfinished:
        assert find(own, [], last=unfinished) == [1]
    remove([1])


@given(st.text(max_size=200), st.text(max_size=20))
def test_marking_never_lets_html_through(text: str, asked: str) -> None:
    words, last = words_in(asked)
    html = marked(text, [*words, last])
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")


def test_a_room_that_opens_or_closes_is_found_anew(mei: Person, cem: Person, dora: Person) -> None:
    room = open_room(cem, name="Pay", kind="closed", people=[mei])
    say(mei, room, text="a refund")
    build()
    follow_log()
    change_room(cem, room, name="Pay", kind="open", opens_history=True)
    follow_log()
    assert texts(dora, "refund") == ["a refund"]
    assert scopes(room) == [True, False]
    change_room(cem, room, name="Pay", kind="closed")
    follow_log()
    assert (texts(dora, "refund"), texts(mei, "refund")) == ([], ["a refund"])
    assert scopes(room) == [False, True]


def scopes(room: Room) -> list[bool]:
    """Whether a line of the room is indexed for everybody, and for those who sit in it."""
    return [bool(find([], [[term("scope", scope)], [term(f"room{room.pk}")]])) for scope in (OPEN, f"room{room.pk}")]
