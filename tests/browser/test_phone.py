"""A cheap phone: everything fits, and the thumb reaches the way about."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import ADMINISTRATOR
from tests.browser.pages import INSIDE, OUTSIDE
from tests.browser.server import Server
from tests.browser.visit import PHONE, Visitor

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]
WIDE = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("language", ["id", "en", "ar"])
def test_no_page_is_wider_than_a_phone(signed_in_as: Come, language: str) -> None:
    page = signed_in_as(ADMINISTRATOR, **PHONE)
    choose(page, language)
    too_wide = {}
    for name, visit in INSIDE.items():
        visit(page)
        excess = page.evaluate(WIDE)
        if excess > 0:
            too_wide[name] = excess
    choose(page, "id")
    assert too_wide == {}


@pytest.mark.parametrize("language", ["id", "en", "ar"])
def test_no_page_before_sign_in_is_wider_than_a_phone(
    visitor: Callable[..., Visitor], company: Server, language: str
) -> None:
    page = visitor(company, **{**PHONE, "locale": language}).page()
    for visit in OUTSIDE.values():
        visit(page)
        assert page.evaluate(WIDE) <= 0


def test_the_first_page_of_an_installation_fits_a_phone(fresh: Server, visitor: Callable[..., Visitor]) -> None:
    page = visitor(fresh, **PHONE).page("/welcome/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(WIDE) <= 0


def test_the_bottom_bar_leads_about(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR, **PHONE)
    bar = page.locator(".foot")
    expect(bar).to_be_visible()
    expect(page.locator(".side")).to_be_hidden()
    bar.locator("a").nth(1).click()
    expect(page.locator(".people-list__item").first).to_be_visible()
    expect(bar.locator("[aria-current]")).to_have_count(1)
    bar.locator("a").nth(2).click()
    expect(page).to_have_url(re.compile("/week/$"))
    expect(bar.locator("[aria-current]")).to_have_count(1)
    bar.locator("button").click()
    expect(page.get_by_role("combobox", name="Cari")).to_be_focused()
    page.keyboard.press("Escape")
    bar.locator("a").first.click()
    expect(page.locator(".objective").first).to_be_visible()
    low = bar.bounding_box()
    assert low is not None
    assert low["y"] + low["height"] == PHONE["viewport"]["height"]


def choose(page: Page, language: str) -> None:
    """The language of one's own account, where a phone has it: in the profile."""
    page.goto("/settings/profile/")
    page.locator("#id_language").select_option(language)
    page.locator("main .button--primary").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
