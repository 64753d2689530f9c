"""The pages of the calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.rhythm.actions import attend, use_usual_calendar, write_output
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from tests.world import World

SignedIn = Callable[[Person], Client]
NINE_IN_JAKARTA = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def test_calendar_lists_the_next_four_weeks_by_day(
    world: World, quarter: Cycle, year: Cycle, signed_in: SignedIn
) -> None:
    assert "Nothing in the next four weeks" in signed_in(world.mei).get("/calendar/").content.decode()
    for cycle in (quarter, year):
        use_usual_calendar(world.cem, cycle)
    page = signed_in(world.mei).get("/calendar/")
    assert next(iter(page.context["days"])) == date(2026, 11, 16)
    text = page.content.decode()
    for words in ("Monday, November 16, 2026", "09:00–09:15", "Q4 2026", "My next ritual"):
        assert words in text


def test_calendar_shows_a_month(world: World, check_in: Ritual, signed_in: SignedIn) -> None:
    page = signed_in(world.mei).get("/calendar/?month=2026-11")
    weeks = page.context["weeks"]
    held = [item.day.day for week in weeks for item in week if item.entries and item.is_inside]
    assert (held, weeks[0][0].day) == ([2, 9, 16, 23, 30], date(2026, 10, 26))
    assert 'aria-current="date"' in page.content.decode()
    for nonsense in ("x", "2026-13", "0001-01", "9999-12"):
        assert signed_in(world.mei).get(f"/calendar/?month={nonsense}").context["month"] == date(2026, 11, 1)


def test_cycle_calendar_gets_the_usual_rituals_by_one_click(world: World, quarter: Cycle, signed_in: SignedIn) -> None:
    browser, page = signed_in(world.cem), f"/cycles/{quarter.pk}/calendar/"
    assert "Use the usual calendar" in browser.get(page).content.decode()
    assert "Use the usual calendar" not in signed_in(world.mei).get(page).content.decode()
    assert browser.post(f"{page}usual/", {"key": "k"}).url == page
    assert browser.post(f"{page}usual/", {"key": "k"}).status_code == 302
    assert quarter.rituals.count() == 4
    assert "Monthly review" in browser.get(page).content.decode()


def test_ritual_is_added_changed_and_removed(world: World, quarter: Cycle, signed_in: SignedIn) -> None:
    browser, page = signed_in(world.cem), f"/cycles/{quarter.pk}/calendar/"
    words = {"key": "k1", "kind": "custom", "title": "Stand-up", "first_on": "2026-11-17", "every": "week"}
    words |= {"at": "08:30", "minutes": "10", "department": str(world.service.pk)}
    assert browser.post(f"/cycles/{quarter.pk}/rituals/new/", words).url == page
    ritual = Ritual.objects.get()
    assert 'value="08:30"' in browser.get(f"/rituals/{ritual.pk}/").content.decode()
    assert browser.post(f"/rituals/{ritual.pk}/", {**words, "key": "k2", "minutes": "20"}).url == page
    ritual.refresh_from_db()
    assert (ritual.minutes, ritual.department) == (20, world.service)
    late = browser.post(f"/rituals/{ritual.pk}/", {**words, "key": "k3", "first_on": "2027-02-01"})
    assert (late.status_code, list(late.context["form"].errors)) == (422, ["first_on"])
    assert browser.post(f"/rituals/{ritual.pk}/removal/", {"key": "k4"}).url == page
    assert browser.get(f"/rituals/{ritual.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["mei", "dora", "aldo"])
def test_keeping_the_calendar_is_refused_to(
    world: World, quarter: Cycle, check_in: Ritual, signed_in: SignedIn, who: str
) -> None:
    browser = signed_in(getattr(world, who))
    for path in (f"/cycles/{quarter.pk}/rituals/new/", f"/rituals/{check_in.pk}/"):
        assert (browser.get(path).status_code, browser.post(path, {"key": "k"}).status_code) == (403, 403)
    for path in (f"/cycles/{quarter.pk}/calendar/usual/", f"/rituals/{check_in.pk}/removal/"):
        assert browser.post(path, {"key": "k"}).status_code == 403


def test_sitting_page_takes_attendance_and_output(world: World, check_in: Ritual, signed_in: SignedIn) -> None:
    browser, page = signed_in(world.mei), f"/rituals/{check_in.pk}/2026-11-16/"
    assert "as soon as it opens" in browser.get(page).content.decode()
    assert browser.post(f"{page}attendance/", {"key": "k0"}).status_code == 409
    with clock.at(NINE_IN_JAKARTA):
        assert "I am here" in browser.get(page).content.decode()
        assert browser.post(f"{page}attendance/", {"key": "k1"}).url == page
        assert browser.post(page, {"key": "k2", "output": "Two risks", "version": "0"}).url == page
        stale = browser.post(page, {"key": "k3", "output": "Mine", "version": "0"})
        assert (stale.status_code, list(stale.context["form"].errors)) == (409, ["output"])
        assert "What stands there now" in stale.content.decode()
        assert browser.post(f"{page}closure/", {"key": "k4"}).status_code == 403
        assert signed_in(world.cem).post(f"{page}closure/", {"key": "k5"}).url == page
        closed = browser.get(page).content.decode()
        assert ("Two risks" in closed, "<textarea" in closed, "I was not there" in closed) == (True, False, False)
        assert signed_in(world.cem).post(f"{page}closure/", {"key": "k6", "reopen": "1"}).url == page
        assert browser.post(f"{page}attendance/", {"key": "k7", "back": "1"}).url == page
    assert not Sitting.objects.get().attended.exists()


def test_sitting_page_tells_a_stranger_for_whom_it_is(world: World, quarter: Cycle, signed_in: SignedIn) -> None:
    use_usual_calendar(world.cem, quarter, department=world.service)
    ritual = quarter.rituals.get(kind="check_in")
    page = signed_in(world.dora).get(f"/rituals/{ritual.pk}/2026-11-16/").content.decode()
    assert "This one is for the people of Customer Service." in page


@pytest.mark.parametrize("day", ["2026-11-17", "2026-02-30", "x", "9999-12-31", "1"])
def test_a_day_without_the_ritual_is_nowhere(world: World, check_in: Ritual, signed_in: SignedIn, day: str) -> None:
    browser, page = signed_in(world.cem), f"/rituals/{check_in.pk}/{day}/"
    posts = [browser.post(f"{page}{place}", {"key": "k"}).status_code for place in ("attendance/", "closure/")]
    assert (browser.get(page).status_code, posts) == (404, [404, 404])


def test_nobody_closes_what_has_not_begun(world: World, check_in: Ritual, signed_in: SignedIn) -> None:
    browser = signed_in(world.cem)
    assert browser.post(f"/rituals/{check_in.pk}/2026-11-16/closure/", {"key": "k"}).status_code == 404


def test_pages_take_the_same_queries_for_one_and_three(
    world: World, quarter: Cycle, check_in: Ritual, signed_in: SignedIn
) -> None:
    browser = signed_in(world.mei)
    pages = [
        "/calendar/",
        "/calendar/?month=2026-11",
        f"/cycles/{quarter.pk}/calendar/",
        f"/rituals/{check_in.pk}/2026-10-05/",
    ]
    counts: dict[str, set[int]] = {page: set() for page in pages}
    browser.get("/calendar/")
    for number, person in enumerate((world.mei, world.bo, world.cem)):
        attend(person, check_in, day=date(2026, 10, 5))
        write_output(person, check_in, day=date(2026, 10, 5) + timedelta(days=7 * number), output="Calm")
        attend(person, check_in, day=date(2026, 11, 9)) if number else None
        for page, found in counts.items():
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(page).status_code == 200
            found.add(len(queries))
        use_usual_calendar(world.cem, quarter, department=[world.service, world.chat_team, world.warehouse][number])
    assert {page: len(found) for page, found in counts.items()} == dict.fromkeys(pages, 1)


def test_arabic_calendar_is_whole(world: World, check_in: Ritual, signed_in: SignedIn, settings: Any) -> None:
    world.mei.language = "ar"
    world.mei.save()
    for path in ("/calendar/", "/calendar/?month=2026-11", f"/rituals/{check_in.pk}/2026-11-16/"):
        page = signed_in(world.mei).get(path)
        assert (page.status_code, 'dir="rtl"' in page.content.decode()) == (200, True)
