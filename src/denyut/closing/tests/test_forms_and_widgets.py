from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from denyut.closing.actions import write_lesson
from denyut.closing.models import Lesson
from denyut.closing.widgets import draw_cycle, draw_key_result, draw_objective
from denyut.okr.actions import add_objective, carry_over, move_objective, open_cycle, score_key_result
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from tests.closing import shut
from tests.goals import Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal
type Browser = Callable[[Person], Client]
SHEET = {"HX-Request": "true"}


def test_a_line_of_the_card_is_scored_in_place(world: World, goals: Goals, signed_in: Browser) -> None:
    address = f"/key-results/{goals.median.pk}/score/?back=closing"
    browser = signed_in(world.mei)
    wrong = browser.post(address, {"key": "a", "score": "0.5", "card": "1"}, headers=SHEET)
    assert (wrong.status_code, 'value="0.5"' in wrong.content.decode()) == (422, True)
    assert "Say in a sentence why" in wrong.content.decode()
    nonsense = browser.post(address, {"key": "b", "score": "half", "card": "1"}, headers=SHEET)
    assert (nonsense.status_code, "is not a number" in nonsense.content.decode()) == (422, True)
    done = browser.post(address, {"key": "c", "score": "0,5", "reason": "Half.", "card": "1"}, headers=SHEET)
    words = done.content.decode()
    assert (done.status_code, f'id="goal-{goals.speed.pk}"' in words, "hx-swap-oob" in words) == (200, True, True)
    assert KeyResult.objects.get(pk=goals.median.pk).score == D("0.5")


def test_a_score_from_a_sheet_and_from_a_page(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    address = f"/key-results/{goals.median.pk}/score/"
    assert "Suggested: 0.0" in browser.get(address).content.decode()
    page = browser.post(address, {"key": "a"})
    assert page["Location"] == f"/key-results/{goals.median.pk}/"
    back = browser.post(f"{address}?back=closing", {"key": "b"})
    assert back["Location"] == f"/cycles/{goals.quarter.pk}/closing/#goal-{goals.speed.pk}"
    sheet = browser.post(f"{address}?back=closing", {"key": "c"}, headers=SHEET)
    assert sheet.headers["HX-Refresh"] == "true"


def test_putting_off_and_judging(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    address = f"/key-results/{goals.rules.pk}"
    assert browser.post(f"{address}/postponement/", {"key": "a"}).status_code == 422
    assert browser.post(f"{address}/postponement/", {"key": "b", "reason": "Later."}).status_code == 302
    judged = browser.post(f"{address}/verdict/?back=hypotheses", {"key": "c", "verdict": "refuted", "note": "No."})
    assert judged["Location"] == f"/cycles/{goals.quarter.pk}/hypotheses/#hypothesis-{goals.rules.pk}"
    kr = KeyResult.objects.get(pk=goals.rules.pk)
    assert (kr.state, kr.verdict) == ("postponed", "refuted")


def test_an_objective_is_scored_on_its_page(world: World, goals: Goals, signed_in: Browser) -> None:
    address = f"/objectives/{goals.company.pk}/score/"
    assert "Suggested: 0.0" in whole_page(signed_in(world.ada), address)
    assert signed_in(world.ada).post(address, {"key": "a"}).status_code == 302
    assert Objective.objects.get(pk=goals.company.pk).score == 0
    assert signed_in(world.mei).get(f"/objectives/{goals.speed.pk}/score/").status_code == 200
    assert signed_in(world.mei).post(f"/objectives/{goals.speed.pk}/score/", {"key": "b"}).status_code == 409


def test_lessons_are_written_changed_and_taken_back(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    words = {"key": "a", "kind": "keep", "text": "Ask first.", "key_result": goals.median.pk}
    assert browser.post(f"/objectives/{goals.speed.pk}/lessons/new/", words).status_code == 302
    lesson = Lesson.objects.get()
    assert (lesson.key_result, lesson.kind) == (goals.median, "keep")
    changed = {"key": "b", "kind": "stop", "text": "Ask nobody."}
    assert browser.post(f"/lessons/{lesson.pk}/", changed).status_code == 302
    assert Lesson.objects.get().text == "Ask nobody."
    assert signed_in(world.mei).get(f"/lessons/{lesson.pk}/").status_code == 403
    assert browser.post(f"/lessons/{lesson.pk}/withdrawal/", {"key": "c"}).status_code == 302
    assert browser.get(f"/lessons/{lesson.pk}/").status_code == 404


def test_the_lessons_page_searches(world: World, goals: Goals, secret: Objective, signed_in: Browser) -> None:
    write_lesson(world.mei, goals.speed, text="Ask customers first.")
    write_lesson(world.mei, secret, text="Offer customers less.")
    browser = signed_in(world.dora)
    page = browser.get("/lessons/?q=customers").content.decode()
    part = browser.get("/lessons/?q=customers", headers=SHEET).content.decode()
    for words in (page, part):
        assert ("Ask customers first." in words, "Offer customers less." in words) == (True, False)
    assert ("<html" in page, "<html" in part) == (True, False)
    assert "No lesson with these words" in browser.get("/lessons/?q=nothing").content.decode()
    assert "Ask customers" not in browser.get("/lessons/?kind=stop").content.decode()


def test_lessons_are_found_again_when_drafting(
    world: World, goals: Goals, secret: Objective, signed_in: Browser
) -> None:
    write_lesson(world.mei, goals.speed, text="Ask customers first.")
    write_lesson(world.mei, secret, text="Offer customers less.")
    for address in (
        "/lessons/similar/?title=Happy+customers",
        f"/lessons/similar/?objective={goals.speed.pk}",
        f"/lessons/similar/?department={world.service.pk}",
        f"/objectives/{goals.speed.pk}/edit/",
    ):
        words = whole_page(signed_in(world.mei), address)
        assert "Ask customers first." in words
    words = signed_in(world.dora).get("/lessons/similar/?title=Happy+customers&objective=x&department=x")
    assert "Offer customers less." not in words.content.decode()
    assert signed_in(world.dora).get(f"/lessons/similar/?objective={secret.pk}").content.decode().strip() == ""


def test_a_goal_is_carried_over_on_the_web(world: World, missed: Goals, q1: Cycle, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    address = f"/objectives/{missed.speed.pk}/carry-over/"
    words = browser.get(address).content.decode()
    for told in ("Median first response", "24\u00a0min", "Q1 2027", "is_sure"):
        assert (told in words) is (told != "is_sure")
    answer = browser.post(address, {"key": "a", "cycle": q1.pk, "start": "remaining", "owner": world.bo.pk})
    goal = Objective.objects.get(cycle=q1)
    assert (answer["Location"], goal.owner, goal.carried_from) == (
        f"/objectives/{goal.pk}/",
        world.bo,
        missed.speed,
    )
    assert [(kr.baseline, kr.target) for kr in goal.key_results.all()] == [(0, -6), (0, 6)]
    assert "It was carried over into Q1 2027 already" in browser.get(address).content.decode()


def test_a_zombie_is_asked_on_the_web(world: World, goals: Goals, q1: Cycle, signed_in: Browser) -> None:
    q2 = open_cycle(world.ada, name="Q2 2027", starts_on=date(2027, 4, 1), ends_on=date(2027, 6, 30))
    q3 = open_cycle(world.ada, name="Q3 2027", starts_on=date(2027, 7, 1), ends_on=date(2027, 9, 30))
    goal = carry_over(world.mei, goals.speed, q1)
    move_objective(world.mei, goal, to="active")
    goal = carry_over(world.mei, goal, q2)
    move_objective(world.mei, goal, to="active")
    address, browser = f"/objectives/{goal.pk}/carry-over/", signed_in(world.mei)
    assert "is_sure" in browser.get(address).content.decode()
    body = {"cycle": q3.pk, "start": "current", "owner": world.mei.pk}
    refused = browser.post(address, {"key": "a", **body})
    assert (refused.status_code, "Is it still the right goal?" in refused.content.decode()) == (409, True)
    assert browser.post(address, {"key": "b", "is_sure": "on", **body}).status_code == 302


def test_carrying_over_is_not_for_strangers(
    world: World, goals: Goals, secret: Objective, q1: Cycle, signed_in: Browser
) -> None:
    assert signed_in(world.dora).get(f"/objectives/{goals.speed.pk}/carry-over/").status_code == 403
    assert signed_in(world.dora).get(f"/objectives/{secret.pk}/carry-over/").status_code == 404


def test_private_goals_are_nowhere_for_a_stranger(world: World, secret: Objective, signed_in: Browser) -> None:
    [kr] = secret.key_results.all()
    lesson = write_lesson(world.mei, secret, text="Offer less.")
    browser = signed_in(world.dora)
    for address in (
        f"/objectives/{secret.pk}/score/",
        f"/objectives/{secret.pk}/lessons/new/",
        f"/objectives/{secret.pk}/post-mortem/",
        f"/key-results/{kr.pk}/score/",
        f"/key-results/{kr.pk}/verdict/",
        f"/key-results/{kr.pk}/postponement/",
        f"/lessons/{lesson.pk}/",
        f"/lessons/{lesson.pk}/withdrawal/",
    ):
        assert browser.post(address, {"key": "k"}).status_code == 404


def test_the_objectives_page_shows_score_lessons_and_line(
    world: World, missed: Goals, q1: Cycle, signed_in: Browser
) -> None:
    write_lesson(world.bo, missed.speed, text="Ask first.")
    goal = carry_over(world.mei, missed.speed, q1)
    words = whole_page(signed_in(world.mei), f"/objectives/{missed.speed.pk}/")
    for told in ("Score and lessons", "The promise was not kept.", "Ask first.", "Carried over to", "Q1 2027"):
        assert told in words
    later = whole_page(signed_in(world.mei), f"/objectives/{goal.pk}/")
    assert ("Carried over from" in later, "Ask first." in later) == (True, True)


def test_widgets_ask_few_questions(
    world: World, missed: Goals, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    objective = Objective.objects.select_related("cycle", "owner", "department").get(pk=missed.speed.pk)
    kr = KeyResult.objects.select_related("objective__cycle", "objective__owner", "objective__department").get(
        pk=missed.median.pk
    )
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        assert "0.5" in draw_objective(world.mei, {"objective": objective})
    with django_assert_max_num_queries(0):  # type: ignore[attr-defined]
        assert "0.5" in draw_key_result(world.mei, {"key_result": kr})
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        assert "Scored: 2 of 3" in draw_cycle(world.mei, {"cycle": objective.cycle})


def test_a_draft_has_no_score_section(world: World, goals: Goals) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Idea", department=world.service, state="draft")
    assert draw_objective(world.mei, {"objective": draft}) == ""


def test_administrators_amend_from_the_objectives_page(world: World, goals: Goals, signed_in: Browser) -> None:
    score_key_result(world.mei, goals.median)
    shut(world.ada, goals.quarter)
    address = f"/objectives/{goals.speed.pk}/"
    assert "Amend the score" in whole_page(signed_in(world.ada), address)
    assert "Amend the score" not in whole_page(signed_in(world.mei), address)
