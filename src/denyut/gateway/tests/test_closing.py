"""Scores, lessons and carry-over over REST."""

from datetime import date
from decimal import Decimal

import pytest

from denyut.okr.actions import add_key_result, check_in, open_cycle
from denyut.okr.models import KeyResult, Objective
from tests.closing import shut


@pytest.fixture
def kr(goal, mei):
    made = add_key_result(mei, goal, title="Minutes", unit="min", baseline=Decimal(30), target=Decimal(18))
    check_in(mei, made, value=Decimal(21))
    return made


def test_score_is_suggested_given_and_kept(rest, mei, kr, goal):
    path = f"/key-results/{kr.pk}/score"
    suggested = rest(mei).get(path).json()
    assert suggested == {
        "original": "0.8",
        "final": "0.8",
        "goalpost": "0",
        "progress": "0.75",
        "value": "21",
        "basis": "value",
    }
    refused = rest(mei).put(path, {"score": "0.9"})
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_needed")
    given = rest(mei).put(path, {"score": "0.9", "reason": "Measured twice."}).json()
    assert (given["score"], given["score_original"], given["score_final"]) == ("0.9", "0.8", "0.8")
    told = rest(mei).get(f"/objectives/{goal.pk}").json()
    assert (told["score"], told["state"]) == ("0.9", "graded")
    assert rest(mei).put(path).json()["score"] == "0.8"


def test_objective_is_scored(rest, mei, goal):
    assert rest(mei).put(f"/objectives/{goal.pk}/score", {"score": "0.4", "reason": "Half."}).json()["score"] == "0.4"


def test_scores_are_not_for_strangers_and_auditors(rest, dora, aldo, kr, goal):
    for person, code in ((dora, "not_owner"), (aldo, "reads_only")):
        for path in (f"/key-results/{kr.pk}/score", f"/objectives/{goal.pk}/score"):
            answer = rest(person).put(path, {})
            assert (answer.status_code, answer.json()["code"]) == (403, code)


def test_score_is_amended_after_the_close(rest, ada, mei, kr, goal):
    shut(ada, goal.cycle)
    body = {"score": "0.8", "reason": "The audit found more."}
    path = f"/key-results/{kr.pk}/amended-score"
    assert rest(mei).put(path, body).json()["code"] == "not_administrator"
    assert rest(ada).put(path, body).json()["score"] == "0.8"
    own = rest(ada).put(f"/objectives/{goal.pk}/amended-score", {**body, "score": "0.9"})
    assert own.json()["score"] == "0.9"
    assert rest(ada).put(path, {"score": "0.8"}).status_code == 422


def test_goal_is_carried_over_once(rest, mei, ada, kr, goal):
    later = open_cycle(ada, name="Later", starts_on=date(2030, 1, 1), ends_on=date(2030, 3, 31))
    body = {"cycle": later.pk, "start": "current"}
    first, again = (rest(mei).post(f"/objectives/{goal.pk}/carry-over", body) for _ in range(2))
    made = Objective.objects.get(cycle=later)
    assert (first.status_code, first.json()["id"], again.json()["id"]) == (201, made.pk, made.pk)
    assert (first.json()["carried_from"], first.json()["state"]) == (goal.pk, "draft")
    assert KeyResult.objects.get(objective=made).baseline == 21
    strange = rest(mei).post(f"/objectives/{goal.pk}/carry-over", {**body, "start": "middle"})
    assert strange.status_code == 422


def test_lessons_are_written_found_changed_and_taken_back(rest, mei, dora, goal):
    made = rest(mei).post(f"/objectives/{goal.pk}/lessons", {"text": "先问客户", "kind": "keep"})
    lesson = made.json()
    assert (made.status_code, lesson["kind"], lesson["objective"], lesson["author"]) == (201, "keep", goal.pk, mei.pk)
    for query, number in (("words=客户", 1), ("words=供应", 0), ("kind=stop", 0), (f"objective={goal.pk}", 1)):
        assert len(rest(dora).get(f"/lessons?{query}").json()["items"]) == number
    path = f"/lessons/{lesson['id']}"
    assert rest(dora).patch(path, {"text": "No"}).json()["code"] == "not_author"
    changed = rest(mei).patch(path, {"text": "Ask first."}).json()
    assert (changed["text"], changed["kind"]) == ("Ask first.", "keep")
    assert rest(mei).delete(path).status_code == 204
    assert rest(mei).get(path).status_code == 404


def test_lessons_come_in_pages(rest, mei, goal):
    for number in range(3):
        rest(mei).post(f"/objectives/{goal.pk}/lessons", {"text": f"Lesson {number}"})
    page = rest(mei).get("/lessons?limit=2")
    assert (len(page.json()["items"]), page["Link"].endswith('rel="next"')) == (2, True)
    rest_of = rest(mei).get(f"/lessons?limit=2&cursor={page.json()['next']}").json()
    assert ([one["text"] for one in rest_of["items"]], rest_of["next"]) == (["Lesson 2"], None)


def test_post_mortem_is_answered(rest, mei, kr, goal):
    path = f"/objectives/{goal.pk}/post-mortem"
    assert rest(mei).put(path, {"text": "Why"}).json()["code"] == "not_missed"
    rest(mei).put(f"/key-results/{kr.pk}/score")
    told = rest(mei).put(path, {"text": "Two people left.", "cause": "capacity"}).json()
    assert (told["kind"], told["cause"]) == ("post_mortem", "capacity")


def test_private_lessons_are_private(rest, mei, dora, goal):
    made = rest(mei).post(f"/objectives/{goal.pk}/lessons", {"text": "Offer less."}).json()
    Objective.objects.filter(pk=goal.pk).update(visibility="private")
    assert rest(dora).get("/lessons").json()["items"] == []
    assert rest(dora).get(f"/lessons/{made['id']}").status_code == 404
    assert rest(dora).get(f"/objectives/{goal.pk}/score").status_code in (404, 405)
