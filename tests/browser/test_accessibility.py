"""axe finds nothing to complain about: written from the left by day, and from the right by night."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.names import ADMINISTRATOR
from tests.browser.pages import INSIDE, OUTSIDE
from tests.browser.server import Server
from tests.browser.visit import Visitor, speak

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]
DIALOG = "dialog[open]"
axe = Axe()
# axe writes styles into the page while it looks, which the content policy refuses to everybody.
STILL = {"reduced_motion": "reduce", "bypass_csp": True}


each = pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])


@each
def test_pages_are_accessible(signed_in_as: Come, language: str, scheme: str) -> None:
    page = signed_in_as(ADMINISTRATOR, color_scheme=scheme, **STILL)
    speak(page, language)
    found = {}
    for name, visit in INSIDE.items():
        visit(page)
        found |= complaints(page, name)
    page.goto("/")
    speak(page, "id")
    assert found == {}


@each
def test_pages_before_sign_in_are_accessible(
    visitor: Callable[..., Visitor], company: Server, language: str, scheme: str
) -> None:
    page = visitor(company, locale=language, color_scheme=scheme, **STILL).page()
    found = {}
    for name, visit in OUTSIDE.items():
        visit(page)
        found |= complaints(page, name)
    assert found == {}


def test_the_first_page_is_accessible(fresh: Server, visitor: Callable[..., Visitor]) -> None:
    page = visitor(fresh, **STILL).page("/welcome/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints(page, "welcome") == {}
    page.locator("form.form button.button--primary").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    assert complaints(page, "welcome, not filled in") == {}


def test_axe_sees_what_is_wrong(signed_in_as: Come) -> None:
    page = signed_in_as(ADMINISTRATOR, **STILL)
    page.locator("main h1").evaluate("heading => { heading.innerHTML = '<img src=/health/>'; }")
    assert set(complaints(page, "board")) == {"board: image-alt", "board: empty-heading"}


def complaints(page: Page, name: str) -> dict[str, list[str]]:
    """What axe finds on a page, or in the dialog that is open on it: rule and places."""
    # What lies behind an open dialog was looked at when it was a page.
    place = DIALOG if page.locator(DIALOG).count() else None
    return {
        f"{name}: {one['id']}": [f"{node['target'][0]} {node['html'][:140]}" for node in one["nodes"][:3]]
        for one in axe.run(page, place).response["violations"]
    }
