"""Two people: one calls urgently, the other one's open page shows it at once, and confirming is seen at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.names import LEAD, OWNER, ROOM
from tests.browser.visit import is_live

pytestmark = pytest.mark.browser
type Come = Callable[..., Page]


def enter(page: Page) -> None:
    page.goto("/rooms/")
    page.locator("main a[href^='/rooms/']", has_text=ROOM).first.click()
    expect(page.locator("room-lines")).to_be_visible()
    is_live(page)


def test_a_ding_reaches_an_open_page_and_its_confirmation_comes_back(signed_in_as: Come) -> None:
    caller, called = signed_in_as(LEAD), signed_in_as(OWNER)
    enter(caller)
    called.goto("/people/")
    expect(called.locator("inbox-bell live-stream")).to_be_attached()
    caller.goto("/dings/new/")
    caller.locator("people-chooser input[type=search]").fill(OWNER)
    caller.locator(f".chooser__list input[data-name='{OWNER}']").click()
    caller.locator("#id_text").fill("Server kasir mati")
    caller.locator("#id_reason").fill("pelanggan tidak bisa membayar")
    caller.locator("#id_cannot_wait").check()
    caller.locator("form.form .button--primary").click()
    expect(caller).to_have_url(re.compile("/dings/$"))
    expect(caller.locator(".ding-ledger__one").first).to_contain_text("pelanggan tidak bisa membayar")
    call = called.locator(".calls .call")
    expect(call).to_contain_text("Server kasir mati")
    call.locator(".button--primary").click()
    expect(call).to_have_count(0)
    caller.reload()
    expect(caller.locator(".ding-ledger__one").first.locator(".glyph[data-status='on_track']")).to_have_count(1)


def test_a_message_that_must_be_confirmed_counts_live(signed_in_as: Come) -> None:
    author, reader = signed_in_as(LEAD), signed_in_as(OWNER)
    enter(author)
    enter(reader)
    address = author.url.split("?")[0]
    token = author.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = author.request.post(
        f"{address}lines/",
        form={"text": "Baca rencana baru", "must_confirm": "on", "csrfmiddlewaretoken": token},
        headers={"Referer": address},
    )
    assert answer.ok
    line = reader.locator(".line", has_text="Baca rencana baru").last
    line.locator(".line__confirm button").click()
    expect(author.locator(".line", has_text="Baca rencana baru").last.locator(".line__confirm .chip")).to_contain_text(
        "1"
    )
    expect(line.locator(".line__confirm button")).to_be_hidden()


def test_the_ring_on_ones_own_line_fills_when_others_read(signed_in_as: Come) -> None:
    author, reader = signed_in_as(LEAD), signed_in_as(OWNER)
    enter(author)
    author.locator("textarea[name=text]").first.fill("Siapa sudah membaca ini?")
    author.keyboard.press("Enter")
    ring = author.locator(".line", has_text="Siapa sudah membaca ini?").last.locator(".ring")
    expect(ring).to_be_attached()
    enter(reader)
    reader.bring_to_front()
    expect(ring).to_have_attribute("data-state", re.compile("some|all"), timeout=15_000)
    author.bring_to_front()
    ring.click()
    expect(author.locator("dialog[open]")).to_contain_text(OWNER)
