"""Two people talk as in any good messenger: Markdown, reactions, a thread, other words, taking back; with the keyboard, and on a phone."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import DELEGATE, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.visit import PHONE, Visitor, enter_as, is_live, is_marked, mark

pytestmark = pytest.mark.browser
STILL = {"reduced_motion": "reduce", "bypass_csp": True}
PASTE = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }"
axe = Axe()


def room_of(visitor: Callable[..., Visitor], company: Server, name: str, **options: object) -> Page:
    """The room of the customer service, as somebody sees it."""
    page = visitor(company, **options).page()
    enter_as(page, name)
    page.goto("/rooms/")
    page.locator("main a", has_text=ROOM).first.click()
    is_live(page)
    mark(page)
    return page


def say(page: Page, text: str) -> None:
    """Write into the field that is at hand, and send it."""
    dialog = page.locator("dialog[open]")
    field = (dialog if dialog.count() else page.locator("main")).locator("textarea[name=text]").last
    field.fill(text)
    field.press("Enter")


def line(page: Page, text: str) -> Locator:
    """The line in the room with these words."""
    return page.locator(".room__lines > .line", has_text=text)


def reach(one: Locator) -> None:
    """Rest on a line, beside what floats over the room."""
    one.hover(position={"x": 60, "y": 6})


def menu_of(page: Page, one: Locator) -> Locator:
    """The open menu of a line."""
    reach(one)
    one.locator("[data-opens=menu]").click()
    menu = page.locator("[data-menu]:popover-open")
    expect(menu).to_be_visible()
    return menu


def is_accessible(page: Page) -> None:
    """axe finds nothing, on the page or in the sheet that is open on it."""
    place = "dialog[open]" if page.locator("dialog[open]").count() else None
    found = axe.run(page, place).response["violations"]
    assert [(one["id"], [node["html"][:140] for node in one["nodes"][:3]]) for one in found] == []


def test_two_people_use_all_of_it(visitor: Callable[..., Visitor], company: Server) -> None:
    sari = room_of(visitor, company, OWNER, **STILL)
    bagus = room_of(visitor, company, DELEGATE, **STILL)

    say(sari, "Antrian **lancar**, lihat `KR` :tada:")
    theirs = line(bagus, "Antrian lancar")
    expect(theirs.locator("strong")).to_have_text("lancar")
    expect(theirs.locator("code")).to_have_text("KR")

    reach(theirs)
    theirs.locator("[data-opens=picker]").click()
    bagus.locator("[data-picker]:popover-open [data-react='👍']").click()
    own = line(sari, "Antrian lancar")
    expect(own.locator(".reaction")).to_have_text(re.compile("👍"))
    own.locator(".reaction").click()
    expect(theirs.locator(".reaction__count")).to_have_text("2")

    reach(theirs)
    theirs.locator("a.line__tool[data-sheet]").click()
    expect(bagus.locator("dialog[open] .thread__root")).to_contain_text("Antrian lancar")
    say(bagus, "Sejak jam berapa?")
    expect(bagus.locator("dialog[open] .thread__lines .line")).to_have_count(1)
    is_accessible(bagus)
    own.locator(".line__answers").click()
    expect(sari.locator("dialog[open] .thread__lines")).to_contain_text("Sejak jam berapa?")
    say(sari, "Sembilan.")
    expect(bagus.locator("dialog[open] .thread__lines .line")).to_have_count(2)
    expect(line(bagus, "Sejak jam berapa?")).to_have_count(0)
    for page in (sari, bagus):
        page.keyboard.press("Escape")

    menu_of(sari, own).locator("a[href$='edit/']").click()
    sari.locator("dialog[open] textarea").fill("Antrian **sangat** lancar")
    sari.locator("dialog[open] .button--primary").click()
    expect(line(bagus, "Antrian sangat lancar").locator(".line__edited")).to_be_visible()
    expect(line(bagus, "Antrian sangat lancar").locator(".line__answers")).to_contain_text("2")

    menu_of(bagus, line(bagus, "Antrian sangat lancar")).locator("[data-quote-line]").click()
    say(bagus, "Bagus sekali.")
    quoting = line(sari, "Bagus sekali.")
    expect(quoting.locator(".quote")).to_contain_text("sangat")
    is_accessible(sari)

    recall = menu_of(sari, line(sari, "Antrian sangat lancar").first).locator("form[action$='recall/'] button")
    recall.click()
    recall.click()
    expect(bagus.locator(".room__lines", has_text="Antrian sangat")).to_have_count(0)
    expect(line(bagus, "Bagus sekali.").locator(".quote")).not_to_contain_text("sangat")
    is_accessible(bagus)
    assert [is_marked(page) for page in (sari, bagus)] == [True, True]


def test_a_line_is_reached_with_the_keyboard(visitor: Callable[..., Visitor], company: Server) -> None:
    page = room_of(visitor, company, OWNER, **STILL)
    say(page, "Papan ketik saja")
    expect(line(page, "Papan ketik saja")).to_have_count(1)
    page.locator(".room__lines").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("[data-menu]:popover-open")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(line(page, "Papan ketik saja").locator(".reaction")).to_have_count(1)


def test_a_script_is_words_and_a_long_paste_is_folded(visitor: Callable[..., Visitor], company: Server) -> None:
    page = room_of(visitor, company, OWNER, **STILL)
    say(page, "<img src=x onerror=\"document.title='broken'\"> di log")
    expect(line(page, "di log")).to_contain_text("<img src=x")
    field = page.locator("main textarea[name=text]")
    field.evaluate(PASTE, "\n".join(f"baris {number}" for number in range(5_000)))
    field.press("Enter")
    long = line(page, "baris 15")
    expect(long.locator("[data-whole]")).to_contain_text("5000")
    long.locator("[data-whole]").click()
    whole = long.locator(".said--whole")
    expect(whole).to_contain_text("baris 4999")
    assert whole.evaluate("box => box.scrollHeight > box.clientHeight && box.clientHeight < innerHeight")
    assert page.title() != "broken"


def test_a_phone_shows_a_thread_on_the_whole_screen(visitor: Callable[..., Visitor], company: Server) -> None:
    page = room_of(visitor, company, DELEGATE, **PHONE, **STILL)
    field = page.locator("main textarea[name=text]")
    field.fill("Dari ponsel")
    page.locator("main .composer__send").click()
    one = line(page, "Dari ponsel")
    one.locator("[data-opens=menu]").tap()
    page.locator("[data-menu]:popover-open a[href$='thread/']").tap()
    box = page.locator("dialog[open]").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
    is_accessible(page)
