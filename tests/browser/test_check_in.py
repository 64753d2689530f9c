"""Checking in from the board: three taps, words when something is wrong, and the keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import MEDIAN, OWNER
from tests.browser.visit import PHONE, Clicks, is_live, label_of, row_of

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]
TABS_AT_MOST = 600
SAVE = "dialog[open] .button--primary"


def test_three_taps_on_a_phone(signed_in_as: Come) -> None:
    page, clicks = signed_in_as(OWNER, **PHONE), Clicks()
    is_live(page)
    clicks.on(row_of(page, MEDIAN).locator("a[data-sheet]"))
    page.locator("dialog[open] #id_value").fill("21,5")
    clicks.on(page.locator(".taps__tap", has_text="70%"))
    clicks.on(page.locator(SAVE))
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(row_of(page, MEDIAN).locator(".key-result__now")).to_have_text(re.compile(r"^21,5\b"))
    assert page.evaluate("document.activeElement.closest('.key-result')?.id") == row_of(page, MEDIAN).get_attribute(
        "id"
    )
    assert clicks.made == 3


def test_a_word_for_a_number_is_told_in_the_readers_language_and_keeps_the_note(signed_in_as: Come) -> None:
    page = signed_in_as(OWNER)
    row_of(page, MEDIAN).locator("a[data-sheet]").click()
    page.locator("#id_value").fill("dua puluh")
    page.locator("#id_note").fill("Shift sore sudah lancar.")
    page.locator(".taps__tap", has_text="90%").click()
    page.locator(SAVE).click()
    expect(page.locator(".errorlist")).to_contain_text("“dua puluh” bukan angka.")
    expect(page.locator("#id_value")).to_have_value("dua puluh")
    expect(page.locator("#id_note")).to_have_value("Shift sore sudah lancar.")
    expect(page.locator("input[name=confidence][value='90']")).to_be_checked()
    page.locator("#id_value").fill("20,5")
    page.locator(SAVE).click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(row_of(page, MEDIAN).locator(".key-result__now")).to_have_text(re.compile(r"^20,5\b"))


def test_somebody_who_may_not_check_in_reads_why(signed_in_as: Come) -> None:
    page = signed_in_as("Fadli Mansyur")
    row_of(page, MEDIAN).locator("a[data-sheet]").click()
    expect(page.locator("dialog[open] .note")).to_contain_text(OWNER)
    expect(page.locator("dialog[open] #id_value")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_the_palette_finds_a_key_result_by_keyboard(signed_in_as: Come) -> None:
    page = signed_in_as(OWNER)
    label = label_of(row_of(page, MEDIAN))
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("respons")
    options = page.get_by_role("option")
    expect(options.filter(has_text=label)).to_have_count(1)
    expect(options.first).to_have_attribute("aria-selected", "true")
    place = next(n for n, text in enumerate(options.all_inner_texts()) if label in text)
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    expect(options.nth(place)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(MEDIAN)


def test_a_whole_check_in_by_keyboard(signed_in_as: Come) -> None:
    page = signed_in_as(OWNER)
    is_live(page)
    row = row_of(page, MEDIAN).get_attribute("id")
    tab_to(page, f"#{row} a")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] #id_value")).to_be_focused()
    page.keyboard.type("19,5")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog[open] input[name=confidence]:checked")).to_have_count(1)
    tab_to(page, "#id_note")
    page.keyboard.type("Tanpa tetikus.")
    tab_to(page, SAVE)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f"#{row} .key-result__now")).to_have_text(re.compile(r"^19,5\b"))
    expect(page.locator(f"#{row} a")).to_be_focused()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(TABS_AT_MOST):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")
