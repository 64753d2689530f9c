"""Links, asks, challenges and findings through the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.alignment.models import Ask, Challenge, Dismissal, Stance
from denyut.okr.actions import add_key_result, add_objective, propose_edge
from denyut.okr.models import Edge, KeyResult, Objective


@pytest.fixture
def stock(dora, cycle, world):
    return add_objective(dora, cycle, title="Shelves are full", department=world.warehouse)


def test_a_link_is_proposed_countered_and_accepted(rest, mei, dora, goal, stock):
    made = rest(mei).post(
        "/edges", {"kind": "contributes", "from_objective": goal.pk, "to_objective": stock.pk, "weight": "0.5"}
    )
    assert made.status_code == 201
    edge = made.json()
    assert (edge["state"], edge["asked"], edge["weight"]) == ("proposed", dora.pk, "0.5")
    counter = rest(dora).post(f"/edges/{edge['id']}/counter", {"kind": "supports", "note": "Without numbers"})
    assert (counter.status_code, counter.json()["counter_to"]) == (201, edge["id"])
    assert rest(dora).get(f"/edges/{edge['id']}").json()["state"] == "countered"
    accepted = rest(mei).put(f"/edges/{counter.json()['id']}/answer", {"answer": "accepted"})
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    ended = rest(dora).delete(f"/edges/{counter.json()['id']}")
    assert (ended.status_code, ended.json()["state"]) == (200, "ended")


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        ({"kind": "contributes", "weight": "1.5"}, 422, "weight"),
        ({"kind": "contributes", "weight": "0"}, 422, "weight"),
        ({"kind": "supports", "weight": "0.5"}, 422, "weightless"),
        ({"kind": "depends", "is_primary": True}, 422, "primary"),
        ({"kind": "loves"}, 422, "literal_error"),
    ],
)
def test_bad_links_are_refused_with_a_code(rest, mei, goal, stock, words, status, code):
    answer = rest(mei).post("/edges", {"from_objective": goal.pk, "to_objective": stock.pk, **words})
    assert (answer.status_code, answer.json()["code"]) in ((status, code), (status, "invalid"))
    assert not Edge.objects.exists()


def test_a_circle_is_refused_with_its_line(rest, ada, goal, stock):
    caller = rest(ada)
    there = {"kind": "contributes", "from_objective": goal.pk, "to_objective": stock.pk}
    assert caller.post("/edges", there).status_code == 201
    back = caller.post("/edges", {"kind": "contributes", "from_objective": stock.pk, "to_objective": goal.pk})
    assert (back.status_code, back.json()["code"]) == (409, "circle")
    assert f"O-{stock.pk} → O-{goal.pk} → O-{stock.pk}" in back.json()["detail"]


def test_links_with_private_goals_are_not_there_for_strangers(rest, ada, dora, bo, secret_goal, stock):
    edge = propose_edge(ada, kind="depends", from_objective=stock, to_objective=secret_goal)
    for caller in (rest(dora), rest(bo)):
        assert caller.get("/edges").json()["items"] == []
        assert caller.get(f"/edges/{edge.pk}").status_code == 404
        assert caller.put(f"/edges/{edge.pk}/answer", {"answer": "accepted"}).status_code == 404
        assert caller.delete(f"/edges/{edge.pk}").status_code == 404
    assert rest(dora).post("/edges", {"from_objective": stock.pk, "to_objective": secret_goal.pk}).status_code == 422
    events = rest(dora).get("/events?limit=100").json()["items"]
    assert "okr.edge_accepted" not in {event["verb"] for event in events}


def test_auditors_change_nothing(rest, aldo, mei, world, goal, stock, key_result):
    edge = propose_edge(mei, from_objective=goal, to_objective=stock)
    caller = rest(aldo)
    for answer in (
        caller.post("/edges", {"from_objective": goal.pk, "to_objective": stock.pk}),
        caller.put(f"/edges/{edge.pk}/answer", {"answer": "accepted"}),
        caller.post(f"/edges/{edge.pk}/counter", {"kind": "depends"}),
        caller.delete(f"/edges/{edge.pk}"),
        caller.post(f"/objectives/{goal.pk}/asks", {"departments": [world.service.pk]}),
        caller.post("/challenges", {"key_result": key_result.pk, "text": "Too much"}),
        caller.post(f"/objectives/{goal.pk}/stances", {"choice": "fix"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "reads_only")


def test_departments_are_asked_and_respond(rest, mei, cem, world, goal, stock):
    asked = rest(mei).post(f"/objectives/{goal.pk}/asks", {"departments": [world.warehouse.pk]})
    assert asked.status_code == 200
    [ask] = rest(cem).get(f"/asks?objective={goal.pk}").json()["items"]
    answer = rest(cem).put(f"/asks/{ask['id']}/answer", {"objective": stock.pk})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_owner")
    answer = rest(cem).put(f"/asks/{ask['id']}/answer", {"reason": "No hands left"})
    assert (answer.status_code, answer.json()["reason"]) == (200, "No hands left")
    assert Ask.objects.get().is_declined


def test_a_challenge_changes_a_target(rest, mei, dora, key_result):
    made = rest(dora).post(
        "/challenges", {"key_result": key_result.pk, "text": "Two people can't", "proposed_target": "22"}
    )
    assert (made.status_code, made.json()["state"]) == (201, "open")
    answered = rest(mei).put(f"/challenges/{made.json()['id']}/answer", {"answer": "accepted"})
    assert (answered.status_code, answered.json()["state"]) == (200, "accepted")
    assert KeyResult.objects.get(pk=key_result.pk).target == 22
    assert Challenge.objects.get().answered_by == mei


def test_findings_are_listed_and_left_alone(rest, mei, dora, cycle, goal, key_result):
    health = rest(mei).get(f"/cycles/{cycle.pk}/findings").json()
    assert {(one["code"], one["subject"]) for one in health["findings"]} == {
        ("orphan", f"objective:{goal.pk}"),
        ("no_baseline_date", f"key_result:{key_result.pk}"),
        ("no_source", f"key_result:{key_result.pk}"),
    }
    assert (health["valid"], health["required"], health["quality"]) == (3, 5, "0.6")
    [orphan] = [one for one in health["findings"] if one["code"] == "orphan"]
    body = {name: orphan[name] for name in ("code", "subject", "fingerprint")}
    assert rest(dora).post(f"/cycles/{cycle.pk}/dismissals", {**body, "reason": "Fine"}).status_code == 403
    left = rest(mei).post(f"/cycles/{cycle.pk}/dismissals", {**body, "reason": "Fine"})
    assert left.status_code == 201
    again = rest(dora).get(f"/cycles/{cycle.pk}/findings").json()["findings"]
    assert [one["reason"] for one in again if one["code"] == "orphan"] == ["Fine"]
    assert rest(dora).get("/dismissals").json()["items"] == []
    assert rest(mei).delete(f"/dismissals/{left.json()['id']}").status_code == 204
    assert not Dismissal.objects.exists()


def test_findings_keep_private_goals_to_themselves(rest, dora, mei, cycle, secret_goal, secret_key_result):
    assert rest(dora).get(f"/cycles/{cycle.pk}/findings").json()["findings"] == []
    assert len(rest(mei).get(f"/cycles/{cycle.pk}/findings").json()["findings"]) == 3


def test_findings_are_narrowed_to_a_department(rest, mei, world, cycle, goal, key_result):
    address = f"/cycles/{cycle.pk}/findings?department="
    assert len(rest(mei).get(f"{address}{world.service.pk}").json()["findings"]) == 3
    assert rest(mei).get(f"{address}{world.warehouse.pk}").json()["findings"] == []
    assert rest(mei).get(f"{address}0").status_code == 422


def test_a_goal_nobody_moves_is_dropped(rest, mei, goal):
    answer = rest(mei).post(f"/objectives/{goal.pk}/stances", {"choice": "drop", "note": "Others do it"})
    assert (answer.status_code, answer.json()["choice"]) == (201, "drop")
    assert (Objective.objects.get(pk=goal.pk).state, Stance.objects.count()) == ("cancelled", 1)


@pytest.mark.parametrize(("path", "queries"), [("/edges", 4), ("/asks", 4), ("/challenges", 4), ("/stances", 4)])
def test_lists_take_the_same_queries_for_one_and_three(rest, ada, mei, cycle, world, goal, stock, path, queries):
    caller = rest(mei)
    counts = []
    for number in range(3):
        kr = add_key_result(ada, stock, title=f"K{number}")
        propose_edge(ada, kind="depends", from_objective=goal, to_key_result=kr)
        rest(mei).post("/challenges", {"key_result": kr.pk, "text": "Hm"})
        rest(ada).post(f"/objectives/{stock.pk}/stances", {"choice": "fix"})
        departments = (world.service, world.chat_team)
        rest(ada).post(f"/objectives/{stock.pk}/asks", {"departments": [one.pk for one in departments[: number + 1]]})
        with CaptureQueriesContext(connection) as found:
            assert caller.get(path).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[2] <= queries
