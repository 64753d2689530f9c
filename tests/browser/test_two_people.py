"""One person checks in, another one's open page shows it."""

import re
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import DELEGATE, GOAL, GOAL_ABOVE, LEAD, MEDIAN, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, is_marked, label_of, mark, row_of

pytestmark = pytest.mark.browser

WATCH = """([selector, text]) => new Promise((done) => {
  const is_there = () => document.querySelector(selector)?.textContent.includes(text);
  const finish = () => is_there() && (watch.disconnect(), done(Date.now()));
  const watch = new MutationObserver(finish);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  finish();
})"""


def test_a_line_in_a_room_changes_the_board_of_somebody_else(
    fragile: Server, visitor: Callable[..., Visitor], record_property: Callable[[str, Any], None]
) -> None:
    dewi = visitor(fragile).page()
    enter_as(dewi, LEAD)
    sari = visitor(fragile)
    room = sari.page()
    enter_as(room, OWNER)
    board = sari.page("/")
    room.locator(".side__item", has_text=ROOM).click()
    for page in (dewi, room, board):
        is_live(page)
        mark(page)
    before = share_of(goal(dewi, GOAL)), share_of(goal(dewi, GOAL_ABOVE))
    label = label_of(row_of(dewi, MEDIAN))
    row = row_of(dewi, MEDIAN).get_attribute("id")

    dewi.evaluate(f"what => {{ window.seen = ({WATCH})(what); }}", [f"#{row} .key-result__now", "18"])
    room.get_by_role("textbox").fill(f'/checkin {label} 18 "antrian lancar"')
    posted = time.time()
    room.keyboard.press("Enter")

    expect(dewi.locator(f"#{row}")).to_have_class(re.compile("is-changed"))
    expect(dewi.locator(f"#{row} .key-result__now")).to_have_text(re.compile(r"^18\b"))
    took = dewi.evaluate("window.seen") - posted * 1000
    expect(goal(dewi, GOAL).locator(".objective__share")).not_to_have_text(f"{before[0]}%")
    expect(goal(dewi, GOAL_ABOVE).locator(".objective__share")).not_to_have_text(f"{before[1]}%")
    assert share_of(goal(dewi, GOAL)) > before[0]
    assert share_of(goal(dewi, GOAL_ABOVE)) > before[1]
    expect(board.locator(f"#{row} .key-result__now")).to_have_text(re.compile(r"^18\b"))
    news = room.locator(".line--news", has_text="antrian lancar")
    expect(news).to_have_count(1)
    expect(news).to_contain_text(label)
    assert [is_marked(page) for page in (dewi, room, board)] == [True, True, True]
    record_property("enter_to_row_ms", round(took))
    print(f"\nEnter in a room → the row on another board: {took:.0f} ms")


def test_two_people_talk(visitor: Callable[..., Visitor], company: Server) -> None:
    pages = []
    for name in (OWNER, DELEGATE):
        page = visitor(company).page()
        enter_as(page, name)
        page.locator(".side__item", has_text=ROOM).click()
        is_live(page)
        pages.append(page)
    sari, bagus = pages
    sari.get_by_role("textbox").fill("Shift sore aman?")
    sari.keyboard.press("Enter")
    expect(bagus.locator(".line").last).to_contain_text("Shift sore aman?")
    bagus.get_by_role("textbox").fill("Aman, 4 antrian.")
    bagus.keyboard.press("Enter")
    expect(sari.locator(".line").last).to_contain_text("Aman, 4 antrian.")
    for page in pages:
        expect(page.locator(".line", has_text="Shift sore aman?")).to_have_count(1)
        expect(page.locator(".line", has_text="Aman, 4 antrian.")).to_have_count(1)


def goal(page: Page, title: str) -> Locator:
    """An objective's head on the board."""
    return page.locator(".objective__head", has_text=title)


def share_of(head: Locator) -> Decimal:
    """Its progress in percent."""
    return Decimal(re.sub(r"[^\d,.-]", "", head.locator(".objective__share").inner_text()).replace(",", "."))
