"""The map under the hand: keys, pointer, folding, both directions of reading, a phone, and no scripts at all."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import ADMINISTRATOR, GOAL, GOAL_ABOVE
from tests.browser.visit import PHONE, is_marked, mark, speak

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]
TREE = "/map/?view=tree"
HELD = "document.activeElement.id"


def goal(page: Page, title: str) -> Locator:
    """The box of a goal, found by the sentence that names it."""
    return page.locator(f'.goal[aria-label^="{title}"]')


def stand_on(page: Page, title: str) -> Locator:
    """Focus a goal of the tree, once the page's script has taken over."""
    page.goto(TREE)
    expect(page.locator('.goal[tabindex="0"]')).to_have_count(1)
    goal(page, title).focus()
    return goal(page, title)


@pytest.mark.parametrize(
    ("language", "onward", "backward"), [("id", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")]
)
def test_arrows_walk_the_way_one_reads(signed_in_as: Come, language: str, onward: str, backward: str) -> None:
    page = signed_in_as(ADMINISTRATOR)
    speak(page, language)
    above = stand_on(page, GOAL_ABOVE)
    page.keyboard.press(onward)
    first = f"goal-{above.get_attribute('data-on')}"
    assert page.evaluate(HELD) == first
    page.keyboard.press("ArrowDown")
    assert page.evaluate(HELD) == f"goal-{page.locator(f'#{first}').get_attribute('data-down')}"
    page.keyboard.press("ArrowUp")
    page.keyboard.press(backward)
    assert page.evaluate(HELD) == above.get_attribute("id")
    expect(page.locator(".line--lit")).not_to_have_count(0)
    page.goto("/")
    speak(page, "id")


def test_a_branch_folds_and_opens_in_place(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR)
    above = stand_on(page, GOAL_ABOVE)
    mark(page)
    before = above.bounding_box()
    page.keyboard.press("Space")
    expect(above).to_have_attribute("aria-expanded", "false")
    expect(goal(page, GOAL)).to_have_count(0)
    after = above.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) <= 1
    assert page.evaluate(HELD) == above.get_attribute("id")
    assert "shut=" in page.url
    page.keyboard.press("Space")
    expect(goal(page, GOAL)).to_have_count(1)
    assert is_marked(page)


def test_keys_and_buttons_zoom(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR)
    above = stand_on(page, GOAL_ABOVE)
    usual = above.bounding_box()
    page.keyboard.press("+")
    larger = above.bounding_box()
    page.locator("[data-zoom=fit]").click()
    sheet, drawing = page.locator(".stage__sheet").bounding_box(), page.locator("svg.map").bounding_box()
    assert usual and larger and sheet and drawing  # noqa: PT018  all four are there, which is all that is said here
    assert larger["width"] == pytest.approx(usual["width"] * 1.25, abs=1)
    assert drawing["width"] <= sheet["width"]
    assert drawing["height"] <= sheet["height"]


def test_dragging_moves_the_map_and_a_click_opens_a_goal(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR)
    above = stand_on(page, GOAL_ABOVE)
    before = above.bounding_box()
    assert before is not None
    x, y = before["x"] + 100, before["y"] + 50
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.mouse.up()
    after = above.bounding_box()
    assert after is not None
    assert (after["x"] - before["x"], page.url.endswith(TREE)) == (pytest.approx(-60, abs=1), True)
    above.click()
    expect(page).to_have_url(re.compile(r"/objectives/\d+/$"))


def test_a_phone_begins_with_the_list(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR, **PHONE)
    page.goto("/map/")
    expect(page.locator(".map-list")).to_be_visible()
    expect(page.locator("goal-map")).to_be_hidden()
    page.locator(".segments.phone-only a").first.click()
    expect(page.locator("goal-map")).to_be_visible()
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_without_scripts_branches_are_links(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR, java_script_enabled=False)
    page.goto(TREE)
    number = (goal(page, GOAL_ABOVE).get_attribute("id") or "").removeprefix("goal-")
    page.locator(f"#fold-{number}").click()
    expect(goal(page, GOAL)).to_have_count(0)
    expect(page.locator(".stage__tools")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["?view=tree", "?view=tree&by=department", "?view=graph", "?view=list"])
def test_axe_finds_nothing(signed_in_as: Come, query: str, scheme: str) -> None:
    page = signed_in_as(ADMINISTRATOR, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page.goto(f"/map/{query}")
    expect(page.locator("main h1")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found} == {}
