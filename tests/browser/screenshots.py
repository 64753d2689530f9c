"""Pictures of the demo company: `./denyut python -m tests.browser.screenshots DIR`.

Each page at two widths, in three languages, by day and by night; for looking at them, and for the README.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.server import data_folder, serving
from tests.browser.visit import enter_as, speak

WIDTHS = {1280: 800, 360: 740}
LANGUAGES = ("en", "id", "ar")
SCHEMES = ("light", "dark")
PERSON = "Sari Wulandari"
GOAL = "respons pelanggan"
type Shot = Callable[[Page], None]


def board(page: Page) -> None:
    page.goto("/")


def sheet(page: Page) -> None:
    page.goto("/")
    page.locator(".objective", has_text=GOAL).locator("a[data-sheet]").nth(1).click()
    page.locator("dialog[open] input[name=confidence]").nth(3).check()


def room(page: Page) -> None:
    page.goto("/rooms/")
    page.locator(".people-list__item").first.click()
    page.locator(".line").last.wait_for()


def rooms(page: Page) -> None:
    page.goto("/rooms/")


def objective(page: Page) -> None:
    page.goto("/")
    page.locator(".objective__title a", has_text=GOAL).first.click()
    page.locator(".hero").wait_for()


def key_result(page: Page) -> None:
    objective(page)
    page.locator("a[data-sheet]").nth(1).click()
    page.locator("dialog[open] .button--quiet[href]").click()
    page.locator(".board--single").wait_for()


def people(page: Page) -> None:
    page.goto("/people/")


def palette(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("respons")
    page.locator("[role=option]", has_text="KR-").first.wait_for()


def profile(page: Page) -> None:
    page.goto("/settings/profile/")


def settings(page: Page) -> None:
    page.goto("/settings/")


def cycles(page: Page) -> None:
    page.goto("/cycles/")


INSIDE: tuple[Shot, ...] = (board, sheet, room, rooms, objective, key_result, people, palette, profile, settings, cycles)


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
            enter_as(page, PERSON)
            speak(page, language)
            for shot in INSIDE:
                shot(page)
                _take(page, folder, shot.__name__, language, scheme)
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
