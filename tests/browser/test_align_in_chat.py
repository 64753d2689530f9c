"""Two people align their goals while they talk: offered in a line, answered in the card, without leaving the room."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.names import MEDIAN, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live, is_marked, label_of, mark, row_of

pytestmark = pytest.mark.browser
ANSWERER = "Wahyu Nugroho"
WHY = "Jawaban cepat, keluhan selesai sekali jalan"
ACCEPTED, DECLINED, COUNTERED, PROPOSED = "on_track", "off_track", "at_risk", "not_started"


@dataclass
class Talk:
    """Sari, who owns the number `own`, and Wahyu, who owns the objective `other`, both in the room."""

    sari: Page
    wahyu: Page
    own: str
    other: str

    def align(self) -> None:
        """Sari offers her number to Wahyu' objective."""
        self.sari.get_by_role("textbox").fill(f'/align {self.own} {self.other} "{WHY}" kind=contributes weight=0,5')
        self.sari.keyboard.press("Enter")
        for page in (self.sari, self.wahyu):
            expect(cards(page).last).to_contain_text(WHY)
            expect(cards(page).last).to_have_attribute("data-status", PROPOSED)

    def stayed(self) -> bool:
        """Whether neither of them has left the room."""
        return is_marked(self.sari) and is_marked(self.wahyu)


@pytest.fixture
def talk(fragile: Server, visitor: Callable[..., Visitor]) -> Talk:
    # The server is asked for first, so that it outlives the pages.
    sari, wahyu = (visitor(fragile).page() for _ in range(2))
    enter_as(sari, OWNER)
    own = label_of(row_of(sari, MEDIAN))
    enter_as(wahyu, ANSWERER)
    viewer = wahyu.locator("html").get_attribute("data-viewer")
    head = wahyu.locator(f".objective__head[data-owner='{viewer}']").first.get_attribute("id") or ""
    for page in (sari, wahyu):
        page.goto("/rooms/")
        page.locator(".people-list__item", has_text=ROOM).click()
        is_live(page)
        mark(page)
    return Talk(sari, wahyu, own, f"O-{head.split('-')[1]}")


def test_a_proposal_is_accepted_in_the_room(talk: Talk) -> None:
    talk.align()
    expect(answers(talk.sari)).to_be_hidden()
    answers(talk.wahyu).locator("button").first.click()
    for page in (talk.wahyu, talk.sari):
        expect(cards(page).last).to_have_attribute("data-status", ACCEPTED)
        expect(cards(page).last).to_contain_text(ANSWERER)
        expect(answers(page)).to_have_count(0)
    assert talk.stayed()
    talk.sari.goto(f"/objectives/{talk.other[2:]}/")
    expect(standing(talk.sari)).to_contain_text([talk.own])


def test_a_declined_proposal_leaves_no_link(talk: Talk) -> None:
    talk.align()
    answers(talk.wahyu).locator("button").last.click()
    for page in (talk.wahyu, talk.sari):
        expect(cards(page).last).to_have_attribute("data-status", DECLINED)
    assert talk.stayed()
    talk.sari.goto(f"/objectives/{talk.other[2:]}/")
    expect(talk.sari.locator(".ties__past")).to_contain_text(talk.own)
    expect(standing(talk.sari).filter(has_text=talk.own)).to_have_count(0)


def test_another_proposal_comes_back_and_is_accepted(talk: Talk) -> None:
    talk.align()
    before = cards(talk.sari).count()
    answers(talk.wahyu).locator("a").click()
    sheet = talk.wahyu.locator("dialog[open]")
    sheet.locator(".kinds__kind", has=talk.wahyu.locator("[value='depends']")).click()
    sheet.locator(".button--primary").click()
    expect(sheet).to_have_count(0)
    for page in (talk.sari, talk.wahyu):
        expect(cards(page)).to_have_count(before + 1)
        expect(cards(page).nth(before - 1)).to_have_attribute("data-status", COUNTERED)
    expect(answers(talk.wahyu)).to_be_hidden()
    answers(talk.sari).locator("button").first.click()
    for page in (talk.sari, talk.wahyu):
        expect(cards(page).last).to_have_attribute("data-status", ACCEPTED)
    assert talk.stayed()


def test_an_open_page_of_the_goal_shows_it_at_once(talk: Talk) -> None:
    goal = talk.sari.context.new_page()
    goal.goto(f"/objectives/{talk.other[2:]}/")
    is_live(goal)
    talk.align()
    waiting = goal.locator(".ties__group--waiting", has_text=talk.own)
    expect(waiting).to_have_count(1)
    answers(talk.wahyu).locator("button").first.click()
    expect(waiting).to_have_count(0)
    expect(standing(goal)).to_contain_text([talk.own])


def test_a_word_that_names_no_goal_is_refused_in_place(talk: Talk) -> None:
    before = cards(talk.sari).count()
    talk.sari.get_by_role("textbox").fill(f"/align {talk.own} O-987654")
    talk.sari.keyboard.press("Enter")
    expect(talk.sari.locator("[data-refusal-here]")).to_contain_text("O-987654")
    expect(cards(talk.sari)).to_have_count(before)


def cards(page: Page) -> Locator:
    """All cards of proposals in the room."""
    return page.locator(".line .pact")


def answers(page: Page) -> Locator:
    """The buttons of the last card."""
    return cards(page).last.locator(".for-named")


def standing(page: Page) -> Locator:
    """The links that stand on a goal's page."""
    return page.locator(".ties > .ties__group:not(.ties__group--waiting) .tie")
