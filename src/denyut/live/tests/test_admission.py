from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from denyut.live.admission import Guest, admit
from denyut.live.tests.house import town

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody() -> Any:
    return town.person("mei+7@example.org", language="th")


def test_whoever_may_listen_is_let_in_with_their_language(somebody: Any) -> None:
    assert admit(town.sign_in(somebody), ["things", "room:7"]) == Guest(somebody.pk, "th")


@pytest.mark.parametrize("topic", ["room:8", "room", "unknown", "room:x", "room:7:8", "", f"room:{'9' * 5000}"])
def test_one_topic_refused_or_unknown_refuses_all(somebody: Any, topic: str) -> None:
    assert admit(town.sign_in(somebody), ["things", topic]) == 404


def test_without_a_session_nobody_is_let_in() -> None:
    assert admit("", ["things"]) == 401


def test_a_session_that_is_unknown_counts_as_none() -> None:
    assert admit("abcdefghijklmnopqrstuvwxyz012345", ["things"]) == 401


def test_a_session_that_is_over_counts_as_none(somebody: Any) -> None:
    key = town.sign_in(somebody)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert admit(key, ["things"]) == 401


def test_a_session_older_than_the_password_counts_as_none(somebody: Any) -> None:
    key = town.sign_in(somebody)
    somebody.password = "another"
    somebody.save()
    assert admit(key, ["things"]) == 401


def test_a_closed_account_is_nobody(somebody: Any) -> None:
    key = town.sign_in(somebody)
    somebody.is_active = False
    somebody.save()
    assert admit(key, ["things"]) == 401


def test_asking_changes_nothing(somebody: Any, django_assert_num_queries: Any) -> None:
    key = town.sign_in(somebody)
    with django_assert_num_queries(2):
        admit(key, ["things"])
    assert Session.objects.get().session_key == key
