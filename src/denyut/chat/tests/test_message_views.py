"""Lines as pages show them, and what is done with them on the web and over REST's own addresses."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.chat import drawn
from denyut.chat.actions import (
    edit_line,
    forward_line,
    leave_seat,
    move_line,
    open_room,
    pin_line,
    react,
    recall_line,
    say,
)
from denyut.chat.drawn import draw
from denyut.chat.models import Line, Room
from denyut.live.frames import entries
from denyut.okr.actions import change_objective
from denyut.people.actions import change_person
from denyut.people.models import Person
from denyut.spine.models import Event
from denyut.spine.topics import may_listen
from denyut.talk.turning import turns
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    drawn.forget()


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Queue", people=[world.bo])


@pytest.fixture
def other(world: World) -> Room:
    return open_room(world.mei, name="Other", people=[world.bo])


@pytest.fixture
def line(world: World, room: Room) -> Line:
    return say(world.mei, room, text="the queue is **flowing**")


def shown(line: Line) -> str:
    return draw(Line.objects.filter(pk=line.pk).select_related("author"), "en")[line.pk]


def at(line: Line, what: str = "") -> str:
    return f"/rooms/{line.room_id}/lines/{line.pk}/{what}"


def get(browser: Client, path: str) -> str:
    answer = browser.get(path, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


# Drawing


def test_markdown_is_drawn(line: Line) -> None:
    assert "<strong>flowing</strong>" in shown(line)


def test_a_mention_is_a_chip_with_the_present_name(world: World, room: Room) -> None:
    line = say(world.mei, room, text="@Bo Santoso look, @Bo Santoso#999 not")
    assert f'data-person="{world.bo.pk}"' in shown(line)
    change_person(world.bo, world.bo, name="Bo Wijaya")
    html = shown(line)
    assert ("@Bo Wijaya</a>" in html, html.count('class="mention"')) == (True, 1)


def test_a_goal_is_drawn_as_its_own_chip_each_time(world: World, room: Room, goals: Goals) -> None:
    line = say(world.mei, room, text=f"see KR-{goals.median.pk} and KR-987654321")
    before = shown(line)
    assert f'data-label="KR-{goals.median.pk}"' in before
    assert f"ref-key_result-{goals.median.pk}" in before
    assert "and KR-987654321</p>" in before
    change_objective(world.mei, goals.speed, title="Answer 40% faster", department=world.service, visibility="private")
    assert f'<p dir="auto">see KR-{goals.median.pk} and KR-987654321</p>' in shown(line)


def test_a_quote_shows_the_words_it_is_about_until_they_are_recalled(world: World, room: Room, line: Line) -> None:
    quoting = say(world.bo, room, text="good", quoted=line)
    assert "the queue is **flowing**" in shown(quoting)
    recall_line(world.mei, line)
    html = shown(quoting)
    assert ("flowing" in html, "Message recalled" in html) == (False, True)


def test_a_recalled_line_is_a_stub(world: World, line: Line) -> None:
    recall_line(world.mei, line)
    html = shown(line)
    assert ("flowing" in html, "Message recalled" in html, "line__tools" in html) == (False, True, False)


def test_a_moved_line_names_open_rooms_alone(world: World, room: Room, other: Room, line: Line) -> None:
    secret = open_room(world.mei, name="Pay", kind="closed")
    second = say(world.mei, room, text="two")
    move_line(world.mei, line, other)
    move_line(world.mei, second, secret)
    assert "This message was moved to <a" in shown(line)
    assert ("Pay" in shown(second), "moved to another room" in shown(second)) == (False, True)


def test_a_forwarded_line_says_whose_words_it_has(world: World, other: Room, line: Line) -> None:
    html = shown(forward_line(world.bo, line, other))
    assert ("Forwarded from Mei Lin" in html, "<strong>flowing</strong>" in html) == (True, True)


def test_an_edited_line_says_so_and_shows_the_words_before(world: World, line: Line, signed_in: Browser) -> None:
    edit_line(world.mei, line, text="it flows")
    assert "wordings/" in shown(line)
    assert "<strong>flowing</strong>" in get(signed_in(world.dora), at(line, "wordings/"))


def test_reactions_are_drawn_with_who_put_them(world: World, line: Line) -> None:
    for person in (world.bo, world.mei):
        react(person, line, emoji="👍")
    html = shown(line)
    assert f'data-owner="{world.bo.pk} {world.mei.pk}"' in html
    assert 'aria-label="thumbsup, 2: Bo Santoso, Mei Lin"' in html


def test_a_long_paste_is_folded_and_kept_whole(world: World, room: Room, signed_in: Browser) -> None:
    line = say(world.mei, room, text="\n".join(f"row {number} of a log" for number in range(5_000)))
    html = shown(line)
    assert ("Show all (5000 lines)" in html, "row 4999" in html, len(html) < 6_000) == (True, False, True)
    assert "row 4999" in get(signed_in(world.bo), at(line, "whole/"))


def test_names_and_words_of_others_are_words(world: World, room: Room, line: Line, other: Room) -> None:
    attack = '<script>alert(1)</script>"onx="'
    change_person(world.mei, world.mei, name=attack[:60])
    react(world.mei, line, emoji="👍")
    pin_line(world.mei, line)
    quoting = say(world.bo, room, text=attack, quoted=line)
    assert "<script" not in shown(line) + shown(quoting)


def test_drawing_costs_the_same_for_one_line_and_for_three(world: World, room: Room, goals: Goals) -> None:
    def full() -> Line:
        first = say(world.mei, room, text=f"@Bo Santoso KR-{goals.median.pk}")
        line = say(world.bo, room, text=f"@Mei Lin KR-{goals.rules.pk} O-{goals.speed.pk}", quoted=first)
        react(world.mei, line, emoji="👍")
        pin_line(world.mei, line)
        say(world.mei, room, text="yes", thread=line)
        return line

    def queries(lines: list[Line]) -> int:
        drawn.forget()
        rows = list(Line.objects.filter(pk__in=[line.pk for line in lines]).select_related("author"))
        with CaptureQueriesContext(connection) as captured:
            draw(rows, "en")
        return len(captured)

    lines = [full() for _ in range(3)]
    queries(lines[:1])
    assert queries(lines[:1]) == queries(lines)


# Live


def frames(verb: str) -> list[tuple[list[str], str]]:
    event = Event.objects.filter(verb=verb).order_by("-id")[0]
    [entry] = entries([event], ["en"])
    return [(sorted(frame.topics), frame.lines.decode()) for frame in entry.frames["en"]]


def test_an_answer_comes_to_its_thread_and_counts_in_the_room(world: World, room: Room, line: Line) -> None:
    answer = say(world.bo, room, text="since nine", thread=line)
    [(topics, html), (room_topics, first)] = frames("chat.said")
    assert (topics, room_topics) == ([f"thread:{line.pk}"], [f"room:{room.pk}"])
    assert f'data-append="#thread-{line.pk}-lines" data-id="line-{answer.pk}"' in html
    assert (f'data-replace=".line-{line.pk}"' in first, "1 answer" in first) == (True, True)


def test_a_recall_takes_the_words_off_open_pages(world: World, room: Room, line: Line) -> None:
    quoting = say(world.bo, room, text="good", quoted=line)
    recall_line(world.mei, line)
    found = frames("chat.line_recalled")
    assert [re.findall(r"data-replace=\"\.line-(\d+)\"", html) for _topics, html in found] == [
        [str(line.pk)],
        [str(quoting.pk)],
    ]
    assert not any("flowing" in html for _topics, html in found)


def test_a_thread_is_heard_by_who_finds_its_room(world: World) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    line = say(world.mei, closed, text="secret")
    heard = [bool(may_listen(person, f"thread:{line.pk}")) for person in (world.bo, world.dora, world.ada)]
    assert heard == [True, False, False]
    assert not may_listen(world.bo, "thread")


# On the web


def test_an_answer_is_said_from_the_threads_own_field(world: World, room: Room, line: Line, signed_in: Browser) -> None:
    sent = {"text": "since nine", "thread": str(line.pk), "key": "k"}
    answer = signed_in(world.bo).post(f"/rooms/{room.pk}/lines/", sent).content.decode()
    said = Line.objects.get(thread=line)
    assert f'data-append="#thread-{line.pk}-lines" data-id="line-{said.pk}"' in answer
    assert 'data-replace="#thread-reply"' in answer


def test_a_thread_shows_its_answers_and_the_room_does_not(
    world: World, room: Room, line: Line, signed_in: Browser
) -> None:
    answer = say(world.bo, room, text="since nine", thread=line)
    browser = signed_in(world.dora)
    for path in (at(line, "thread/"), at(answer, "thread/")):
        page = get(browser, path)
        assert (f'id="root-{line.pk}"' in page, f'id="line-{answer.pk}"' in page) == (True, True)
    assert "since nine" not in browser.get(f"/rooms/{room.pk}/").content.decode()


def test_a_lines_address_leads_to_its_place(world: World, room: Room, line: Line, signed_in: Browser) -> None:
    answer = say(world.bo, room, text="since nine", thread=line)
    browser = signed_in(world.bo)
    assert browser.get(at(line))["Location"] == f"/rooms/{room.pk}/?at={line.pk}#line-{line.pk}"
    assert browser.get(at(answer))["Location"] == at(line, "thread/")


def test_the_menu_offers_what_one_may_do(world: World, line: Line, signed_in: Browser) -> None:
    own, others, audit = (get(signed_in(who), at(line, "menu/")) for who in (world.mei, world.bo, world.aldo))

    def offers(page: str) -> list[bool]:
        return [word in page for word in ("edit/", "recall/", "pin/", "react", "unread/", "data-copy-link")]

    assert offers(own) == [True] * 6
    assert offers(others) == [False, False, True, True, True, True]
    assert offers(audit) == [False, False, False, False, True, True]
    assert all(turn.url(line.pk) in own for turn in turns())


def test_each_entry_of_the_menu_does_its_deed(world: World, other: Room, line: Line, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    assert f'data-replace=".line-{line.pk}"' in browser.post(at(line, "react/"), {"emoji": "👍"}).content.decode()
    assert "Pinned by" in browser.post(at(line, "pin/")).content.decode()
    assert "Pinned by" not in browser.post(at(line, "pin/"), {"off": "1"}).content.decode()
    assert browser.post(at(line, "unread/")).status_code == 204
    fragment = {"HX-Request": "true"}
    assert browser.post(at(line, "edit/"), {"text": "it flows"}, headers=fragment).status_code == 204
    sent = {"room": str(other.pk), "how": "forward"}
    assert browser.post(at(line, "send/"), sent, headers=fragment).status_code == 204
    assert "Message recalled" in browser.post(at(line, "recall/")).content.decode()
    assert [(one.text, one.is_recalled) for one in Line.objects.order_by("id")] == [("", True), ("", True)]


def test_a_refused_edit_keeps_what_was_typed(world: World, line: Line, signed_in: Browser) -> None:
    answer = signed_in(world.mei).post(at(line, "edit/"), {"text": " "}, headers={"HX-Request": "true"})
    assert (answer.status_code, "Write something first." in answer.content.decode()) == (422, True)


def test_the_pins_of_a_room_are_listed(world: World, room: Room, line: Line, signed_in: Browser) -> None:
    pin_line(world.bo, line)
    page = get(signed_in(world.dora), f"/rooms/{room.pk}/pins/")
    assert (at(line) in page, "Pinned by Bo Santoso" in page) == (True, True)


PAGES = ["", "thread/", "wordings/", "whole/", "menu/", "edit/", "send/"]
DEEDS = ["react/", "pin/", "unread/", "recall/", "edit/", "send/"]


def test_whoever_is_not_in_a_closed_room_finds_nothing(world: World, signed_in: Browser) -> None:
    closed = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    line = say(world.bo, closed, text="secret")
    leave_seat(world.bo, closed, world.bo)
    for browser in (signed_in(world.bo), signed_in(world.ada), signed_in(world.aldo)):
        assert {browser.get(at(line, what)).status_code for what in PAGES} == {404}
        assert {browser.post(at(line, what), {"emoji": "👍"}).status_code for what in DEEDS} == {404}
        assert browser.get(f"/rooms/{closed.pk}/pins/").status_code == 404


def test_a_line_is_found_in_its_own_room_alone(world: World, other: Room, line: Line, signed_in: Browser) -> None:
    assert signed_in(world.mei).get(f"/rooms/{other.pk}/lines/{line.pk}/thread/").status_code == 404
    sent = {"text": "hi", "thread": str(line.pk)}
    assert signed_in(world.mei).post(f"/rooms/{other.pk}/lines/", sent).status_code == 404


def test_a_thread_costs_the_same_with_one_answer_and_with_three(
    world: World, room: Room, line: Line, signed_in: Browser
) -> None:
    browser = signed_in(world.bo)

    def queries() -> int:
        drawn.forget()
        with CaptureQueriesContext(connection) as captured:
            get(browser, at(line, "thread/"))
        return len(captured)

    say(world.mei, room, text="one", thread=line)
    queries()
    few = queries()
    for text in ("two", "three"):
        say(world.bo, room, text=text, thread=line)
    assert queries() == few


def test_a_long_thread_comes_in_pages(
    world: World, room: Room, line: Line, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("denyut.chat.views.threads.ANSWERS", 2)
    answers = [say(world.bo, room, text=f"answer {number}", thread=line) for number in range(5)]
    browser, path = signed_in(world.mei), f"/rooms/{room.pk}/lines/{line.pk}/thread/"

    def shown(query: str, **headers: str) -> list[int]:
        page = browser.get(path + query, headers=headers).content.decode()
        return [number for number in range(5) if f"answer {number}" in page]

    assert (shown(""), shown(f"?before={answers[3].pk}"), shown(f"?before={answers[1].pk}")) == ([3, 4], [1, 2], [0])
    more = browser.get(f"{path}?before={answers[3].pk}&more=1", headers={"HX-Request": "true"}).content.decode()
    assert (more.strip().startswith("<a"), f"before={answers[1].pk}&amp;more=1" in more, "thread__root" in more) == (
        True,
        True,
        False,
    )
