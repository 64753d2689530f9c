"""axe finds nothing to complain about: in three languages, by day and by night."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.names import ADMINISTRATOR
from tests.browser.pages import INSIDE, OUTSIDE
from tests.browser.server import Server
from tests.browser.visit import Visitor, speak

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
axe = Axe()
# axe writes styles into the page while it looks, which the content policy refuses to everybody.
STILL = {"reduced_motion": "reduce", "bypass_csp": True}


@pytest.mark.parametrize("language", ["en", "id", "ar"])
def test_pages_are_accessible(signed_in_as: Come, language: str) -> None:
    page = signed_in_as(ADMINISTRATOR, **STILL)
    speak(page, language)
    found = {}
    for name, visit in INSIDE.items():
        visit(page)
        found |= complaints(page, name)
    page.goto("/")
    speak(page, "id")
    assert found == {}


@pytest.mark.parametrize("language", ["en", "id", "ar"])
def test_pages_before_sign_in_are_accessible(visitor: Callable[..., Visitor], company: Server, language: str) -> None:
    page = visitor(company, locale=language, **STILL).page()
    found = {}
    for name, visit in OUTSIDE.items():
        visit(page)
        found |= complaints(page, name)
    assert found == {}


def test_the_first_page_is_accessible(visitor: Callable[..., Visitor], fresh: Server) -> None:
    page = visitor(fresh, **STILL).page("/welcome/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints(page, "welcome") == {}
    page.locator("form.form button.button--primary").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    assert complaints(page, "welcome, not filled in") == {}


def test_axe_sees_what_is_wrong(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR, **STILL)
    page.locator("main h1").evaluate("heading => { heading.innerHTML = '<img src=/health/>'; }")
    assert [found.partition(": ")[2] for found in complaints(page, "board")] == ["image-alt", "empty-heading"] * 2


def complaints(page: Page, name: str) -> dict[str, list[str]]:
    """What axe finds on a page by day and by night: rule and place."""
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for one in axe.run(page).response["violations"]:
            places = [f"{node['target'][0]} {node['html'][:140]}" for node in one["nodes"][:3]]
            found[f"{name}, {scheme}: {one['id']}"] = places
    return found
