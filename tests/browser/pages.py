"""Every page of the demo company worth a visit, by name; each leaves the tab on it, drawn to the end."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.names import GOAL, MEDIAN, ROOM
from tests.browser.visit import row_of

type Visit = Callable[[Page], None]


def _at(path: str, shows: str = "main h1") -> Visit:
    def go(page: Page) -> None:
        page.goto(path)
        expect(page.locator(shows).first).to_be_visible()

    return go


def board(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".objective").first).to_be_visible()


def sheet(page: Page) -> None:
    board(page)
    row_of(page, MEDIAN).locator("a[data-sheet]").click()
    expect(page.locator("dialog[open] .button--primary")).to_be_visible()
    # The sheet glides in; what it shows counts when it stands.
    page.locator("dialog[open]").evaluate("sheet => Promise.all(sheet.getAnimations().map(one => one.finished))")


def objective(page: Page) -> None:
    board(page)
    page.locator(".objective__title a", has_text=GOAL).click()
    expect(page.locator(".board--one")).to_be_visible()


def key_result(page: Page) -> None:
    board(page)
    link = row_of(page, MEDIAN).locator("a[data-sheet]").get_attribute("href") or ""
    page.goto(link.removesuffix("check-ins/"))
    expect(page.locator(".board--single")).to_be_visible()


def of_cycle(name: str) -> Visit:
    """A page of the running cycle."""

    def go(page: Page) -> None:
        page.goto("/cycles/")
        address = page.locator("main a[href^='/cycles/']").first.get_attribute("href") or ""
        page.goto(f"{address}{name}/")
        expect(page.locator("main h1").first).to_be_visible()

    return go


def align(page: Page) -> None:
    objective(page)
    page.locator("[hx-trigger='revealed'], .ties-section").first.evaluate("part => part.scrollIntoView()")
    page.locator(".ties-section a[data-sheet]").first.click()
    expect(page.locator("dialog[open] .goal-option").first).to_be_visible()
    page.locator("dialog[open]").evaluate("sheet => Promise.all(sheet.getAnimations().map(one => one.finished))")


def room(page: Page) -> None:
    page.goto("/rooms/")
    page.locator(".people-list__item", has_text=ROOM).click()
    expect(page.locator(".line").last).to_be_visible()


def person(page: Page) -> None:
    page.goto("/people/")
    page.locator(".people-list__item").first.click()
    expect(page.locator(".avatar--huge")).to_be_visible()


def palette(page: Page) -> None:
    board(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("respons")
    expect(page.get_by_role("option").filter(has_text=MEDIAN)).to_be_visible()


INSIDE: dict[str, Visit] = {
    "board": board,
    "sheet": sheet,
    "objective": objective,
    "key-result": key_result,
    "room": room,
    "rooms": _at("/rooms/"),
    "inbox": _at("/inbox/"),
    "ding-ledger": _at("/dings/"),
    "notices": _at("/settings/notices/"),
    "people": _at("/people/"),
    "person": person,
    "departments": _at("/departments/"),
    "sites": _at("/sites/"),
    "cycles": _at("/cycles/"),
    "alignment": _at("/alignment/"),
    "health": of_cycle("health"),
    "matrix": of_cycle("matrix"),
    "align": align,
    "profile": _at("/settings/profile/"),
    "settings": _at("/settings/"),
    "passkeys": _at("/accounts/2fa/", "main"),
    "devices": _at("/accounts/sessions/"),
    "tokens": _at("/settings/tokens/"),
    "import": _at("/import/"),
    "palette": palette,
    "404": _at("/objectives/999999/"),
}
OUTSIDE: dict[str, Visit] = {"sign-in": _at("/accounts/login/"), "demo": _at("/demo/")}
