"""Blockers, decisions, changes of plan and guardrails by REST."""

import pytest
import time_machine

from denyut.metrics.actions import add_indicator
from denyut.okr.models import Objective, Visibility
from tests.goals import TODAY


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_a_blocker_is_raised_cleared_and_opened_again(rest, mei, bo, dora, goals):
    words = {"key_result": goals.median.pk, "text": "Boxes", "cause": "supplier", "waits_on": dora.pk}
    made = rest(mei).post("/blockers", words)
    assert (made.status_code, made.json()["closed_at"]) == (201, None)
    path = f"/blockers/{made.json()['id']}"
    assert rest(bo).put(f"{path}/resolution", {"resolution": "x"}).status_code == 403
    assert rest(dora).put(f"{path}/resolution", {"resolution": " "}).json()["code"] == "empty"
    assert rest(dora).put(f"{path}/resolution", {"resolution": "Packed"}).json()["resolution"] == "Packed"
    assert rest(dora).get("/blockers?is_standing=true").json()["items"] == []
    assert rest(mei).post(f"{path}/reopening", {"reason": "Too few"}).json()["closed_at"] is None
    assert rest(mei).post("/blockers", words | {"waits_on": None}).json()["code"] == "nobody"
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    # Whoever is waited for still sees it, a colleague does not.
    assert [rest(who).get(path).status_code for who in (dora, bo)] == [200, 404]


def test_a_decision_is_asked_taken_and_noted(rest, mei, cem, bo, goals):
    words = {"question": "Which?", "options": ["a", "b"], "decider": cem.pk, "key_results": [goals.median.pk]}
    made = rest(mei).post("/decisions", words)
    assert (made.status_code, made.json()["snapshot"][0]["label"]) == (201, goals.median.label)
    path = f"/decisions/{made.json()['id']}"
    assert rest(bo).put(f"{path}/choice", {"choice": "a", "reason": "x"}).status_code == 403
    taken = rest(cem).put(f"{path}/choice", {"choice": "a", "reason": "x"}).json()
    assert (taken["choice"], taken["key_results"]) == ("a", [goals.median.pk])
    assert rest(mei).delete(path).status_code == 409
    noted = rest(mei).post("/decisions/noted", {"question": "Where?", "choice": "Here"})
    assert (noted.status_code, noted.json()["decided_by"]) == (201, mei.pk)


def test_a_change_is_declared_answered_and_called_off(rest, mei, cem, bo, dora, goals):
    words = {"kind": "market", "text": "They leave", "objectives": [goals.speed.pk]}
    assert rest(bo).post("/changes", words).json()["code"] == "not_leader"
    made = rest(cem).post("/changes", words)
    assert (made.status_code, made.json()["hours"]) == (201, 48)
    cards = rest(mei).get(f"/change-cards?change={made.json()['id']}&person={mei.pk}").json()["items"]
    path = f"/change-cards/{cards[0]['id']}/answer"
    assert rest(dora).put(path, {"answer": "valid"}).status_code == 403
    assert rest(mei).put(path, {"answer": "valid"}).json()["answer"] == "valid"
    assert rest(bo).post(f"/changes/{made.json()['id']}/all-valid", {}).status_code == 200
    ended = rest(cem).put(f"/changes/{made.json()['id']}/end", {"reason": "They stay"})
    assert ended.json()["called_off_reason"] == "They stay"
    assert rest(mei).post("/relevance/all-right", {}).status_code == 204


def test_a_guardrail_is_set_and_ended(rest, cem, bo, goals):
    quality = add_indicator(cem, name="Quality")
    words = {"indicator": quality.pk, "side": "floor", "limit": "90", "objective": goals.speed.pk}
    assert rest(bo).post("/guardrails", words).status_code == 403
    made = rest(cem).post("/guardrails", words).json()
    assert (made["limit"], made["sponsors"], made["breached_since"]) == ("90", [cem.pk], None)
    assert rest(cem).delete(f"/guardrails/{made['id']}").json()["ended_at"] is not None
