"""Influences over REST: what goals are expected to do to indicators, with the evidence."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.alignment.models import Influence
from denyut.metrics.actions import add_indicator, adopt_indicator
from denyut.metrics.models import Indicator
from denyut.okr.actions import add_key_result

WHY = "Whoever is answered at once recommends us."


@pytest.fixture
def nps(cem, world):
    return adopt_indicator(cem, known="nps", owner=world.bo)


def test_influence_is_linked_changed_and_given_up(rest, mei, dora, key_result, nps):
    body = {"key_result": key_result.pk, "indicator": nps.pk, "direction": "up", "size": "4.5", "reason": WHY}
    answer = rest(mei).post("/influences", body)
    made = Influence.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/influences/{made.pk}")
    told = answer.json()
    assert {name: told[name] for name in body} == body
    assert (told["objective"], told["delay_days"], told["number"], told["is_standing"]) == (None, 0, 1, True)
    nothing = {"n": 0, "rho": None, "noise": None, "tested": 0, "effect": None}
    assert told["evidence"] == {"word": "untested", "doubt": "unmoved", **nothing}
    assert rest(dora).get(f"/influences/{made.pk}").json() == told
    changed = rest(mei).patch(f"/influences/{made.pk}", {"delay_days": 14}).json()
    assert (changed["number"], changed["size"], changed["reason"], changed["delay_days"]) == (2, "4.5", WHY, 14)
    assert rest(mei).patch(f"/influences/{made.pk}", {"delay_days": 7}).json()["code"] == "stale"
    listed = rest(dora).get(f"/influences?key_result={key_result.pk}").json()["items"]
    assert [(one["id"], one["is_standing"]) for one in listed] == [(made.pk, False), (changed["id"], True)]
    ended = rest(mei).delete(f"/influences/{changed['id']}").json()
    assert (ended["is_standing"], ended["ended_at"] is not None) == (False, True)
    assert rest(dora).get("/influences?is_standing=true").json()["items"] == []
    assert len(rest(dora).get(f"/influences?is_standing=false&indicator={nps.pk}").json()["items"]) == 2


def test_indicator_of_the_library_is_adopted_by_managers(rest, mei, cem, goal):
    body = {"objective": goal.pk, "known": "churn", "direction": "down", "reason": WHY}
    assert rest(mei).post("/influences", body).json()["code"] == "not_manager"
    assert rest(cem).post("/influences", body).json()["indicator"] == Indicator.objects.get(key="churn").pk


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"direction": "sideways"}, 422, "invalid"),
        ({"size": "-1"}, 422, "size"),
        ({"delay_days": 9999}, 422, "delay"),
        ({"reason": ""}, 422, "reason_needed"),
        ({"indicator": 999}, 422, "not_there"),
        ({"indicator": None}, 422, "one_indicator"),
        ({"key_result": None}, 422, "one_goal"),
    ],
)
def test_nonsense_is_refused(rest, mei, key_result, nps, changes, status, code):
    body = {"key_result": key_result.pk, "indicator": nps.pk, "reason": WHY, **changes}
    answer = rest(mei).post("/influences", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_others_may_read_and_not_write(rest, mei, bo, aldo, key_result, nps):
    body = {"key_result": key_result.pk, "indicator": nps.pk, "reason": WHY}
    made = rest(mei).post("/influences", body).json()
    for who, code in ((bo, "not_owner"), (aldo, "reads_only")):
        refused = [
            rest(who).post("/influences", {**body, "indicator": nps.pk}),
            rest(who).patch(f"/influences/{made['id']}", {"reason": "Mine"}),
            rest(who).delete(f"/influences/{made['id']}"),
        ]
        assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, code)] * 3


def test_private_goals_have_no_influences_for_strangers(rest, mei, dora, secret_goal, secret_key_result, nps):
    body = {"key_result": secret_key_result.pk, "indicator": nps.pk, "reason": WHY}
    made = rest(mei).post("/influences", body).json()
    assert rest(dora).get("/influences").json()["items"] == []
    for answer in (
        rest(dora).get(f"/influences/{made['id']}"),
        rest(dora).patch(f"/influences/{made['id']}", {"reason": "Mine"}),
        rest(dora).delete(f"/influences/{made['id']}"),
    ):
        assert answer.status_code == 404
    assert rest(dora).post("/influences", body).json()["code"] == "not_there"
    assert rest(dora).post("/influences", {**body, "key_result": None, "objective": secret_goal.pk}).status_code == 422


def test_list_takes_the_same_queries_for_one_and_three(rest, mei, cem, goal, key_result, nps):
    found = []
    for number in range(3):
        kr = add_key_result(mei, goal, title=f"KR {number}", baseline=Decimal(0), target=Decimal(9))
        indicator = add_indicator(cem, name=f"Indicator {number}")
        rest(mei).post("/influences", {"key_result": kr.pk, "indicator": indicator.pk, "reason": WHY})
        caller = rest(mei)
        with CaptureQueriesContext(connection) as queries:
            assert len(caller.get("/influences").json()["items"]) == number + 1
        found.append(len(queries))
    assert found[0] == found[2]
