"""Pictures of the demo company: `./denyut python -m tests.browser.screenshots DIR`.

Each page at two widths, in three languages, by day and by night; for looking at them, and for the README.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.names import OWNER
from tests.browser.pages import INSIDE
from tests.browser.server import data_folder, serving
from tests.browser.visit import enter_as, speak

WIDTHS = {1280: 800, 360: 740}
LANGUAGES = ("en", "id", "ar")
SCHEMES = ("light", "dark")
SHOWN = ("board", "sheet", "room", "rooms", "objective", "key-result", "people", "palette", "cycles", "profile", "404")


def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with data_folder() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        with serving(place / "demo", is_demo=True) as server:
            _demo(browser, server.address, folder)
        with serving(place / "fresh") as server:
            _welcome(browser, server.address, folder)
        browser.close()


def _demo(browser: Browser, address: str, folder: Path) -> None:
    for language in LANGUAGES:
        for scheme in SCHEMES:
            context = _context(browser, address, scheme)
            page = context.new_page()
            page.goto("/accounts/login/")
            speak(page, language)
            _take(page, folder, "sign-in", language, scheme)
            enter_as(page, OWNER)
            speak(page, language)
            for name in SHOWN:
                INSIDE[name](page)
                _take(page, folder, name, language, scheme)
            context.close()


def _welcome(browser: Browser, address: str, folder: Path) -> None:
    for scheme in SCHEMES:
        context = _context(browser, address, scheme)
        page = context.new_page()
        page.goto("/welcome/")
        _take(page, folder, "welcome", "en", scheme)
        context.close()


def _context(browser: Browser, address: str, scheme: str) -> BrowserContext:
    return browser.new_context(
        base_url=address, color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )


def _take(page: Page, folder: Path, name: str, language: str, scheme: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        live = page.locator(".live")
        if live.count() and page.locator("live-stream").count():
            expect(live).to_have_attribute("data-live-state", "on")
        page.screenshot(path=folder / f"{name}-{width}-{language}-{scheme}.png")
    page.set_viewport_size({"width": 1280, "height": 800})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
