"""The weekly check-in: from a quiet line in a room to a recorded value, without leaving the room; and one's week on a phone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import MEDIAN, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.test_accessibility import STILL, complaints
from tests.browser.visit import PHONE, Clicks, Visitor, enter_as, is_live, is_marked, mark

pytestmark = pytest.mark.browser
LINE = ".due-line__link"


@pytest.fixture
def late(fragile: Server) -> Server:
    """The demo company, in which nobody has been heard of the median for three weeks, whatever day it is."""
    long_ago = (datetime.now(UTC) - timedelta(days=21)).strftime("%Y-%m-%d %H:%M:%S")
    with closing(sqlite3.connect(fragile.data / "denyut.sqlite3")) as database, database:
        database.execute("UPDATE okr_keyresult SET checked_in_at = ? WHERE title = ?", (long_ago, MEDIAN))
    return fragile


def test_a_check_in_from_a_room_in_three_taps(late: Server, visitor: Callable[..., Visitor]) -> None:
    page, clicks = visitor(late, **PHONE).page(), Clicks()
    enter_as(page, OWNER)
    page.goto("/rooms/")
    page.locator("main a[href^='/rooms/']", has_text=ROOM).first.click()
    is_live(page)
    mark(page)
    before, address = scrolled(page), page.url
    clicks.on(page.locator(LINE))
    card = page.locator("dialog[open] .due", has_text=MEDIAN)
    assert card.locator("input[name=confidence]:checked").count() == 0
    card.locator("input[name=value]").fill("19,5")
    clicks.on(card.locator(".taps__tap", has_text="70%"))
    clicks.on(card.locator(".button--primary"))
    expect(page.locator("dialog[open] .due", has_text=MEDIAN).locator(".due__done")).to_contain_text("19,5")
    expect(page.locator(LINE, has_text=MEDIAN[:20])).to_have_count(0)
    assert (clicks.made, page.url, is_marked(page)) == (3, address, True)
    page.keyboard.press("Escape")
    assert scrolled(page) >= before


def test_the_line_can_be_put_away_for_the_day(late: Server, visitor: Callable[..., Visitor]) -> None:
    page = visitor(late).page()
    enter_as(page, OWNER)
    page.locator(".side a[href^='/rooms/']", has_text=ROOM).first.click()
    expect(page.locator(LINE)).to_be_visible()
    page.locator(".due-line button").click()
    expect(page.locator(LINE)).to_have_count(0)
    page.reload()
    is_live(page)
    expect(page.locator("#due-line[hx-get]")).to_have_count(0)
    expect(page.locator(LINE)).to_have_count(0)


@pytest.mark.parametrize("language", ["id", "ar"])
def test_my_week_is_accessible_on_a_phone(late: Server, visitor: Callable[..., Visitor], language: str) -> None:
    page = visitor(late, **STILL, **PHONE).page()
    enter_as(page, OWNER)
    page.goto("/settings/profile/")
    page.locator("#id_language").select_option(language)
    page.locator("main .button--primary").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto("/week/")
    add(page, "plan", "Telepon pemasok")
    page.locator(".week-item__tick").last.click()
    expect(page.locator(".week-item--done").first).to_be_visible()
    page.locator(".moods__tap").nth(3).click()
    expect(page.locator(".moods__tap[aria-pressed=true]")).to_have_text("4")
    page.locator(".week__file .button").click()
    expect(page.locator(".week__file .due__done")).to_be_visible()
    found = complaints(page, "my week")
    for path in ("/week/team/", "/rhythm/"):
        page.goto(path)
        found |= complaints(page, path)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert found == {}


def add(page: Page, kind: str, words: str) -> None:
    """Write a line into the week."""
    form = page.locator(".week-add", has=page.locator(f"input[name=kind][value={kind}]"))
    form.locator("input[name=text]").fill(words)
    form.locator(".button").click()
    expect(page.locator(".week-item", has_text=words).first).to_be_visible()


def scrolled(page: Page) -> float:
    """How far the room is scrolled."""
    return float(page.locator("room-lines").evaluate("list => list.scrollTop"))
