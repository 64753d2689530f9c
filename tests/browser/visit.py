"""Visitors, and what a person does on every page: come in, change the language, count clicks."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
EMAIL, PASSWORD = "ada@example.com", "a pulse in every goal"
# Long, because two of them share a small machine; a flow that works waits for none of it.
PATIENCE = 30_000
# Chromium says so of every answer above 399; the flows ask for some of those on purpose and look at the page instead.
EXPECTED = re.compile(r"the server responded with a status of (403|404|409|422)")
FAILING = re.compile(r"the server responded with a status of 5\d\d")
# While a server is away, connections to it fail.
AWAY = re.compile(
    r"net::ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)|Failed to fetch"
)


class Visitor:
    """A browser of somebody's own, with its cookies. `complaints` are what its consoles said: errors and refused content."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        may_lose_server: bool = False,
        may_see_it_fail: bool = False,
        **options: Any,
    ) -> None:
        usual = {
            "base_url": address,
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "timezone_id": "Asia/Jakarta",
        }
        self.context = browser.new_context(**{**usual, **options})
        self.context.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self._forgiven = [EXPECTED, *([AWAY] if may_lose_server else []), *([FAILING] if may_see_it_fail else [])]
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.complaints.append(f"{error.page.url}: {error.error}"))

    def page(self, path: str = "") -> Page:
        """A tab, with `path` opened in it."""
        tab = self.context.new_page()
        if path:
            tab.goto(path)
        return tab

    def leave(self) -> None:
        """Close everything."""
        self.context.close()

    def _console(self, message: ConsoleMessage) -> None:
        is_complaint = message.type in ("error", "warning")
        if is_complaint and not any(pattern.search(message.text) for pattern in self._forgiven):
            page = message.page.url if message.page else ""
            self.complaints.append(f"{page}: {message.type}: {message.text}")


class Clicks:
    """Clicks that are counted."""

    def __init__(self) -> None:
        self.made = 0

    def on(self, target: Locator) -> None:
        """Click it."""
        target.click()
        self.made += 1


def fill(page: Page, words: dict[str, str]) -> None:
    """Type into fields by their names, in the sheet when one is open."""
    sheet = page.locator("dialog[open]")
    place = sheet if sheet.count() else page
    for name, value in words.items():
        place.locator(f"#id_{name}").fill(value)


def found_workspace(page: Page) -> None:
    """Open an installation that nobody has seen yet, and become its administrator with one click."""
    page.goto("/")
    expect(page).to_have_url(re.compile("/welcome/$"))
    fill(page, {"workspace": "Nusa Niaga", "name": "Ada Pratiwi", "email": EMAIL, "password": PASSWORD})
    page.get_by_role("button", name="Found the workspace").click()
    expect(page.get_by_text("No cycle yet")).to_be_visible()


def enter_as(page: Page, name: str) -> None:
    """Become somebody of the demo company with one click."""
    page.goto("/demo/")
    page.get_by_role("button", name=name).click()
    expect(page.locator("html")).to_have_attribute("data-viewer", re.compile(r"\d+"))


def speak(page: Page, language: str) -> None:
    """Choose a language from the menu."""
    page.locator(".language-button").click()
    page.locator(f"#language-menu button[value='{language}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def is_live(page: Page) -> None:
    """Wait until the page hears."""
    expect(page.locator(".live")).to_have_attribute("data-live-state", "on")


def row_of(page: Page, title: str) -> Locator:
    """The row of a key result on a board, found anew each time it is asked."""
    return page.locator(".key-result", has_text=title)


def label_of(row: Locator) -> str:
    """The number by which people name a row's key result, as its link tells it."""
    href = row.locator("a[data-sheet]").get_attribute("href") or ""
    return f"KR-{href.split('/')[2]}"


def mark(page: Page) -> None:
    """Note something in the page that would be gone if it were loaded anew."""
    page.evaluate("() => { window.untouched = true; }")


def is_marked(page: Page) -> bool:
    """Whether the page is still the one that was marked."""
    return bool(page.evaluate("() => window.untouched === true"))
