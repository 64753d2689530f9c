"""The two ways in: an access token, and a browser's session with its CSRF token."""

from django.test import Client

from denyut.okr.models import Cycle
from denyut.people.actions import close_person, end_token, make_token
from denyut.people.models import Person

BODY = '{"name": "Q1", "starts_on": "2027-01-01", "ends_on": "2027-03-31"}'


def call(token):
    return Client().get("/api/v1/me", headers={"Authorization": token})


def test_token_stands_for_its_person(mei):
    token = make_token(mei, mei, name="script")
    assert call(f"Bearer {token.secret}").json()["id"] == mei.pk
    assert call(f"bearer  {token.secret} ").json()["id"] == mei.pk


def test_nobody_gets_in(mei, world):
    for answer in (Client().get("/api/v1/me"), call("Bearer wrong"), call("Basic abc"), call("")):
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer["WWW-Authenticate"] == 'Bearer realm="Denyut"'


def test_token_that_has_ended_opens_nothing(mei):
    token = make_token(mei, mei, name="script")
    end_token(mei, token)
    assert call(f"Bearer {token.secret}").status_code == 401


def test_token_of_a_closed_account_opens_nothing(mei, ada):
    token = make_token(mei, mei, name="script")
    close_person(ada, mei)
    assert call(f"Bearer {token.secret}").status_code == 401


def test_wrong_token_is_not_saved_by_a_session(mei, signed_in):
    answer = signed_in(mei).get("/api/v1/me", headers={"Authorization": "Bearer wrong"})
    assert answer.status_code == 401


def test_session_reads_without_and_writes_with_its_token(cem):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cem)
    assert browser.get("/api/v1/me").json()["id"] == cem.pk
    refused = browser.post("/api/v1/cycles", BODY, "application/json")
    assert (refused.status_code, refused.json()["code"], Cycle.objects.count()) == (403, "csrf", 0)
    browser.cookies["denyut_csrf"] = "a" * 32
    headers = {"X-CSRFToken": "a" * 32}
    assert browser.post("/api/v1/cycles", BODY, "application/json", headers=headers).status_code == 201


def test_bearer_needs_no_csrf_token(cem):
    token = make_token(cem, cem, name="script")
    program = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {token.secret}"}
    assert program.post("/api/v1/cycles", BODY, "application/json", headers=headers).status_code == 201


def test_every_operation_asks_who_calls(world):
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    answers = {
        (method, path): Client().generic(method.upper(), path.replace("{id}", "1")).status_code
        for path, methods in paths.items()
        for method in methods
    }
    assert len(answers) > 30
    assert set(answers.values()) == {401}


def test_person_of_the_session_is_asked_in_their_language(mei, signed_in):
    Person.objects.filter(pk=mei.pk).update(language="id")
    assert signed_in(mei).get("/api/v1/me")["Content-Language"] == "id"
