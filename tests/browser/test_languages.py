"""The same page in another language, from right to left where it is written so."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import MEDIAN
from tests.browser.visit import is_live, row_of, speak

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]
PERSON = "Wahyu Nugroho"


def test_the_language_menu_turns_the_page_round_and_back(signed_in_as: Come) -> None:
    page = signed_in_as(PERSON)
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator(".side [aria-current]")).to_have_text("Papan")
    value = row_of(page, MEDIAN).locator(".key-result__now")
    expect(value).to_have_text(re.compile(r"^\d+(,\d+)?\smenit$"))
    assert left_of(page, ".side") == 0

    speak(page, "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".side [aria-current]")).to_have_text("اللوحة")
    assert left_of(page, ".side") > 1000
    assert left_of(page, ".key-result__title") > left_of(page, ".key-result__owner")
    expect(value).to_have_text(re.compile(r"^\d+(\.\d+)?\smenit$"))
    is_live(page)

    speak(page, "en")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator(".side [aria-current]")).to_have_text("Board")
    speak(page, "id")
    expect(page.locator(".side [aria-current]")).to_have_text("Papan")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "id")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("ms", "ms"), ("th", "th"), ("vi", "vi"), ("zh-hans", "zh-hans"), ("ar", "ar"), ("en", "en"), ("id", "id")],
)
def test_every_language_is_chosen_in_one_menu(signed_in_as: Come, language: str, heading: str) -> None:
    page = signed_in_as(PERSON)
    speak(page, language)
    expect(page.locator("html")).to_have_attribute("lang", heading)
    expect(page.locator(".board .objective").first).to_be_visible()


def left_of(page: Page, selector: str) -> float:
    """Where the first of these begins, from the left edge of the screen."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]
