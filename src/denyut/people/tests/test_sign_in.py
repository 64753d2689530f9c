"""Tokens, sessions and passwords."""

import io

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client

from denyut.people import passwords
from denyut.people.actions import (
    close_person,
    end_other_sessions,
    end_session,
    end_token,
    make_token,
    set_password,
)
from denyut.people.models import AccessToken, Person
from denyut.people.tokens import digest_of, person_of_token
from denyut.people.topics import may_listen_to_user
from denyut.people.verbs import PASSWORD_CHANGED, SESSION_ENDED
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.topics import may_listen
from tests.world import World


def make_session(person: Person, key: str) -> UserSession:
    return UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", user_agent="Firefox")


def test_make_token_tells_its_secret_once(world: World) -> None:
    token = make_token(world.mei, world.mei, name="Sheet sync")
    assert token.secret.startswith("denyut_")
    kept = AccessToken.objects.get()
    assert (kept.name, kept.digest, kept.secret) == ("Sheet sync", digest_of(token.secret), "")
    assert token.secret not in str(list(Event.objects.values()))


def test_person_of_token_comes_in_one_query(world: World, django_assert_num_queries: object) -> None:
    secret = make_token(world.mei, world.mei, name="sync").secret
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = person_of_token(secret)
        assert found is not None
        assert (found, found.department, found.site) == (world.mei, world.service, world.jakarta)


def test_person_of_token_knows_no_other_secret(world: World) -> None:
    make_token(world.mei, world.mei, name="sync")
    assert [person_of_token(secret) for secret in ("", "denyut_", "denyut_guess")] == [None, None, None]


def test_end_token_makes_it_useless(world: World) -> None:
    token = make_token(world.mei, world.mei, name="sync")
    end_token(world.mei, token)
    assert person_of_token(token.secret) is None
    with pytest.raises(Conflict):
        end_token(world.mei, token)


def test_token_ends_with_the_account(world: World) -> None:
    secret = make_token(world.bo, world.bo, name="sync").secret
    close_person(world.ada, world.bo)
    assert person_of_token(secret) is None


def test_make_token_for_a_bot_by_an_administrator(world: World) -> None:
    assert person_of_token(make_token(world.ada, world.robo, name="bridge").secret) == world.robo


@pytest.mark.parametrize(("who", "whose"), [("ada", "mei"), ("mei", "bo"), ("mei", "robo"), ("aldo", "robo")])
def test_make_token_is_refused_for_others(world: World, who: str, whose: str) -> None:
    with pytest.raises(Refused):
        make_token(getattr(world, who), getattr(world, whose), name="sync")
    assert not AccessToken.objects.exists()


def test_make_token_is_invalid_without_a_name(world: World) -> None:
    with pytest.raises(Invalid):
        make_token(world.mei, world.mei, name=" ")


@pytest.mark.parametrize("who", ["bo", "cem", "aldo"])
def test_end_token_is_refused_to(world: World, who: str) -> None:
    token = make_token(world.mei, world.mei, name="sync")
    with pytest.raises(Refused):
        end_token(getattr(world, who), token)
    assert person_of_token(token.secret) == world.mei


def test_end_session_closes_its_streams(world: World) -> None:
    make_session(world.mei, "phone")
    end_session(world.mei, world.mei, session_key="phone")
    assert not UserSession.objects.exists()
    assert list(SESSION_ENDED.withdraws(Event.objects.get())) == [(world.mei.pk, "")]
    with pytest.raises(NotThere):
        end_session(world.mei, world.mei, session_key="phone")


def test_end_other_sessions_keeps_this_one(world: World) -> None:
    for key in ("phone", "desk", "hall"):
        make_session(world.mei, key)
    make_session(world.bo, "bo")
    end_other_sessions(world.mei, world.mei, kept="desk")
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {"desk", "bo"}


@pytest.mark.parametrize("who", ["bo", "ada", "aldo"])
def test_sign_in_of_another_person_is_refused_to(world: World, who: str) -> None:
    make_session(world.mei, "phone")
    actor = getattr(world, who)
    with pytest.raises(Refused):
        end_session(actor, world.mei, session_key="phone")
    with pytest.raises(Refused):
        end_other_sessions(actor, world.mei, kept="")
    with pytest.raises(Refused):
        set_password(actor, world.mei, password=passwords.chosen("another pulse entirely"))
    assert UserSession.objects.count() == 1


def test_set_password_withdraws_what_was_opened_with_the_old_one(world: World) -> None:
    set_password(world.mei, world.mei, password=passwords.chosen("another pulse entirely"))
    assert Person.objects.get(pk=world.mei.pk).check_password("another pulse entirely")
    assert list(PASSWORD_CHANGED.withdraws(Event.objects.get())) == [(world.mei.pk, "")]


def test_topic_of_a_person_is_theirs_alone(world: World) -> None:
    assert may_listen(world.mei, f"user:{world.mei.pk}")
    assert not may_listen(world.mei, f"user:{world.bo.pk}")
    assert not may_listen(world.ada, f"user:{world.mei.pk}")
    assert not may_listen_to_user(world.mei, None)


def test_token_command_prints_a_working_secret(world: World) -> None:
    out = io.StringIO()
    call_command("token", "MEI@example.com", "--name", "nightly", stdout=out)
    assert person_of_token(out.getvalue().strip()) == world.mei
    assert (AccessToken.objects.get().name, Event.objects.get().surface) == ("nightly", "cli")


def test_token_command_fails_without_an_account(world: World) -> None:
    with pytest.raises(CommandError):
        call_command("token", "nobody@example.com")
    close_person(world.ada, world.bo)
    with pytest.raises(CommandError):
        call_command("token", "bo@example.com")


def test_sessions_of_a_closed_account_are_over(world: World) -> None:
    browser = Client()
    browser.force_login(world.bo)
    make_session(world.bo, browser.session.session_key or "")
    close_person(world.ada, world.bo)
    assert not UserSession.objects.exists()
    assert not browser.session.get("_auth_user_id")
