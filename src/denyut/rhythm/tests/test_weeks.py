"""One's week: its lines, its check-ins, how it felt."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.matters.models import Blocker
from denyut.okr.actions import add_key_result, check_in
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.rhythm.actions import add_item, answer_trust, drop_item, file_week, finish_item, raise_problem, say_mood
from denyut.rhythm.models import TrustAnswer, Weekly, WeeklyItem
from denyut.rhythm.moods import moods_of, trust_of
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.commands import run
from denyut.spine.events import Via
from denyut.spine.models import Event, EventText
from tests.goals import Goals, make_goals
from tests.world import World, make_person

SignedIn = Callable[[Person], Client]
THURSDAY = datetime(2026, 11, 19, 3, tzinfo=UTC)
MONDAY, NEXT = date(2026, 11, 16), timedelta(days=7)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(THURSDAY):
        yield


@pytest.fixture
def goals(world: World) -> Goals:
    """Goals that are older than three days."""
    with clock.at(THURSDAY - timedelta(days=8)):
        return make_goals(world)


def test_open_plans_move_on_and_done_ones_stay(world: World) -> None:
    call = add_item(world.mei, "plan", text="Call the supplier")
    done = finish_item(world.mei, add_item(world.mei, "plan", text="Write the rules"))
    drop_item(world.mei, add_item(world.mei, "plan", text="Nothing"))
    assert (call.weekly.week_on, done.done_at) == (MONDAY, THURSDAY)
    with clock.at(THURSDAY + NEXT):
        add_item(world.mei, "progress", text="It is quicker")
        later = WeeklyItem.objects.filter(weekly__week_on=MONDAY + NEXT).order_by("id")
        assert [(item.kind, item.text, item.carried_from) for item in later] == [
            ("plan", "Call the supplier", call),
            ("progress", "It is quicker", None),
        ]
        # Who ticks the old line means the one that moved on.
        assert finish_item(world.mei, call).weekly.week_on == MONDAY + NEXT
        with pytest.raises(Conflict):
            drop_item(world.mei, done)
    call.refresh_from_db()
    assert call.done_at is None


def test_what_makes_no_sense_is_refused(world: World, goals: Goals) -> None:
    plan = add_item(world.mei, "plan", text="Call", key_result=goals.median)
    goals.speed.visibility = "private"
    goals.speed.save()
    for error, tried in [
        (Invalid, lambda: add_item(world.mei, "hope", text="x")),
        (Invalid, lambda: add_item(world.mei, "plan", text="  ")),
        (Invalid, lambda: add_item(world.mei, "plan", text="x" * 501)),
        (NotThere, lambda: add_item(world.dora, "plan", text="x", key_result=goals.median)),
        (Refused, lambda: add_item(world.aldo, "plan", text="x")),
        (Refused, lambda: file_week(world.robo)),
        (Refused, lambda: finish_item(world.bo, plan)),
        (Invalid, lambda: say_mood(world.mei, mood=6)),
        (Invalid, lambda: raise_problem(world.mei, plan, waits_on=world.bo)),
        (Invalid, lambda: answer_trust(world.mei, answer=0)),
    ]:
        with pytest.raises(error):
            tried()


def test_a_problem_becomes_a_blocker_once(world: World, goals: Goals) -> None:
    problem = add_item(world.mei, "problem", text="The queue is down", key_result=goals.median)
    assert raise_problem(world.mei, problem, waits_on=world.bo).raised_at == THURSDAY
    blocker = Blocker.objects.get()
    assert (blocker.text, blocker.key_result, blocker.waits_on) == ("The queue is down", goals.median, world.bo)
    with pytest.raises(Conflict):
        raise_problem(world.mei, problem, waits_on=world.bo)


def test_the_week_command_writes_a_line(world: World, goals: Goals) -> None:
    item = run(world.mei, f"/week problem The queue is down {goals.median.label}", Via("chat", "k", "room:1"))
    assert (item.kind, item.key_result) == ("problem", goals.median)
    with pytest.raises(Invalid):
        run(world.mei, "/week wish Rain", Via("chat", "l", "room:1"))


def test_moods_and_answers_are_shown_of_five_and_never_of_this_week(world: World) -> None:
    people = [world.mei, world.bo, world.cem, world.dora]
    for person, mood in zip(people, (1, 3, 4, 4), strict=True):
        say_mood(person, mood=mood)
        answer_trust(person, answer=mood)
    ids = [person.pk for person in people]
    december = date(2026, 12, 1)
    assert (moods_of(ids, MONDAY + NEXT), trust_of(None, december)) == ([], [])
    eve = make_person("Eve Sari", department=world.service, site=world.jakarta)
    say_mood(eve, mood=5)
    answer_trust(eve, answer=1)
    answer_trust(eve, answer=5)
    [mood], [trust] = moods_of([*ids, eve.pk], MONDAY + NEXT), trust_of(None, december)
    assert (mood.mean, mood.number, trust.mean, trust.number) == (Decimal("3.4"), 5, Decimal("3.4"), 5)
    assert moods_of([*ids, eve.pk], MONDAY) == trust_of(None, date(2026, 11, 1)) == []
    assert (TrustAnswer.objects.count(), Event.objects.count()) == (5, 0)
    answer_trust(world.ada, answer=3)
    # Five are enough, but the mean of all six would tell what the sixth said.
    assert (trust_of([*ids, eve.pk], december), trust_of(None, december)[0].number) == ([], 6)


def test_the_page_asks_what_is_due_and_records_it_in_place(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    page = browser.get("/week/")
    [card] = page.context["cards"]
    assert (card.row.id, card.due_on, card.stands) == (goals.median.pk, date(2026, 11, 20), "soon")
    assert " checked" not in page.content.decode()
    url, words = f"/week/key-results/{goals.median.pk}/", {"key": card.key, "seen": card.seen}
    wrong = browser.post(url, {**words, "value": "many", "note": "typed"}, headers={"HX-Request": "true"})
    assert (wrong.status_code, "typed" in wrong.content.decode()) == (422, True)
    for _twice in range(2):
        done = browser.post(url, {**words, "value": "24", "confidence": "70"}, headers={"HX-Request": "true"})
        assert (done.status_code, "Recorded: 24" in done.content.decode()) == (200, True)
    assert [(one.value, one.confidence) for one in CheckIn.objects.all()] == [(24, 70)]
    assert browser.get("/week/").context["cards"][0].stands == "done"


def test_confidence_that_is_not_said_stays_unsaid(world: World, goals: Goals, signed_in: SignedIn) -> None:
    signed_in(world.mei).post(f"/week/key-results/{goals.median.pk}/", {"key": "k", "value": "24"})
    assert CheckIn.objects.get().confidence is None


def test_of_two_tabs_both_are_shown(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser, url = signed_in(world.mei), f"/week/key-results/{goals.median.pk}/"
    seen = browser.get("/week/").context["cards"][0].seen
    check_in(world.cem, goals.median, value=Decimal(26))
    stale = browser.post(
        url, {"key": "k1", "seen": seen, "value": "24", "note": "mine"}, headers={"HX-Request": "true"}
    )
    text = stale.content.decode()
    assert (stale.status_code, "Somebody checked in meanwhile" in text, "26" in text, "mine" in text) == (
        422,
        *[True] * 3,
    )
    fresh = stale.context["card"].seen
    again = browser.post(url, {"key": "k2", "seen": fresh, "value": "24"}, headers={"HX-Request": "true"})
    assert (again.status_code, CheckIn.objects.latest("id").value) == (200, 24)


def test_lines_are_written_changed_and_taken_out(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    empty = browser.post("/week/items/", {"key": "k0", "kind": "plan", "text": " "})
    assert empty.status_code == 422
    words = {"key": "k1", "kind": "problem", "text": "Queue down", "key_result": str(goals.median.pk)}
    assert [browser.post("/week/items/", words).status_code for _twice in range(2)] == [302, 302]
    item = WeeklyItem.objects.get()
    change = {"key": "k2", "text": "Queue slow", "key_result": str(goals.median.pk), "before": "Queue down"}
    assert browser.post(f"/week/items/{item.pk}/", change).status_code == 302
    stale = browser.post(f"/week/items/{item.pk}/", {**change, "key": "k3", "text": "Queue gone"})
    assert (stale.status_code, "Saved meanwhile: Queue slow" in stale.content.decode()) == (409, True)
    sheet = browser.get(f"/week/items/{item.pk}/blocker/", headers={"HX-Request": "true"})
    assert "Who can help" in sheet.content.decode()
    raised = browser.post(f"/week/items/{item.pk}/blocker/", {"key": "k4", "waits_on": world.bo.pk, "cause": "other"})
    assert (raised.status_code, Blocker.objects.count()) == (302, 1)
    assert signed_in(world.bo).post(f"/week/items/{item.pk}/state/", {"key": "k", "do": "drop"}).status_code == 404
    assert browser.post(f"/week/items/{item.pk}/state/", {"key": "k5", "do": "drop"}).status_code == 302
    assert not WeeklyItem.objects.standing().exists()


def test_mood_filing_and_trust_take_one_tap_each(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    for url, words in [("mood", {"mood": "4"}), ("filing", {}), ("trust", {"answer": "2"})]:
        answer = browser.post(f"/week/{url}/", {"key": url, **words}, headers={"HX-Request": "true"})
        assert (answer.status_code, 'id="week-body"' in answer.content.decode()) == (200, True)
    week = Weekly.objects.get()
    assert (week.mood, week.filed_at) == (4, THURSDAY)
    assert browser.post("/week/mood/", {"key": "n", "mood": "9"}).status_code == 422
    assert browser.post("/week/mood/", {"key": "o", "mood": ""}).status_code == 302
    assert Weekly.objects.get().mood is None


def test_others_read_a_week_without_its_mood_and_private_goals(world: World, goals: Goals, signed_in: SignedIn) -> None:
    add_item(world.mei, "plan", text="Call the supplier", key_result=goals.median)
    say_mood(world.mei, mood=2)
    goals.speed.visibility = "private"
    goals.speed.save()
    page = signed_in(world.dora).get(f"/people/{world.mei.pk}/weeks/2026-11-18/")
    assert (page.context["week"].mood, page.context["week"].plans[0].label) == (None, "")
    assert "Call the supplier" in page.content.decode()
    lead = signed_in(world.cem).get("/week/team/")
    assert goals.median.label in lead.content.decode()
    assert "You lead nobody" in signed_in(world.dora).get("/week/team/").content.decode()
    assert [signed_in(world.dora).get(url).status_code for url in ("/week/team/?week=x", "/people/1/weeks/x/")] == [
        404,
        404,
    ]


def test_words_of_a_week_can_be_erased(world: World) -> None:
    add_item(world.mei, "plan", text="Call the supplier")
    assert "Call the supplier" not in str(Event.objects.get().facts)
    assert EventText.objects.get().text == "Call the supplier"


def test_the_line_above_the_composer(world: World, goals: Goals, signed_in: SignedIn) -> None:
    mei, bo = signed_in(world.mei), signed_in(world.bo)
    assert goals.median.label not in mei.get("/week/due/").content.decode()
    with clock.at(datetime(2026, 11, 20, 3, tzinfo=UTC)):
        line = mei.get("/week/due/").content.decode()
        assert ("1 check-in is due" in line, goals.median.label in line, goals.rules.label in line) == (
            True,
            True,
            False,
        )
        assert goals.rules.label in bo.get("/week/due/").content.decode()
        sheet = mei.get("/week/due/sheet/", headers={"HX-Request": "true"}).content.decode()
        assert f"/week/key-results/{goals.median.pk}/" in sheet
        mei.post("/week/due/dismissal/")
        assert goals.median.label not in mei.get("/week/due/").content.decode()
    with clock.at(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        assert "1 check-in is due" in mei.get("/week/due/").content.decode()


def test_pages_take_the_same_queries_for_one_and_three(world: World, goals: Goals, signed_in: SignedIn) -> None:
    pages = ["/week/", "/week/team/", "/week/due/", "/rhythm/", f"/people/{world.mei.pk}/weeks/2026-11-16/"]
    counts: dict[str, set[int]] = {page: set() for page in pages}
    browsers = {page: signed_in(world.cem if page in ("/week/team/", "/rhythm/") else world.mei) for page in pages}
    for number in range(3):
        add_item(world.mei, "problem", text=f"No {number}", key_result=goals.median)
        add_item(world.bo, "plan", text=f"No {number}", key_result=goals.median)
        add_key_result(world.mei, goals.speed, title=f"Another {number}", baseline=Decimal(0), target=Decimal(5))
        for page, browser in browsers.items():
            browser.get(page) if number == 0 else None
            with clock.at(datetime(2026, 11, 27, 3, tzinfo=UTC)), CaptureQueriesContext(connection) as queries:
                assert browser.get(page).status_code == 200
            counts[page].add(len(queries))
    assert {page: len(found) for page, found in counts.items()} == dict.fromkeys(pages, 1)


def test_arabic_weeks_are_whole(world: World, goals: Goals, signed_in: SignedIn, settings: Any) -> None:
    world.cem.language = "ar"
    world.cem.save()
    for path in ("/week/", "/week/team/", "/rhythm/", "/week/due/sheet/"):
        page = signed_in(world.cem).get(path)
        assert (page.status_code, 'dir="rtl"' in page.content.decode()) == (200, True)
