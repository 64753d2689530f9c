"""Rooms as people have them open all day: talks, marks, history, writing without a connection, and leaving."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.names import DELEGATE, LEAD, OWNER, ROOM
from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as, is_live

pytestmark = pytest.mark.browser
PATIENCE = 30_000
STORY = """
from django.utils import timezone
from denyut.chat.models import Line, Room, Seat
from denyut.people.models import Person
room, now = Room.objects.get(name="{room}"), timezone.now()
who = list(Person.objects.filter(seats__room=room).exclude(name="{reader}")[:3])
lines = [Line(room=room, author=who[n % 3], text=f"Baris {{n}}.", said_at=now) for n in range(200)]
before = Line.objects.bulk_create(lines)[49].pk
Seat.objects.filter(room=room, person__name="{reader}").update(read_to=before)
"""
MISSED = """
from django.utils import timezone
from denyut.chat.models import Line, Room
from denyut.people.models import Person
room, who = Room.objects.get(name="{room}"), Person.objects.get(name="{who}")
Line.objects.bulk_create([Line(room=room, author=who, text=f"Terlewat {{n}}.", said_at=timezone.now()) for n in range(90)])
"""
RESET = """() => document.querySelector(".room live-stream")
  .dispatchEvent(new CustomEvent("live:reset", { bubbles: true, cancelable: true }))"""


def test_a_talk_between_two_appears_on_the_others_page(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari, bagus = entered(visitor, fragile, OWNER), entered(visitor, fragile, DELEGATE)
    bagus.goto("/people/")
    start_talk(sari, [DELEGATE], text="Halo Bagus!")
    expect(lines(sari)).to_have_count(1)
    talk = bagus.locator(".side__item[data-talk]")
    expect(talk.locator(".side__mark")).to_have_attribute("data-count", "1")
    expect(bagus).to_have_title(re.compile(r"^\(1\) "))
    write(sari, "Shift sore aman?")
    expect(talk.locator(".side__mark")).to_have_attribute("data-count", "2")
    talk.click()
    expect(lines(bagus)).to_have_count(2)
    expect(bagus).not_to_have_title(re.compile(r"^\("))
    bagus.get_by_role("textbox").press_sequentially("Am")
    expect(sari.locator(".room__typing")).to_contain_text(DELEGATE)
    expect(sari.locator(".room__head .avatar--here")).to_have_count(1)
    bagus.get_by_role("textbox").fill("")
    expect(sari.locator(".room__typing")).not_to_contain_text(DELEGATE)


def test_a_room_opens_at_the_first_unread_line_and_goes_both_ways(
    fragile: Server, visitor: Callable[..., Visitor]
) -> None:
    fragile.tell(STORY.format(room=ROOM, reader=OWNER))
    sari = entered(visitor, fragile, OWNER)
    open_room(sari, ROOM)
    expect(sari.locator("[data-new-line]")).to_be_in_viewport()
    expect(lines(sari).filter(has_text="Baris 50.")).to_be_in_viewport()
    scroll(sari, "0")
    expect(lines(sari).filter(has_text="Baris 0.")).to_have_count(1)
    until_seen(sari, "Baris 199.")
    assert_ordered(sari)
    sari.locator("[data-jump=unread]").click()
    expect(sari.locator("[data-new-line]")).to_be_in_viewport()
    sari.locator("[data-jump=latest]").click()
    expect(lines(sari).last).to_be_in_viewport()


def test_what_a_long_absence_missed_follows_in_its_order(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari = entered(visitor, fragile, OWNER)
    open_room(sari, ROOM)
    is_live(sari)
    before = lines(sari).count()
    fragile.tell(MISSED.format(room=ROOM, who=DELEGATE))
    sari.evaluate(RESET)
    expect(lines(sari)).to_have_count(before + 90)
    assert_ordered(sari)


def test_what_is_written_offline_is_sent_once_and_in_order(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    bagus = entered(visitor, fragile, DELEGATE)
    open_room(bagus, ROOM)
    one = visitor(fragile, may_lose_server=True)
    tabs = [one.page("/demo/")]
    enter_as(tabs[0], OWNER)
    open_room(tabs[0], ROOM)
    tabs.append(one.page(tabs[0].url))
    for tab in tabs:
        is_live(tab)
    one.context.set_offline(True)
    for number in range(3):
        for name, tab in zip(("kiri", "kanan"), tabs, strict=True):
            write(tab, f"Dari {name} {number}.")
    for tab in tabs:
        expect(tab.locator(".waiting")).to_have_count(6)
    one.context.set_offline(False)
    wanted = [f"Dari {name} {number}." for number in range(3) for name in ("kiri", "kanan")]
    for page in (*tabs, bagus):
        expect(lines(page).filter(has_text="Dari k")).to_have_count(6, timeout=PATIENCE)
        assert [text.strip() for text in lines(page).locator(".line__text").all_inner_texts()][-6:] == wanted
    expect(tabs[0].locator(".waiting")).to_have_count(0)


def test_a_message_at_which_the_server_fails_is_set_aside(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari = visitor(fragile, may_see_it_fail=True).page()
    enter_as(sari, OWNER)
    open_room(sari, ROOM)

    def fail(route: Route) -> None:
        if "gagal" in (route.request.post_data or ""):
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    sari.route("**/lines/", fail)
    write(sari, "Ini gagal.")
    write(sari, "Ini sampai.")
    expect(lines(sari).filter(has_text="Ini sampai.")).to_have_count(1, timeout=2 * PATIENCE)
    stuck = sari.locator(".waiting--stuck", has_text="Ini gagal.")
    expect(stuck).to_have_count(1)
    sari.unroute("**/lines/")
    stuck.locator("[data-act=again]").click()
    expect(lines(sari).filter(has_text="Ini gagal.")).to_have_count(1, timeout=PATIENCE)
    expect(stuck).to_have_count(0)


def test_what_was_refused_comes_back_with_its_reason(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari = entered(visitor, fragile, OWNER)
    open_room(sari, ROOM)
    write(sari, "/takada x")
    expect(sari.locator("message-composer [data-refusal-here]")).to_contain_text("/takada")
    expect(sari.get_by_role("textbox")).to_have_value("/takada x")
    sari.reload()
    expect(sari.get_by_role("textbox")).to_have_value("/takada x")
    expect(sari.locator(".side__item[aria-current] .side__draft")).to_be_visible()


def test_the_composer_suggests_and_formats(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari = entered(visitor, fragile, OWNER)
    open_room(sari, ROOM)
    field, offers = sari.get_by_role("textbox"), sari.locator("message-composer [role=option]")
    field.press_sequentially("/chec")
    expect(offers.first).to_contain_text("/checkin")
    field.press("Tab")
    expect(sari.locator("[data-command-help] b")).to_have_text("key_result")
    field.fill("")
    field.press_sequentially(f"@{DELEGATE[:4]}")
    expect(offers.first).to_contain_text(DELEGATE)
    field.press("Enter")
    expect(field).to_have_value(f"@{DELEGATE} ")
    field.press_sequentially(":tad")
    expect(offers.first).to_contain_text("🎉")
    field.press("Enter")
    field.press("Control+b")
    field.press_sequentially("tebal")
    expect(field).to_have_value(f"@{DELEGATE} 🎉 **tebal**")
    field.press("End")
    field.press("Shift+Enter")
    field.press_sequentially("dan lagi")
    field.press("Enter")
    expect(lines(sari).last.locator("strong")).to_have_text("tebal")
    expect(field).to_have_value("")
    field.press("ArrowUp")
    expect(sari.locator("dialog[open] textarea")).to_have_value(re.compile("tebal"))


def test_a_member_shown_out_of_a_group_is_told_and_hears_no_more(
    fragile: Server, visitor: Callable[..., Visitor]
) -> None:
    sari, bagus = entered(visitor, fragile, OWNER), entered(visitor, fragile, DELEGATE)
    start_talk(sari, [DELEGATE, LEAD], text="Kalian semua ada di sini.")
    expect(lines(sari)).to_have_count(1)
    group = sari.url
    bagus.goto(group)
    is_live(bagus)
    board = bagus.context.new_page()
    board.goto("/")
    is_live(board)
    board.evaluate("() => { window.untouched = true; }")
    sari.goto(f"{group}edit/")
    sari.locator("li", has_text=DELEGATE).get_by_role("button").click()
    expect(bagus.locator(".room > .empty [role=alert]")).to_be_visible()
    expect(bagus.get_by_text("Kalian semua ada di sini.")).to_have_count(0)
    expect(board.locator(".side__item[data-talk]")).to_have_count(0)
    is_live(board)
    assert board.evaluate("() => window.untouched === true")
    answer = bagus.goto(group)
    assert answer is not None
    assert answer.status == 404


def test_keys_lead_through_the_rooms(fragile: Server, visitor: Callable[..., Visitor]) -> None:
    sari = entered(visitor, fragile, OWNER)
    rooms = sari.locator("room-marks [data-room]")
    rooms.first.click()
    expect(rooms.first).to_have_attribute("aria-current", "page")
    sari.keyboard.press("Alt+ArrowDown")
    expect(rooms.nth(1)).to_have_attribute("aria-current", "page")
    sari.goto("/people/")
    sari.keyboard.press("Shift+Escape")
    expect(sari.locator(".side__item--unread")).to_have_count(0)
    sari.keyboard.press("?")
    expect(sari.locator("dialog[open] .keys").first).to_be_visible()


def entered(visitor: Callable[..., Visitor], server: Server, name: str) -> Page:
    """Somebody's page, signed in, in a browser of their own."""
    page = visitor(server, may_lose_server=True).page()
    enter_as(page, name)
    return page


def start_talk(page: Page, people: list[str], *, text: str) -> None:
    """Write to one person, or to several, from the side bar."""
    page.locator(".side__add[data-sheet]").click()
    sheet = page.locator("dialog[open]")
    for number, name in enumerate(people, start=1):
        sheet.locator("input[type=search]").fill(name)
        sheet.locator(".chooser__list label", has_text=name).click()
        expect(sheet.locator(".chooser__chosen li")).to_have_count(number)
    sheet.locator("textarea").fill(text)
    sheet.locator(".button--primary").click()
    page.wait_for_url(re.compile(r"/rooms/\d+/$"))


def open_room(page: Page, name: str) -> None:
    page.locator(".side__item[data-room]", has_text=name).click()
    expect(lines(page).last).to_be_attached()


def lines(page: Page) -> Locator:
    """What stands in the open room."""
    return page.locator(".room__lines > .line")


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").press("Enter")


def scroll(page: Page, to: str) -> None:
    page.locator(".room__lines").evaluate(f"list => {{ list.scrollTop = {to}; }}")


def until_seen(page: Page, text: str) -> None:
    """Scroll down, page after page, until a line is there."""
    line = lines(page).filter(has_text=text)
    for _ in range(20):
        before = lines(page).count()
        scroll(page, "list.scrollHeight")
        if line.count():
            break
        expect(lines(page)).not_to_have_count(before)
    expect(line).to_have_count(1)


def assert_ordered(page: Page) -> None:
    """Every line stands once, and all in their order."""
    numbers = lines(page).evaluate_all("all => all.map((line) => Number(line.id.slice(5)))")
    assert numbers == sorted(set(numbers))
