"""A message becomes a task and is done in three taps, without leaving the room; whoever else looks sees it at once."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import OWNER, ROOM
from tests.browser.server import Server
from tests.browser.test_accessibility import STILL, complaints
from tests.browser.visit import PHONE, Clicks, Visitor, enter_as, is_live, is_marked, mark

pytestmark = pytest.mark.browser
ANSWERER = "Wahyu Nugroho"
WORDS = "Tolong telepon Pak Budi soal antrian"


@dataclass
class Talk:
    """Sari and Wahyu in one room, with a message of hers in it."""

    sari: Page
    wahyu: Page


@pytest.fixture
def talk(fragile: Server, visitor: Callable[..., Visitor]) -> Talk:
    sari, wahyu = (visitor(fragile).page() for _ in range(2))
    for page, name in ((sari, OWNER), (wahyu, ANSWERER)):
        enter_as(page, name)
        page.locator(".side a[href^='/rooms/']", has_text=ROOM).first.click()
        is_live(page)
        mark(page)
    say(sari, WORDS)
    expect(message(wahyu)).to_be_visible()
    return Talk(sari, wahyu)


def test_a_message_becomes_a_task_and_is_done(talk: Talk) -> None:
    clicks = Clicks()
    message(talk.sari).hover()
    clicks.on(message(talk.sari).locator("[data-opens='menu']"))
    clicks.on(talk.sari.locator("a[href$='/task/'][data-sheet]"))
    expect(talk.sari.locator("#id_title")).to_have_value(WORDS)
    before = scrolled(talk.sari)
    clicks.on(talk.sari.locator("dialog[open] .button--primary"))
    assert clicks.made == 3
    for page in (talk.sari, talk.wahyu):
        expect(card(page)).to_contain_text(WORDS)
    assert (scrolled(talk.sari) >= before, is_marked(talk.sari)) == (True, True)
    # Wahyu neither does it nor asked for it: he sees how it stands and has no button.
    expect(card(talk.wahyu).locator("button")).to_be_hidden()
    card(talk.sari).locator("button.task__tick").click()
    for page in (talk.sari, talk.wahyu):
        expect(page.locator(".task--card.task--done")).to_contain_text(WORDS)
        expect(message(page).locator(".line__answers")).to_be_visible()
    assert (is_marked(talk.sari), is_marked(talk.wahyu)) == (True, True)


def test_a_vote_is_counted_on_every_page(talk: Talk) -> None:
    say(talk.sari, '/poll "Makan di mana?" "Warung Sari" "Di kantor"')
    for page, count in ((talk.sari, "1"), (talk.wahyu, "2")):
        choices(page).first.click()
        expect(choices(page).first.locator(".poll__mine")).to_be_visible()
        for other in (talk.sari, talk.wahyu):
            expect(choices(other).first.locator(".poll__count")).to_have_text(count)
    choices(talk.wahyu).first.click()
    expect(choices(talk.sari).first.locator(".poll__count")).to_have_text("1")
    expect(choices(talk.wahyu).first.locator(".poll__mine")).to_be_hidden()


def test_a_task_is_asked_for_in_one_line(talk: Talk) -> None:
    say(talk.sari, '/task "Kirim daftar harga" due=2026-12-24 KR-1')
    for page in (talk.sari, talk.wahyu):
        expect(card(page)).to_contain_text("Kirim daftar harga")
        expect(card(page)).to_contain_text("KR-1")


def test_tasks_are_accessible_on_a_phone(visitor: Callable[..., Visitor], company: Server) -> None:
    page = visitor(company, **STILL, **PHONE).page()
    enter_as(page, OWNER)
    found = {}
    page.goto("/tasks/")
    page.locator("#quick-words").fill("Telepon Budi besok KR-1")
    page.keyboard.press("Enter")
    expect(page.locator(".task__title").first).to_be_visible()
    found |= complaints(page, "tasks")
    page.locator("a.task__title").first.click()
    expect(page.locator("dialog[open] .purpose")).to_be_visible()
    found |= complaints(page, "a task's sheet")
    page.goto("/reminders/")
    found |= complaints(page, "reminders")
    assert found == {}
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def say(page: Page, words: str) -> None:
    """Write a line in the room."""
    box = page.locator("message-composer textarea")
    box.fill(words)
    box.press("Enter")


def message(page: Page) -> Locator:
    """Sari's message."""
    return page.locator(".line", has_text=WORDS).first


def card(page: Page) -> Locator:
    """The last task that stands in the room."""
    return page.locator(".task--card").last


def choices(page: Page) -> Locator:
    """What can be chosen in the last poll."""
    return page.locator(".poll").last.locator("button.poll__choice")


def scrolled(page: Page) -> float:
    """How far the room is scrolled."""
    return float(page.locator("room-lines").evaluate("list => list.scrollTop"))
