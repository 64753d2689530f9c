"""Two people hold a workshop: silent ideas, groups, votes, a goal, and the agreement, each change on both screens by itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import LEAD
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, is_marked, mark

pytestmark = pytest.mark.browser

HOST = "Hendra Gunawan Lim"
MINE, THEIRS = "Jawab juga pada malam hari", "Satu orang untuk setiap pelanggan"


def test_two_people_hold_a_workshop(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    hendra, dewi = visitor(fragile).page(), visitor(fragile).page()
    enter_as(hendra, HOST)
    enter_as(dewi, LEAD)
    _open(hendra)
    dewi.goto(hendra.url)
    for page in (hendra, dewi):
        is_live(page)
        mark(page)

    # The host leads: the other screen follows.
    _on(hendra)
    expect(dewi.locator("#workshop")).to_have_attribute("data-phase", "ideas")
    _write(hendra, MINE)
    _write(dewi, THEIRS)
    # What is being written survives what others do, and stays silent.
    dewi.locator("[name=text]").fill("belum selesai")
    _write(hendra, "Dua")
    expect(dewi.locator(".chip", has_text=re.compile("3"))).to_be_visible()
    expect(dewi.locator("[name=text]")).to_have_value("belum selesai")
    for page, own, other in ((hendra, 2, THEIRS), (dewi, 1, MINE)):
        expect(page.locator(".workshop-card")).to_have_count(own)
        expect(page.get_by_text(other)).to_have_count(0)

    # Told, then laid together by both at once; nothing is lost.
    _on(hendra)
    expect(dewi.locator(".workshop-card")).to_have_count(3)
    _card(hendra, MINE).locator("select").select_option("new")
    _card(dewi, THEIRS).locator("select").select_option("new")
    for page in (hendra, dewi):
        expect(page.locator(".workshop-group")).to_have_count(2)

    _on(hendra)
    dewi.locator(".workshop-group", has_text=THEIRS).locator(".workshop-dot").click()
    expect(dewi.locator(".workshop-group.is-voted")).to_have_count(1)
    expect(hendra.locator(".workshop-group.is-voted")).to_have_count(0)

    # The group with the vote comes first, and becomes a goal with a key result that is measured.
    _on(hendra)
    first = hendra.locator("#workshop section.card").first
    expect(first).to_contain_text(THEIRS)
    first.locator("a[href$='/objective/']").click()
    hendra.locator("dialog[open] .button--primary").click()
    hendra.locator("#workshop section.card").first.locator("a[href$='/key-results/']").click()
    for name, value in {"title": "Median", "unit": "menit", "baseline": "30", "target": "18"}.items():
        hendra.locator(f"dialog[open] #id_{name}").fill(value)
    hendra.locator("dialog[open] .button--primary").click()
    expect(dewi.locator(".workshop-result")).to_have_count(1)

    # Dewi speaks for her department; a condition becomes a blocker, then she agrees.
    _on(hendra)
    cell = dewi.locator(".agreement__cell").first
    cell.locator("[name=text]").fill("Hanya dengan satu orang lagi")
    cell.locator("[value=condition]").click()
    expect(hendra.locator(".agreement__cell[data-stance=condition] .chip")).to_have_text(re.compile(r"B-\d+"))
    expect(hendra.locator("article.agreement")).to_have_attribute("data-outcome", "conditional")
    dewi.locator(".agreement__cell [value=agrees]").click()
    expect(hendra.locator("article.agreement")).to_have_attribute("data-outcome", "agreed")

    _on(hendra)
    expect(dewi.locator(".workshop-minutes")).to_contain_text("Median")
    assert is_marked(dewi)
    dewi.set_viewport_size({"width": 360, "height": 740})
    assert dewi.evaluate("document.documentElement.scrollWidth") <= 360


def _open(page: Page) -> None:
    page.goto("/launch/workshops/new/")
    page.locator("#id_cycle").select_option(index=1)
    page.locator("#id_title").fill("Dari visi ke tujuan")
    page.get_by_label("Layanan Pelanggan", exact=True).check()
    page.locator("main form .button--primary").click()
    expect(page.locator("#workshop")).to_have_attribute("data-phase", "vision")


def _on(page: Page) -> None:
    phase = page.locator("#workshop").get_attribute("data-phase")
    page.locator(".workshop-on").click()
    expect(page.locator("#workshop")).not_to_have_attribute("data-phase", phase or "")


def _write(page: Page, text: str) -> None:
    own = page.locator(".workshop-card.is-mine").count()
    page.locator("[name=text]").fill(text)
    page.locator(".workshop-write .button--primary").click()
    expect(page.locator(".workshop-card.is-mine")).to_have_count(own + 1)


def _card(page: Page, text: str) -> Locator:
    return page.locator(".workshop-card", has_text=text)
