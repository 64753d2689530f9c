"""Rights that end: an open page stops hearing at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import ADMINISTRATOR, CLOSED_ROOM, DELEGATE, MEDIAN, OWNER
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, row_of

pytestmark = pytest.mark.browser
HOST, GUEST = "Ratna Widyaningsih", "James Whitfield"


def test_somebody_shown_out_of_a_closed_room_hears_no_more(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    ratna, james = visitor(fragile).page(), visitor(fragile).page()
    for page, name in ((ratna, HOST), (james, GUEST)):
        enter_as(page, name)
        page.locator(".side__item", has_text=CLOSED_ROOM).click()
        is_live(page)
    board = james.context.new_page()
    board.goto("/")
    is_live(board)
    say(ratna, "Kalian semua ada di sini.")
    expect(james.locator(".line").last).to_contain_text("Kalian semua ada di sini.")

    show_out(ratna, viewer_of(james))
    expect(james.locator(".room > .empty [role=alert]")).to_be_visible()
    expect(james.get_by_text("Kalian semua ada di sini.")).to_have_count(0)
    say(ratna, "Sekarang tanpa James.")
    expect(ratna.locator(".line").last).to_contain_text("Sekarang tanpa James.")
    is_live(board)
    expect(james.get_by_text("Sekarang tanpa James.")).to_have_count(0)
    board.goto("/rooms/")
    expect(board.locator(".people-list__item", has_text=CLOSED_ROOM)).to_have_count(0)


def test_a_closed_account_hears_no_more(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    maya, sari, bagus = (visitor(fragile).page() for _ in range(3))
    for page, name in ((maya, ADMINISTRATOR), (sari, OWNER), (bagus, DELEGATE)):
        enter_as(page, name)
        is_live(page)
    maya.goto(f"/people/{viewer_of(sari)}/")
    maya.locator("form[action$='/closure/'] button").click()
    expect(sari).to_have_url(re.compile("/accounts/login/"))
    row_of(bagus, MEDIAN).locator("a[data-sheet]").click()
    bagus.locator("#id_value").fill("19")
    bagus.locator("dialog[open] .button--primary").click()
    expect(row_of(bagus, MEDIAN).locator(".key-result__now")).to_have_text(re.compile(r"^19\b"))
    expect(sari.locator(".key-result")).to_have_count(0)
    assert sari.request.get("/events?topics=okr&since=0").status in (401, 403)


def say(page: Page, text: str) -> None:
    """Say something in the room that the page shows."""
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def show_out(host: Page, person: str) -> None:
    """Take somebody's seat away, with the request that the page itself would send."""
    token = host.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = {"person": person, "leave": "1", "csrfmiddlewaretoken": token}
    answer = host.request.post(f"{host.url}seat/", form=form, max_redirects=0)
    assert answer.status == 302


def viewer_of(page: Page) -> str:
    """The number of whoever is signed in."""
    return page.locator("html").get_attribute("data-viewer") or ""
