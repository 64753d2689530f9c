"""The SMART meter beside a goal's form: it follows what is typed, offers another wording, and keeps what was set aside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import LEAD
from tests.browser.pages import INSIDE
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, fill, speak

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def test_the_meter_follows_what_is_typed(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    page = _form(visitor(fragile).page())
    letter = page.locator(".smart__letter")
    expect(letter).to_have_count(5)

    title = page.locator("#id_title")
    title.fill("Improve quality")
    expect(page.locator(".smart__suggestion")).to_contain_text("Share of work without a fault")
    expect(_open(page, "S")).to_have_count(1)

    page.get_by_role("button", name="Use this wording").click()
    expect(title).to_be_focused()
    expect(title).to_have_value("Share of work without a fault: from … to … by " + title.input_value().split(" by ")[1])
    assert page.evaluate("getSelection().toString()") == "…"
    expect(_open(page, "S")).to_have_count(0)

    page.locator("#id_target").fill("97")
    page.locator("#id_baseline").fill("91")
    page.locator("#id_unit").fill("%")
    page.locator("details.kind-form__more > summary").click()
    page.locator("#id_source").fill("audit of each Friday")
    expect(_open(page, "M")).to_have_count(0)


def test_a_note_is_set_aside_and_comes_back_when_the_words_change(
    fragile: Server, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(fragile).page()
    _form(page)
    fill(page, {"title": "Better handovers", "baseline": "0", "target": "100"})
    page.get_by_role("button", name="Save").click()
    kr = page.locator("a[href^='/key-results/']", has_text="Better handovers").first.get_attribute("href") or ""
    page.goto(f"{kr.removesuffix('check-ins/')}edit/")
    note = page.locator(".smart__letter[data-letter=S] .smart__note")
    expect(note).to_have_count(1)
    note.get_by_role("button").click()
    expect(page.locator(".smart__aside")).to_have_count(1)
    expect(_open(page, "S")).to_have_count(0)
    page.reload()
    expect(_open(page, "S")).to_have_count(0)
    expect(page.locator(".smart__aside")).to_have_count(1)
    page.locator("#id_title").fill("Better handovers between shifts")
    expect(_open(page, "S")).to_have_count(1)
    with page.expect_response("**/lint/answers/**") as kept:
        page.get_by_role("button", name="Use this wording").click()
    assert kept.value.status == 200
    expect(page.locator("#id_title")).to_have_value("Handovers between shifts: from 0 to 100 by Dec 31, 2026")
    expect(_open(page, "S")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_meter_fits_a_phone(visitor: Callable[..., Visitor], company: Server, language: str) -> None:
    page = _form(visitor(company).page(), language)
    page.set_viewport_size(PHONE)
    page.locator("#id_title").fill("Improve quality")
    expect(page.locator(".smart__suggestion")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _form(page: Page, language: str = "en") -> Page:
    enter_as(page, LEAD)
    speak(page, language)
    INSIDE["objective"](page)
    page.locator("a[href$='/key-results/new/']").first.click()
    expect(page.locator(".smart__letter")).to_have_count(5)
    return page


def _open(page: Page, letter: str) -> Locator:
    return page.locator(f".smart__letter[data-letter={letter}] .smart__name [data-status=at_risk]")
