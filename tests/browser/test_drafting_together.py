"""Two people write the same goals on one page: each sees the other, and nobody's words are lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import LEAD, OWNER
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, is_marked, mark, speak

pytestmark = pytest.mark.browser

GOAL = "Pelanggan dijawab cepat"


def test_two_people_draft_a_goal(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari, dewi = _two_drafting(visitor, fragile)
    for page in (sari, dewi):
        mark(page)

    _add(sari, GOAL)
    goal = "draft-field--title"
    expect(_control(dewi, 0, goal)).to_have_value(GOAL)
    _add(dewi, "Median respons", place=".draft__objective ")
    expect(sari.locator(".draft__key-result")).to_have_count(1)

    # Each sees where the other is.
    _control(sari, 0, goal).focus()
    ring = dewi.locator(".presence-ring")
    expect(ring).to_have_count(1)
    expect(ring.locator(".presence-tag")).to_have_text(OWNER)
    expect(_control(dewi, 0, goal)).to_have_attribute("aria-description", re.compile(OWNER))

    # A value that somebody else leaves is there at once, also for whoever writes in the same goal.
    target = _control(dewi, 0, "draft-field--target")
    target.fill("18")
    target.press("Tab")
    expect(_control(sari, 0, "draft-field--target")).to_have_value("18")
    expect(_control(sari, 0, goal)).to_be_focused()

    # Different words are merged.
    _control(sari, 0, goal).fill("Semua pelanggan dijawab cepat")
    _control(dewi, 0, goal).fill(f"{GOAL} hari ini")
    _control(dewi, 0, goal).press("Tab")
    expect(_note(sari, goal)).to_contain_text("hari ini")
    expect(_control(sari, 0, goal)).to_have_value("Semua pelanggan dijawab cepat")
    _control(sari, 0, goal).press("Tab")
    for page in (sari, dewi):
        expect(_control(page, 0, goal)).to_have_value("Semua pelanggan dijawab cepat hari ini")

    # The same words are shown side by side, and the writer chooses.
    _control(sari, 0, goal).fill("Semua pelanggan dijawab segera hari ini")
    _control(dewi, 0, goal).fill("Semua pelanggan dijawab langsung hari ini")
    _control(dewi, 0, goal).press("Tab")
    expect(_note(sari, goal)).to_contain_text("langsung")
    _control(sari, 0, goal).press("Tab")
    clash = _note(sari, goal).locator(".draft-field__clash")
    expect(clash).to_contain_text(LEAD)
    expect(_control(sari, 0, goal)).to_have_value("Semua pelanggan dijawab segera hari ini")
    # What happens elsewhere in the goal takes neither the words nor the choice away.
    target.fill("15")
    target.press("Tab")
    expect(_control(sari, 0, "draft-field--target")).to_have_value("15")
    clash.locator("[data-keep=mine]").click()
    expect(_control(dewi, 0, goal)).to_have_value("Semua pelanggan dijawab segera hari ini")
    expect(clash).to_have_count(0)

    # Whoever leaves is no longer shown.
    expect(sari.locator(".presence__people .avatar")).to_have_count(1)
    assert [is_marked(page) for page in (sari, dewi)] == [True, True]
    dewi.goto("/")
    expect(sari.locator(".presence__people .avatar")).to_have_count(0)


def test_goals_are_ordered_removed_proposed_and_published(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari, dewi = _two_drafting(visitor, fragile)
    for title in ("Satu", "Dua", "Tiga"):
        _add(sari, title)
        expect(sari.locator(f".draft__objective[aria-label='{title}']")).to_have_count(1)
    titles = dewi.locator(".draft-field--title .input")
    sari.locator(".draft__head [name=to][value=up]").nth(2).press("Enter")
    expect(titles.nth(1)).to_have_value("Tiga")
    expect(sari.locator(".draft-field--title .input").nth(1)).to_have_value("Tiga")
    sari.locator(".draft__head [popovertarget]").nth(2).click()
    sari.locator(".menu--question:popover-open button").click()
    expect(titles).to_have_count(2)
    # The answer draws the page's head anew, and with it closes a menu that is open in it.
    with sari.expect_response(lambda answer: answer.url.endswith("proposal/")) as proposed:
        sari.locator("form[action$='proposal/'] button").click()
    proposed.value.finished()
    expect(sari.locator(".chip[data-state=proposed]")).to_have_count(2)
    expect(dewi.locator(".chip[data-state=proposed]")).to_have_count(2)
    sari.locator("[popovertarget=draft-publication]").click()
    sari.locator("#draft-publication button").click()
    expect(sari.locator(".objective__title", has_text="Tiga")).to_have_count(1)
    expect(dewi.locator(".draft__objective")).to_have_count(0)


def test_whoever_hides_is_not_seen(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari, dewi = _two_drafting(visitor, fragile)
    address = sari.url
    expect(dewi.locator(".presence__people .avatar")).to_have_count(1)
    sari.goto("/settings/profile/")
    sari.locator("#id_shows_presence").uncheck()
    sari.locator("main form .button--primary").click()
    sari.goto(address)
    is_live(sari)
    expect(sari.locator(".presence__people .avatar")).to_have_count(1)
    expect(dewi.locator(".presence__people .avatar")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_draft_fits_a_phone(fragile: Server, visitor: Callable[..., Visitor], language: str) -> None:
    page = visitor(fragile).page()
    enter_as(page, OWNER)
    speak(page, language)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(_address(page))
    _add(page, GOAL)
    _add(page, "Median respons", place=".draft__objective ")
    expect(page.locator(".draft__key-result")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        "[...document.querySelectorAll('.draft button, .draft .input')].filter((one) => one.checkVisibility())"
        ".filter((one) => one.getBoundingClientRect().height < 40).length"
    )
    assert small == 0


def _two_drafting(visitor: Callable[..., Visitor], server: Server) -> tuple[Page, Page]:
    """Sari and Dewi, who leads her, on the page where Sari's department drafts."""
    sari, dewi = visitor(server).page(), visitor(server).page()
    enter_as(sari, OWNER)
    enter_as(dewi, LEAD)
    address = _address(sari)
    for page in (sari, dewi):
        page.goto(address)
        is_live(page)
    return sari, dewi


def _address(page: Page) -> str:
    """Where the viewer's own department drafts, by the link on the page of the running quarter."""
    page.goto("/")
    cycle = re.search(r"cycle:(\d+)", page.locator("main live-stream").get_attribute("topics") or "")
    assert cycle
    page.goto(f"/cycles/{cycle[1]}/")
    return page.locator("a[href*='/drafting/?department=']").first.get_attribute("href") or ""


def _add(page: Page, title: str, place: str = ".draft > ") -> None:
    form = page.locator(f"{place}form.draft__new").first
    form.locator("input[name=title]").fill(title)
    form.locator("button").click()
    expect(form.locator("input[name=title]")).to_have_value("")


def _control(page: Page, place: int, name: str) -> Locator:
    return page.locator(f".{name} .input").nth(place)


def _note(page: Page, name: str) -> Locator:
    return page.locator(f".{name} .draft-field__note").first
