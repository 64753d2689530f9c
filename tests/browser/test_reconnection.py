"""A server that is killed and comes back: every open page catches up, and nothing stands twice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.names import LEAD, MEDIAN, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, is_marked, label_of, mark, row_of

pytestmark = pytest.mark.browser
PATIENCE = 40_000
CHECK_IN = """
from decimal import Decimal
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult
kr = KeyResult.objects.select_related("owner").get(pk={pk})
check_in(kr.owner, kr, value=Decimal("17"), confidence=90, note="Sewaktu server mati.")
"""
SAY = """
from denyut.chat.actions import say
from denyut.chat.models import Room
from denyut.people.models import Person
say(Person.objects.get(name="{name}"), Room.objects.get(name="{room}"), text="Sudah kembali?")
"""


def test_a_killed_server_comes_back_and_pages_catch_up(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    dewi = visitor(fragile, may_lose_server=True)
    board = dewi.page()
    enter_as(board, LEAD)
    sari = visitor(fragile, may_lose_server=True).page()
    enter_as(sari, OWNER)
    sari.locator(".side__item", has_text=ROOM).click()
    for page in (board, sari):
        is_live(page)
        mark(page)
    row = row_of(board, MEDIAN)
    pk = label_of(row).removeprefix("KR-")

    fragile.kill()
    for page in (board, sari):
        expect(page.locator(".live")).to_have_attribute("data-live-state", re.compile("wait|off"), timeout=PATIENCE)
    expect(board.locator(".live")).to_contain_text("Menyambung lagi…")
    sari.get_by_role("textbox").fill("Ini tidak boleh hilang.")
    sari.keyboard.press("Enter")
    expect(sari.locator(".waiting", has_text="Ini tidak boleh hilang.")).to_be_visible()
    fragile.tell(CHECK_IN.format(pk=pk) + SAY.format(name=LEAD, room=ROOM))
    fragile.start()

    expect(board.locator(".live")).to_have_attribute("data-live-state", "on", timeout=PATIENCE)
    expect(row.locator(".key-result__now")).to_have_text(re.compile(r"^17\b"), timeout=PATIENCE)
    expect(sari.locator(".line", has_text="Sudah kembali?")).to_have_count(1, timeout=PATIENCE)
    expect(sari.locator(".line--news", has_text="Sewaktu server mati.")).to_have_count(1, timeout=PATIENCE)
    expect(sari.locator(".line", has_text="Ini tidak boleh hilang.")).to_have_count(1, timeout=PATIENCE)
    expect(sari.locator(".waiting")).to_have_count(0)
    assert [is_marked(page) for page in (board, sari)] == [True, True]

    sari.reload()
    for text in ("Sudah kembali?", "Sewaktu server mati.", "Ini tidak boleh hilang."):
        expect(sari.locator(".line", has_text=text)).to_have_count(1)
