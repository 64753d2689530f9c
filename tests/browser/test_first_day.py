"""The first day of an installation: from nobody to a key result that was checked in, by clicks that are counted."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visit import PASSWORD, Clicks, Visitor, fill, found_workspace, row_of

pytestmark = pytest.mark.browser

GOAL = "Answer customers before they ask twice"
KEY_RESULTS = [("Median first response from 30 to 18", "30", "18"), ("Request types with a rule", "0", "12")]
AT_MOST = 40


def test_from_nobody_to_the_first_check_in(
    fresh: Server, visitor: Callable[..., Visitor], record_property: Callable[[str, Any], None]
) -> None:
    ada, mei, clicks = visitor(fresh).page("/"), visitor(fresh).page(), Clicks()
    found_workspace(ada)
    clicks.made += 1
    add_places(ada, clicks)
    link = invite_mei(ada, clicks)
    accept(mei, link, clicks)
    set_goals(ada, clicks)
    check_in(mei, clicks)
    expect(row_of(ada, KEY_RESULTS[0][0]).locator(".key-result__now")).to_have_text("24")
    record_property("clicks_of_the_first_day", clicks.made)
    print(f"\nFrom an empty installation to a checked-in key result: {clicks.made} clicks by two people")
    assert clicks.made <= AT_MOST


def add_places(ada: Page, clicks: Clicks) -> None:
    """A second site and a department, each in a sheet."""
    settings = ada.get_by_role("button", name="Your account")
    for kind, name in (("Sites", "Makassar warehouse"), ("Departments", "Customer Service")):
        clicks.on(settings)
        clicks.on(ada.get_by_role("link", name="Settings"))
        clicks.on(ada.locator("main").get_by_role("link", name=kind))
        clicks.on(ada.get_by_role("link", name=f"New {kind.removesuffix('s').lower()}"))
        fill(ada, {"name": name})
        clicks.on(ada.locator("dialog[open] .button--primary"))
        expect(ada.locator("main").get_by_text(name)).to_be_visible()


def invite_mei(ada: Page, clicks: Clicks) -> str:
    """Invite her into the department; returns the link that stands on the page, since no mail is set up."""
    clicks.on(ada.locator(".side").get_by_role("link", name="People"))
    clicks.on(ada.get_by_role("link", name="Invite somebody"))
    fill(ada, {"email": "mei@example.com", "name": "Mei Lin"})
    ada.locator("dialog[open] #id_department").select_option(label="Customer Service")
    clicks.made += 2
    clicks.on(ada.locator("dialog[open] .button--primary"))
    return ada.locator(".secret").inner_text()


def accept(mei: Page, link: str, clicks: Clicks) -> None:
    """Open the link and choose a password."""
    mei.goto(link)
    expect(mei.get_by_role("heading", name="Join Nusa Niaga")).to_be_visible()
    expect(mei.locator("#id_name")).to_have_value("Mei Lin")
    fill(mei, {"password": PASSWORD})
    clicks.on(mei.get_by_role("button", name="Join"))
    expect(mei.get_by_text("No cycle yet")).to_be_visible()


def set_goals(ada: Page, clicks: Clicks) -> None:
    """A cycle that runs now, an objective of the whole company, two key results that Mei owns."""
    clicks.on(ada.locator(".side").get_by_role("link", name="Board", exact=True))
    clicks.on(ada.get_by_role("link", name="Open a cycle"))
    today = ada.evaluate("() => new Date().getFullYear()")
    fill(ada, {"name": "The year", "starts_on": f"{today}-01-01", "ends_on": f"{today}-12-31"})
    clicks.on(ada.get_by_role("button", name="Open the cycle"))
    clicks.on(ada.get_by_role("link", name="New objective").first)
    fill(ada, {"title": GOAL})
    clicks.on(ada.get_by_role("button", name="Save"))
    for title, baseline, target in KEY_RESULTS:
        clicks.on(ada.locator("main").get_by_role("link", name="Key result", exact=True))
        fill(ada, {"title": title, "baseline": baseline, "target": target})
        ada.locator("#id_owner").select_option(label="Mei Lin")
        clicks.made += 2
        clicks.on(ada.get_by_role("button", name="Save"))
        expect(row_of(ada, title)).to_be_visible()


def check_in(mei: Page, clicks: Clicks) -> None:
    """The first check-in, from the board."""
    mei.reload()
    clicks.on(row_of(mei, KEY_RESULTS[0][0]).locator("a[data-sheet]"))
    fill(mei, {"value": "24"})
    clicks.on(mei.locator(".taps__tap", has_text="70%"))
    clicks.on(mei.get_by_role("button", name="Check in"))
    expect(mei.locator("dialog[open]")).to_have_count(0)
    expect(row_of(mei, KEY_RESULTS[0][0]).locator(".key-result__now")).to_have_text("24")
