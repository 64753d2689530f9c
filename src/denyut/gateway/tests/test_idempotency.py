"""A change that is sent twice with the same key happens once."""

from decimal import Decimal

import pytest

from denyut.chat.actions import open_room
from denyut.chat.models import Line
from denyut.okr.actions import change_objective
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.spine.models import Event


@pytest.fixture
def path(key_result):
    return f"/key-results/{key_result.pk}/check-ins"


def test_same_key_changes_nothing_and_answers_the_same(rest, mei, path):
    first = rest(mei).post(path, {"value": "18.0"}, Idempotency_Key="a")
    head = Event.objects.latest("id").pk
    again = rest(mei).post(path, {"value": "18.0"}, Idempotency_Key="a")
    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert (CheckIn.objects.count(), Event.objects.latest("id").pk) == (1, head)


def test_same_key_for_something_else_is_a_conflict(rest, mei, path):
    rest(mei).post(path, {"value": 18}, Idempotency_Key="a")
    answer = rest(mei).post(path, {"value": 19}, Idempotency_Key="a")
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert [c.value for c in CheckIn.objects.all()] == [Decimal(18)]


def test_keys_belong_to_their_callers(rest, mei, cem, path):
    for caller in (mei, cem):
        assert rest(caller).post(path, {"value": 18}, Idempotency_Key="a").status_code == 201
    assert CheckIn.objects.count() == 2


def test_without_a_key_every_request_counts(rest, mei, path):
    for _time in range(2):
        rest(mei).post(path, {"value": 18})
    assert CheckIn.objects.count() == 2


def test_key_of_a_refused_request_can_be_used_again(rest, mei, path):
    assert rest(mei).post(path, {"value": 1, "confidence": 200}, Idempotency_Key="a").status_code == 422
    assert rest(mei).post(path, {"value": 1, "confidence": 20}, Idempotency_Key="a").status_code == 201


def test_key_that_is_too_long_is_refused(rest, mei, path):
    answer = rest(mei).post(path, {"value": 1}, Idempotency_Key="x" * 201)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_too_long")


def test_partial_change_is_the_same_even_when_the_rest_moved_on(rest, mei, goal):
    """A repeat is compared by what it says, not by what it left out."""
    first = rest(mei).patch(f"/objectives/{goal.pk}", {"title": "One"}, Idempotency_Key="a")
    change_objective(mei, Objective.objects.get(), title="Two", description="More", department=goal.department)
    again = rest(mei).patch(f"/objectives/{goal.pk}", {"title": "One"}, Idempotency_Key="a")
    assert (first.status_code, again.status_code) == (200, 200)
    assert Objective.objects.values_list("title", "description").get() == ("Two", "More")
    assert rest(mei).patch(f"/objectives/{goal.pk}", {"title": "Three"}, Idempotency_Key="a").status_code == 409


def test_repeat_tells_nothing_of_what_was_hidden_since(rest, mei, cem, ada, goal):
    rest(mei).patch(f"/objectives/{goal.pk}", {"title": "One"}, Idempotency_Key="a")
    change_objective(cem, Objective.objects.get(), title="Secret", visibility="private", owner=ada)
    again = rest(mei).patch(f"/objectives/{goal.pk}", {"title": "One"}, Idempotency_Key="a")
    assert (again.status_code, b"Secret" in again.content) == (404, False)


def test_message_is_said_once(rest, mei, key_result):
    room = open_room(mei, name="Care")
    for text in ("Hello", f"/checkin KR-{key_result.pk} 18"):
        answers = [rest(mei).post(f"/rooms/{room.pk}/messages", {"text": text}, Idempotency_Key=text) for _ in range(2)]
        assert answers[0].content == answers[1].content
    assert (Line.objects.count(), CheckIn.objects.count()) == (1, 1)
    assert KeyResult.objects.get().value == 18
