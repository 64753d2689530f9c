"""Two people hold a review: the screens follow who leads, both write the same notes, and the minutes write themselves."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import LEAD, OWNER
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, fill, is_live

pytestmark = pytest.mark.browser
# A meeting on a free day is moved to the next one: here people meet on every day.
NO_FREE_DAYS = """
from denyut.people.models import Holiday, Site
Site.objects.update(working_days="1234567")
Holiday.objects.all().delete()
"""
JAKARTA = ZoneInfo("Asia/Jakarta")


def test_two_people_hold_a_review(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    fragile.tell(NO_FREE_DAYS)
    dewi, sari = visitor(fragile).page(), visitor(fragile).page()
    enter_as(dewi, LEAD)
    enter_as(sari, OWNER)
    _begin(dewi)
    address = dewi.url
    sari.goto(address)
    for page in (dewi, sari):
        is_live(page)

    # A topic that one adds is there for both; who leads takes it up, and the other's screen goes along.
    sari.locator("#topic").fill("Shift malam")
    sari.locator("#topic").press("Enter")
    item = dewi.locator(".item", has_text="Shift malam")
    expect(item).to_have_count(1)
    item.locator(".for-leader").click()
    expect(sari.locator(".item--current")).to_contain_text("Shift malam")
    expect(sari.locator(".review__now")).to_contain_text("Shift malam")

    # Both write, and nothing is lost.
    place = ".item--current .review-notes__text"
    dewi.locator(place).fill("Dua shift mulai Senin")
    expect(sari.locator(place)).to_have_value("Dua shift mulai Senin")
    sari.locator(place).fill("Tiga shift mulai Senin")
    dewi.locator(place).fill("Dua shift mulai Selasa")
    for page in (dewi, sari):
        expect(page.locator(place)).to_have_value("Tiga shift mulai Selasa")

    # An action is a task, and the minutes hold all of it.
    more = sari.locator(".item--current .item__more")
    more.locator("summary").click()
    more.locator("input").fill("Tanya tim malam")
    more.locator("input").press("Enter")
    expect(dewi.locator(".item--current .item__actions")).to_contain_text("Tanya tim malam")
    dewi.locator("[popovertarget=review-closing]").click()
    dewi.locator("#review-closing button").click()
    expect(dewi.locator("main")).to_contain_text("Tiga shift mulai Selasa")
    expect(sari.locator("main")).to_contain_text("Tanya tim malam")


def _begin(page: Page) -> None:
    """Put a meeting that lasts all day into the calendar and begin it."""
    page.goto("/")
    cycle = re.search(r"cycle:(\d+)", page.locator("main live-stream").get_attribute("topics") or "")
    assert cycle
    page.goto(f"/cycles/{cycle[1]}/rituals/new/")
    fill(page, {"title": "Tinjauan", "first_on": f"{datetime.now(JAKARTA):%Y-%m-%d}", "at": "00:00", "minutes": "1440"})
    page.locator("#id_every").select_option("week")
    page.locator("#id_department").select_option("")
    page.locator("main form .button--primary").click()
    page.wait_for_url(lambda url: not url.endswith("/rituals/new/"))
    page.goto("/meetings/")
    page.locator(".ritual__name", has_text="Tinjauan").first.click()
    page.locator("form[action$='beginning/'] button").click()
    page.wait_for_url(re.compile(r"/reviews/\d+/"))
