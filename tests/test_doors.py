"""Every address, tried by somebody who is not signed in and by a stranger: nobody learns what is not theirs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from denyut.chat.actions import open_room
from denyut.people.models import Person
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db

# What somebody without an account may see: the ways in, and what says nothing about anybody.
OPEN = {
    "people:welcome",
    "people:demo",
    "people:invitation",
    "api:openapi-json",
    "api:api-root",
    "api:elsewhere",
    "account_login",
    "account_signup",
    "account_email",  # leads on to the profile
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "set_language",
    "manifest",
    "health",
    # Programs post here with a secret of their own; DingTalk's say no with HTTP 200 and a code (hooks/tests/test_doors.py).
    "hooks:dingtalk",
    "hooks:dingtalk_as_there",
}
METHODS = ("get", "post", "patch", "delete")
SHUT = {401, 403, 404, 405}


@dataclass(frozen=True)
class Door:
    name: str
    takes: tuple[str, ...]


def takes(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)


def doors(resolver: URLResolver, space: str = "", taken: tuple[str, ...] = ()) -> Iterator[Door]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from doors(
                pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, taken + takes(pattern)
            )
        elif isinstance(pattern, URLPattern):
            yield Door(f"{space}{pattern.name}", taken + takes(pattern))


DOORS = sorted(set(doors(get_resolver())), key=lambda door: door.name)
IDS = [door.name for door in DOORS]


def address(door: Door, number: object = 1) -> str:
    return reverse(door.name, kwargs=dict.fromkeys(door.takes, number))


@pytest.mark.parametrize("door", [d for d in DOORS if d.name not in OPEN], ids=[n for n in IDS if n not in OPEN])
def test_without_an_account_every_door_is_shut(client: Client, world: World, door: Door) -> None:
    for method in METHODS:
        answer = getattr(client, method)(address(door))
        is_sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/accounts/")
        assert is_sent_to_sign_in or answer.status_code in SHUT, (
            method,
            answer.status_code,
            answer.headers.get("Location"),
        )


@pytest.mark.parametrize("door", [d for d in DOORS if d.name in OPEN], ids=[n for n in IDS if n in OPEN])
def test_the_ways_in_do_not_break(client: Client, world: World, door: Door) -> None:
    assert client.get(address(door, "x-y" if "from_key" in door.name else "1")).status_code < 500


@dataclass(frozen=True)
class Secret:
    """A thing that Dora may not see, and the doors that lead to it."""

    number: int
    doors: tuple[str, ...]


def names(*starts: str) -> tuple[str, ...]:
    return tuple(door.name for door in DOORS if door.takes and door.name.startswith(starts))


@pytest.fixture
def secrets(world: World, goals: Goals) -> list[Secret]:
    goals.speed.visibility = "private"
    goals.speed.save()
    room = open_room(world.mei, name="Pay", kind="closed", people=[world.bo])
    return [
        Secret(
            goals.speed.pk,
            (
                "okr:objective",
                "okr:objective_edit",
                "okr:objective_state",
                "okr:weights",
                "okr:explanation",
                "okr:key_result_new",
            ),
        ),
        Secret(goals.speed.pk, ("api:get_objectives", "api:change_objective", "api:cancel_objective")),
        Secret(goals.median.pk, ("okr:key_result", "okr:key_result_edit", "okr:check_ins")),
        Secret(goals.median.pk, ("api:get_key_results", "api:change_key_result", "api:list_check_ins", "api:check_in")),
        Secret(room.pk, names("chat:")),
        Secret(room.pk, ("hooks:room", "hooks:mailbox", "hooks:letters")),
        Secret(room.pk, ("api:get_rooms", "api:change_room", "api:list_messages", "api:post_message")),
    ]


def test_to_a_stranger_a_secret_is_like_nothing_at_all(
    secrets: list[Secret], dora: Person, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(dora)
    by_name = {door.name: door for door in DOORS}
    for secret in secrets:
        for name in secret.doors:
            for method in METHODS:
                options = (
                    {"content_type": "application/json", "data": "{}"}
                    if name.startswith("api:") and method != "get"
                    else {}
                )
                answers = [
                    getattr(browser, method)(address(by_name[name], n), **options).status_code
                    for n in (secret.number, 987_654)
                ]
                assert answers[0] == answers[1] in (404, 405, 422), (name, method, answers)


def test_the_secrets_are_there_for_their_owner(
    secrets: list[Secret], mei: Person, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(mei)
    by_name = {door.name: door for door in DOORS}
    for name, secret in [("okr:objective", secrets[0]), ("okr:key_result", secrets[2]), ("chat:room", secrets[4])]:
        assert browser.get(address(by_name[name], secret.number)).status_code == 200


PAGES = [
    "boards:company",
    "people:people",
    "okr:cycles",
    "chat:rooms",
    "people:profile",
    "palette",
    "account_email",
    "mfa_index",
]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_carries_the_strict_policy(bo: Person, signed_in: Callable[[Person], Client], name: str) -> None:
    policy = signed_in(bo).get(reverse(name)).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "path",
    ["/objectives/1 OR 1=1/", "/rooms/-1/", "/key-results/99999999999999999999999/", "/%00/", "/?cycle=x", "/?cycle=²"],
)
def test_nonsense_in_an_address_is_not_found(bo: Person, signed_in: Callable[[Person], Client], path: str) -> None:
    assert signed_in(bo).get(path).status_code == 404
