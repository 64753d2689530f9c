"""Two people align their goals while they talk: offered in a line, answered in the card, without leaving the room."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import GOAL, LEAD, MEDIAN, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, is_marked, label_of, mark, row_of

pytestmark = pytest.mark.browser
OTHER = "Eskalasi selesai sebelum pelanggan harus menagih"
ACCEPT, COUNTER, DECLINE = "Terima", "Tawarkan lain", "Tolak"


@pytest.fixture
def talk(visitor: Callable[..., Visitor], fragile: Server) -> tuple[Page, Page, str]:
    """Sari, who owns a number, and Bagus' lead Dewi, both in the room; and the number's label."""
    pages = []
    label = ""
    for name in (OWNER, LEAD):
        page = visitor(fragile).page()
        enter_as(page, name)
        label = label or label_of(row_of(page, MEDIAN))
        page.goto("/rooms/")
        page.locator(".people-list__item", has_text=ROOM).click()
        is_live(page)
        mark(page)
        pages.append(page)
    return pages[0], pages[1], label


def test_a_goal_is_aligned_in_a_room(talk: tuple[Page, Page, str]) -> None:
    sari, dewi, label = talk
    say(sari, f'/align {label} {number_of(dewi, OTHER)} "Jawaban cepat, tagihan sedikit"')
