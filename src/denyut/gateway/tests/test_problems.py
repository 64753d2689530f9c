"""Every refusal and every fault is a problem of one form, in the caller's language."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import translation

from denyut.okr.models import CheckIn, Cycle
from denyut.people.models import Person


def told(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()


def test_refusal_is_a_problem(rest, mei, key_result):
    path = f"/key-results/{key_result.pk}/check-ins"
    answer = rest(mei).post(path, {"value": 1, "confidence": 120})
    reason = "Confidence is a chance in percent, from 0 to 100."
    assert answer.status_code == 422
    assert told(answer) == {
        "type": "urn:denyut:problem:not_percent",
        "title": "Something makes no sense",
        "status": 422,
        "detail": reason,
        "instance": f"/api/v1{path}",
        "code": "not_percent",
        "field": "confidence",
        "errors": [{"detail": reason, "code": "not_percent", "pointer": "#/confidence"}],
    }


def test_faults_of_a_body_are_told_one_by_one(rest, mei, goal):
    body = {"objective": "1", "titel": "x", "baseline": True, "kind": "guess", "owner": 0, "weight": "1e999999999"}
    problem = told(rest(mei).post("/key-results", body))
    assert (problem["code"], problem["status"]) == ("invalid", 422)
    assert {fault["pointer"]: fault["code"] for fault in problem["errors"]} == {
        "#/objective": "int_type",
        "#/title": "missing",
        "#/titel": "extra_forbidden",
        "#/baseline": "decimal_type",
        "#/kind": "literal_error",
        "#/owner": "greater_than_equal",
        "#/weight": "decimal_whole_digits",
    }


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("value", "NaN", "finite_number"),
        ("value", "eighteen", "decimal_parsing"),
        ("value", None, "decimal_type"),
        ("value", "1e999999999", "decimal_whole_digits"),
        ("value", "1e17", "too_large"),
        ("value", "0.0000001", "too_fine"),
        ("confidence", 50.5, "int_type"),
        ("confidence", True, "int_type"),
        ("note", "\x00", "string_unicode"),
        ("note", "\ud800", "string_unicode"),
        ("note", 5, "string_type"),
        ("at", "2026-03-01T09:00:00", "timezone_aware"),
        ("at", "0001-01-01T00:00:00+14:00", "datetime_parsing"),
        ("at", 1700000000, "datetime_type"),
        ("at", "2999-01-01T00:00:00Z", "future"),
    ],
)
def test_value_that_makes_no_sense_changes_nothing(rest, mei, key_result, field, value, code):
    answer = rest(mei).post(f"/key-results/{key_result.pk}/check-ins", {"value": 1, field: value})
    problem = told(answer)
    assert (answer.status_code, problem["errors"][0]["code"], problem["field"]) == (422, code, field)
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize("day", ["2027-13-01", 20270101, "soon", "2027-01-01T10:00:00"])
def test_day_that_is_none_is_refused(rest, cem, day):
    problem = told(rest(cem).post("/cycles", {"name": "Q1", "starts_on": day, "ends_on": "2027-03-31"}))
    assert (problem["field"], problem["errors"][0]["detail"]) == ("starts_on", "Write a date like 2026-12-31.")
    assert Cycle.objects.count() == 0


@pytest.mark.parametrize(
    "body", ["{", "", "[", '{"name": NaN}', b"\xff", "[" * 100_000, '{"name": 1e99999999999999999999}', "1" * 5000]
)
def test_body_that_is_no_json_is_refused(rest, cem, body):
    answer = rest(cem).post("/cycles", body)
    assert (answer.status_code, told(answer)["code"]) in {(400, "malformed"), (422, "invalid")}
    assert (answer.status_code == 422) == (body == "")


def test_body_that_is_no_object_is_refused(rest, cem):
    problem = told(rest(cem).post("/cycles", [1]))
    assert problem["errors"] == [{"detail": "Send a JSON object.", "code": "model_type", "pointer": "#"}]


def test_body_that_is_too_large_is_refused(rest, cem):
    answer = rest(cem).post("/cycles", {"name": "x" * 10_000_000})
    assert (answer.status_code, told(answer)["code"]) == (413, "too_large")


def test_query_that_makes_no_sense_is_refused(rest, mei):
    for query, parameter in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("order=loud", "order"),
        ("owner=me", "owner"),
        ("owner=99999999999999999999", "owner"),
    ]:
        answer = rest(mei).get(f"/objectives?{query}")
        assert (answer.status_code, told(answer)["errors"][0]["parameter"]) == (422, parameter)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/", "/objectives/", "/objectives/x", "/objectives/99999999999999999999", "/objectives/0"]
)
def test_address_where_nothing_is(rest, mei, path):
    answer = rest(mei).get(path)
    problem = told(answer)
    assert (answer.status_code, problem["code"], problem["instance"]) == (404, "not_there", f"/api/v1{path}")


def test_method_that_is_not_possible(rest, mei):
    answer = rest(mei).delete("/objectives")
    assert (answer.status_code, told(answer)["code"]) == (405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_name_in_use_is_a_conflict(rest, cem, cycle):
    answer = rest(cem).post("/cycles", {"name": "2026", "starts_on": "2027-01-01", "ends_on": "2027-03-31"})
    assert (answer.status_code, told(answer)["code"], told(answer)["field"]) == (409, "name_taken", "name")


def test_external_key_in_use_is_a_conflict(rest, mei, key_result):
    path, body = f"/key-results/{key_result.pk}/check-ins", {"value": 1, "external_key": "row-1"}
    assert rest(mei).post(path, body).status_code == 201
    answer = rest(mei).post(path, body)
    assert (answer.status_code, told(answer)["status"]) == (409, 409)


def test_fault_of_our_own_tells_nothing_of_itself(rest, mei, monkeypatch, caplog):
    def break_down(*_args):
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr("denyut.gateway.resources.me.caller_of", break_down)
    answer = rest(mei).get("/me")
    assert (answer.status_code, told(answer)["code"]) == (500, "broken")
    assert b"swordfish" not in answer.content
    assert "swordfish" in caplog.text


def test_storage_that_is_gone_is_unavailable(rest, mei, monkeypatch):
    def fail(*_args):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("denyut.gateway.resources.me.caller_of", fail)
    answer = rest(mei).get("/me")
    assert (answer.status_code, told(answer)["code"], answer["Retry-After"]) == (503, "storage_unavailable", "1")


@pytest.mark.parametrize(
    ("asked", "own", "language"),
    [
        ("id", "en", "id"),
        ("en-GB,en;q=0.8", "id", "en"),
        ("zh-CN", "en", "zh-hans"),
        ("fr", "id", "id"),
        ("*", "id", "id"),
        ("", "th", "th"),
    ],
)
def test_problem_speaks_the_language_asked_for_else_the_persons_own(rest, mei, asked, own, language):
    Person.objects.filter(pk=mei.pk).update(language=own)
    answer = rest(mei).post("/objectives", {}, Accept_Language=asked)
    with translation.override(language):
        sentence = translation.gettext("This field is required.")
    assert answer["Content-Language"] == language
    assert told(answer)["errors"][0]["detail"] == sentence
    assert "Accept-Language" in answer["Vary"]


def test_problem_in_indonesian_and_english(rest, mei):
    def detail(language):
        return told(rest(mei).post("/objectives", {}, Accept_Language=language))["errors"][0]["detail"]

    assert detail("en") == "This field is required."
    assert detail("id") != detail("en")


def test_problem_of_nobody_speaks_the_language_asked_for(world):
    answer = Client().get("/api/v1/me", headers={"Accept-Language": "vi"})
    assert (answer.status_code, answer["Content-Language"]) == (401, "vi")
