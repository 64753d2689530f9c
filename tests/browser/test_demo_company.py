"""The demo company as its first visitor meets it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import GOAL, MEDIAN, OWNER, RULES, TRAINING
from tests.browser.server import Server
from tests.browser.visit import Clicks, Visitor, is_live

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]


def test_one_click_from_the_demos_door_to_the_board(visitor: Callable[..., Visitor], company: Server) -> None:
    page, clicks = visitor(company).page("/demo/"), Clicks()
    expect(page.get_by_role("heading", level=2)).to_have_count(13)
    clicks.on(page.get_by_role("button", name=OWNER))
    expect(page.locator(".board .objective").first).to_be_visible()
    is_live(page)
    assert clicks.made == 1


def test_the_sign_in_page_shows_the_way_to_the_demo(visitor: Callable[..., Visitor], company: Server) -> None:
    page = visitor(company).page("/")
    page.get_by_role("link", name="Choose somebody and look around").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who would you like to be?")


def test_the_board_shows_departments_objectives_and_key_results(signed_in_as: Come) -> None:
    page = signed_in_as(OWNER)
    expect(page.locator(".department__name", has_text="Layanan Pelanggan")).to_be_visible()
    goal = page.locator(".board .objective").filter(has=page.locator(".objective__title", has_text=GOAL))
    expect(goal.locator(".objective__title")).to_have_text(GOAL)
    expect(goal.locator(".key-result__title")).to_have_text([RULES, MEDIAN, TRAINING])
    expect(goal.locator(".key-result .chip")).to_have_count(3)
    expect(page.locator(".vitals__tile")).to_have_count(13)


def test_another_cycle_is_one_click_away(signed_in_as: Come) -> None:
    page = signed_in_as(OWNER)
    cycles = page.get_by_role("navigation", name="Siklus")
    expect(cycles.locator("[aria-current]")).to_have_count(1)
    names = cycles.locator("a").all_inner_texts()
    assert len(names) == 5
    now = cycles.locator("[aria-current]").inner_text()
    before = next(name for name in names[names.index(now) + 1 :] if name.startswith("Kuartal"))
    cycles.get_by_role("link", name=before).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    expect(page.locator(".page__title .chip")).to_have_text("Ditutup")
    expect(page.locator(".objective")).not_to_have_count(0)


def test_an_objective_tells_what_it_serves_and_what_happened(signed_in_as: Come) -> None:
    page = signed_in_as(OWNER)
    page.get_by_role("link", name=GOAL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(GOAL)
    expect(page.locator(".ties .tie")).not_to_have_count(0)
    expect(page.locator(".history__item")).not_to_have_count(0)
    row = page.locator(".key-result", has_text=MEDIAN)
    row.locator("a[data-sheet]").click()
    page.locator("dialog[open]").get_by_role("link", name="Riwayat").click()
    expect(page.locator(".chart__line").first).to_be_visible()
    expect(page.locator(".history__item").first).to_be_visible()
