"""Goals over REST: what the deeds do, as programs see it."""

from decimal import Decimal

import pytest

from denyut.okr.actions import add_key_result, add_objective, check_in
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective
from denyut.people.models import Department


def test_cycle_is_opened_changed_closed_and_reopened(rest, cem):
    opened = rest(cem).post("/cycles", {"name": "Q1 2027", "starts_on": "2027-01-01", "ends_on": "2027-03-31"})
    cycle = Cycle.objects.get()
    path = f"/cycles/{cycle.pk}"
    assert (opened.status_code, opened["Location"]) == (201, f"/api/v1{path}")
    expected = {
        "id": cycle.pk,
        "name": "Q1 2027",
        "kind": "quarter",
        "starts_on": "2027-01-01",
        "ends_on": "2027-03-31",
        "drafts_on": None,
        "aligns_on": None,
        "closes_on": None,
        "pace": "working",
        "preset": "ours",
        "cadence": "week",
        "due_weekday": 5,
        "has_votes": False,
        "parent": None,
        "edition": 1,
        "closed_at": None,
    }
    assert opened.json() == expected
    assert rest(cem).patch(path, {"ends_on": "2027-04-02"}).json() == {
        **expected,
        "ends_on": "2027-04-02",
        "edition": 2,
    }
    assert rest(cem).post(f"{path}/closure").json()["closed_at"] is not None
    assert rest(cem).delete(f"{path}/closure").json()["closed_at"] is None
    assert rest(cem).get(path).json() == {**expected, "ends_on": "2027-04-02", "edition": 4}


def test_open_cycle_is_refused_to_a_member(rest, mei):
    answer = rest(mei).post("/cycles", {"name": "Q1", "starts_on": "2027-01-01", "ends_on": "2027-03-31"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_manager")


def test_objective_is_added(rest, mei, bo, cycle, world):
    body = {"cycle": cycle.pk, "title": "Answer the same day", "department": world.service.pk, "owner": bo.pk}
    answer = rest(mei).post("/objectives", body)
    goal = Objective.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/objectives/{goal.pk}")
    told = answer.json()
    assert {name: told[name] for name in body} == body
    assert (told["progress"], told["visibility"], told["ambition"]) == ("0", "public", "committed")
    assert rest(mei).get(f"/objectives/{goal.pk}").json() == told


def test_objective_keeps_what_a_change_leaves_out(rest, mei, goal, world):
    answer = rest(mei).patch(f"/objectives/{goal.pk}", {"description": "Every customer"})
    goal.refresh_from_db()
    assert answer.status_code == 200
    assert (goal.title, goal.description, goal.department_id) == (
        "Answer the same day",
        "Every customer",
        world.service.pk,
    )


def test_objective_is_emptied_by_null(rest, cem, goal):
    assert rest(cem).patch(f"/objectives/{goal.pk}", {"department": None}).json()["department"] is None
    assert Department.objects.count() == 3


def test_objective_is_cancelled(rest, mei, goal):
    answer = rest(mei).post(f"/objectives/{goal.pk}/cancellation")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")


def test_objective_change_is_refused_to_a_stranger(rest, dora, goal):
    answer = rest(dora).patch(f"/objectives/{goal.pk}", {"title": "Mine"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_owner")


def test_change_answers_no_content_when_the_goal_leaves_the_callers_sight(rest, mei, cem, ada, world, goal):
    body = {"visibility": "private", "owner": ada.pk, "department": None}
    answer = rest(mei).patch(f"/objectives/{goal.pk}", body)
    assert (answer.status_code, answer.content) == (204, b"")
    assert rest(mei).get(f"/objectives/{goal.pk}").status_code == 404


def test_key_result_is_added_and_changed(rest, mei, goal):
    body = {"objective": goal.pk, "title": "First response", "unit": "min", "baseline": 45, "target": "15.5"}
    answer = rest(mei).post("/key-results", body)
    kr = KeyResult.objects.get()
    told = answer.json()
    assert answer.status_code == 201
    assert (told["label"], told["baseline"], told["target"], told["value"]) == (f"KR-{kr.pk}", "45", "15.5", None)
    changed = rest(mei).patch(f"/key-results/{kr.pk}", {"target": 12}).json()
    assert (changed["target"], changed["baseline"], changed["unit"], changed["title"]) == (
        "12",
        "45",
        "min",
        "First response",
    )


def test_key_result_keeps_a_check_in_made_meanwhile(rest, mei, key_result):
    """What a change leaves out is read at the moment of the change, never from an older copy."""
    check_in(mei, key_result, value=Decimal(30))
    assert rest(mei).patch(f"/key-results/{key_result.pk}", {"title": "Reply"}).json()["value"] == "30"


def test_check_in_is_made_and_listed(rest, mei, key_result):
    path = f"/key-results/{key_result.pk}/check-ins"
    body = {"value": 18.5, "confidence": 80, "note": "Flowing", "at": "2026-03-01T09:00:00+07:00"}
    answer = rest(mei).post(path, body)
    said = CheckIn.objects.get()
    told = answer.json()
    assert answer.status_code == 201
    assert (told["id"], told["value"], told["progress"], told["surface"]) == (said.pk, "18.5", "0.8833", "rest")
    assert told["valid_at"] == "2026-03-01T02:00:00Z"
    assert rest(mei).get(path).json() == {"items": [told], "next": None}
    assert rest(mei).get(f"/objectives/{key_result.objective_id}").json()["progress"] == "0.8833"


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ("0.1", "0.1"),
        ('"0.1"', "0.1"),
        ("123456789.123456", "123456789.123456"),
        ("-7", "-7"),
        ("1.50e3", "1500"),
        ("0.000001", "0.000001"),
    ],
)
def test_decimals_are_exact(rest, mei, key_result, sent, answered):
    answer = rest(mei).post(f"/key-results/{key_result.pk}/check-ins", f'{{"value": {sent}}}')
    assert answer.json()["value"] == answered
    assert CheckIn.objects.get().value == Decimal(answered)


def test_check_in_is_refused_when_cycle_is_closed(rest, mei, cem, key_result, cycle):
    assert rest(cem).post(f"/cycles/{cycle.pk}/closure").json()["code"] == "unscored"
    left = {"key_results": [key_result.pk], "reason": "The team was dissolved."}
    assert rest(cem).post(f"/cycles/{cycle.pk}/closure-with-unscored", left).status_code == 200
    answer = rest(mei).post(f"/key-results/{key_result.pk}/check-ins", {"value": 1})
    assert (answer.status_code, answer.json()["code"]) == (403, "cycle_closed")


def test_check_in_is_refused_to_a_stranger(rest, dora, key_result):
    answer = rest(dora).post(f"/key-results/{key_result.pk}/check-ins", {"value": 1})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_owner")


def test_auditor_reads_and_changes_nothing(rest, aldo, secret_key_result):
    assert rest(aldo).get(f"/key-results/{secret_key_result.pk}").status_code == 200
    answer = rest(aldo).post(f"/key-results/{secret_key_result.pk}/check-ins", {"value": 1})
    assert (answer.status_code, answer.json()["code"]) == (403, "reads_only")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "/objectives/{goal}", ()),
        ("patch", "/objectives/{goal}", ({"title": "x"},)),
        ("post", "/objectives/{goal}/cancellation", ()),
        ("get", "/key-results/{kr}", ()),
        ("patch", "/key-results/{kr}", ({"title": "x"},)),
        ("get", "/key-results/{kr}/check-ins", ()),
        ("post", "/key-results/{kr}/check-ins", ({"value": 1},)),
    ],
)
def test_private_goal_is_not_there_for_a_stranger(rest, dora, secret_goal, secret_key_result, method, path, body):
    address = path.format(goal=secret_goal.pk, kr=secret_key_result.pk)
    answer = getattr(rest(dora), method)(address, *body)
    nowhere = getattr(rest(dora), method)(path.format(goal=9999, kr=9999), *body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_there")
    assert {**answer.json(), "instance": ""} == {**nowhere.json(), "instance": ""}


def test_private_goal_is_in_no_list_of_a_stranger(rest, dora, mei, goal, key_result, secret_goal, secret_key_result):
    def ids(caller, path):
        return [item["id"] for item in rest(caller).get(path).json()["items"]]

    assert ids(dora, "/objectives") == [goal.pk]
    assert ids(dora, "/key-results") == [key_result.pk]
    assert ids(dora, f"/key-results?objective={secret_goal.pk}") == []
    assert ids(mei, "/objectives") == [goal.pk, secret_goal.pk]


def test_private_goal_can_be_named_by_no_stranger(rest, dora, bo, cycle, secret_goal, world):
    added = rest(dora).post("/key-results", {"objective": secret_goal.pk, "title": "x"})
    assert (added.status_code, added.json()["field"]) == (404, "objective")
    body = {"cycle": cycle.pk, "title": "x", "department": world.warehouse.pk, "parent": secret_goal.pk}
    served = rest(dora).post("/objectives", body)
    nowhere = rest(dora).post("/objectives", {**body, "parent": 9999})
    assert (served.status_code, served.json()["errors"][0]["pointer"]) == (422, "#/parent")
    assert served.json()["detail"].replace(str(secret_goal.pk), "9999") == nowhere.json()["detail"]


def test_lists_are_filtered(rest, mei, bo, cycle, goal, key_result, world):
    other = add_objective(bo, cycle, title="Other", department=world.service)
    number = add_key_result(bo, other, title="Number")

    def ids(path):
        return [item["id"] for item in rest(mei).get(path).json()["items"]]

    assert ids(f"/objectives?owner={bo.pk}") == [other.pk]
    assert ids(f"/objectives?cycle={cycle.pk}&department={world.service.pk}") == [goal.pk, other.pk]
    assert ids(f"/objectives?department={world.warehouse.pk}") == []
    assert ids(f"/key-results?objective={goal.pk}") == [key_result.pk]
    assert ids(f"/key-results?cycle={cycle.pk}&owner={bo.pk}") == [number.pk]
