"""Profiles, places, roles, and accounts that close."""

import pytest
from django.test import Client

from denyut.people.actions import (
    add_person,
    change_person,
    close_person,
    give_role,
    invite,
    make_token,
    place_person,
    reopen_person,
)
from denyut.people.models import Person, Role
from denyut.people.tests.races import race
from denyut.people.tokens import person_of_token
from denyut.people.verbs import PERSON_CLOSED, PERSON_PLACED, ROLE_CHANGED
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World, make_person, make_world


def test_add_person_gives_an_account_without_a_password(world: World) -> None:
    eka = add_person(world.ada, email="Eka@example.com", name="Eka", department=world.service, manager=world.cem)
    assert (eka.email, eka.role, eka.department, eka.manager) == ("eka@example.com", "member", world.service, world.cem)
    assert not eka.has_usable_password()
    assert (Event.objects.get().verb, Event.objects.get().actor) == ("people.joined", world.ada)


def test_add_person_conflicts_with_an_account(world: World) -> None:
    with pytest.raises(Conflict) as refusal:
        add_person(world.ada, email="mei@example.com", name="Mei again")
    assert refusal.value.code == "has_account"


@pytest.mark.parametrize("who", ["cem", "mei", "aldo"])
def test_add_person_is_refused_to(world: World, who: str) -> None:
    with pytest.raises(Refused):
        add_person(getattr(world, who), email="eka@example.com", name="Eka")


def test_change_person_changes_what_is_given(world: World) -> None:
    mei = change_person(world.mei, world.mei, title="Head of nothing", language="zh-hans")
    assert (mei.name, mei.title, mei.language) == ("Mei Lin", "Head of nothing", "zh-hans")
    assert Event.objects.get().facts == {"changed": ["title", "language"]}


def test_change_person_without_a_change_says_nothing(world: World) -> None:
    change_person(world.mei, world.mei, name="Mei  Lin")
    assert not Event.objects.exists()


def test_change_person_by_an_administrator_or_an_auditor_of_themselves(world: World) -> None:
    assert change_person(world.ada, world.mei, name="Mei Ling").name == "Mei Ling"
    assert change_person(world.aldo, world.aldo, language="ar").is_right_to_left


def test_change_person_hides_and_shows_presence_for_oneself_alone(world: World) -> None:
    assert not change_person(world.mei, world.mei, shows_presence=False).shows_presence
    with pytest.raises(Refused, match="decides for themselves"):
        change_person(world.ada, world.mei, shows_presence=True)
    assert change_person(world.ada, world.mei, shows_presence=False) == world.mei
    assert [event.facts for event in Event.objects.all()] == [{"changed": ["shows_presence"]}]


@pytest.mark.parametrize("who", ["bo", "cem", "dora", "aldo"])
def test_change_person_is_refused_to(world: World, who: str) -> None:
    with pytest.raises(Refused):
        change_person(getattr(world, who), world.mei, name="Nobody")
    assert Person.objects.get(pk=world.mei.pk).name == "Mei Lin"


@pytest.mark.parametrize(
    ("words", "code"),
    [({"name": " "}, "empty"), ({"title": "x" * 121}, "too_long"), ({"language": "fr"}, "unknown_language")],
)
def test_change_person_is_invalid_with(world: World, words: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        change_person(world.mei, world.mei, **words)
    assert refusal.value.code == code


def test_place_person_moves_them_and_asks_their_rights_anew(world: World) -> None:
    bo = place_person(world.ada, world.bo, department=world.warehouse, site=world.makassar, manager=None)
    assert (bo.department, bo.site, bo.manager) == (world.warehouse, world.makassar, None)
    event = Event.objects.get()
    assert (event.facts["department_before"], event.facts["department"]) == (world.service.pk, world.warehouse.pk)
    assert list(PERSON_PLACED.withdraws(event)) == [(world.bo.pk, "")]
    assert list(PERSON_PLACED.told(event)) == [world.bo.pk]


def test_place_person_is_invalid_when_managers_run_in_a_circle(world: World) -> None:
    for above in (world.cem, world.mei):
        with pytest.raises(Invalid) as refusal:
            place_person(world.ada, world.cem, department=world.service, site=None, manager=above)
        assert refusal.value.code == "circle"


def test_two_who_are_placed_at_once_do_not_become_each_others_managers(world: World) -> None:
    place_person(world.ada, world.mei, department=None, site=None, manager=None)
    read = Person.objects.select_related("manager").get(pk=world.mei.pk)
    place_person(world.ada, world.mei, department=None, site=None, manager=world.bo)
    with pytest.raises(Invalid) as refusal:
        place_person(world.ada, world.bo, department=None, site=None, manager=read)
    assert refusal.value.code == "circle"


@pytest.mark.parametrize("who", ["cem", "bo", "aldo"])
def test_place_person_is_refused_to(world: World, who: str) -> None:
    with pytest.raises(Refused):
        place_person(getattr(world, who), world.bo, department=None, site=None, manager=None)


def test_give_role(world: World) -> None:
    assert give_role(world.ada, world.mei, role="manager").role == Role.MANAGER
    event = Event.objects.get()
    assert event.facts == {"before": "member", "role": "manager"}
    assert list(ROLE_CHANGED.withdraws(event)) == [(world.mei.pk, "")]


def test_give_role_again_says_nothing(world: World) -> None:
    give_role(world.ada, world.ada, role="administrator")
    assert not Event.objects.exists()


def test_give_role_is_refused_for_the_last_administrator(world: World) -> None:
    make_person("Closed Admin", role=Role.ADMINISTRATOR, is_active=False)
    make_person("Bot Admin", role=Role.ADMINISTRATOR, is_bot=True)
    with pytest.raises(Refused) as refusal:
        give_role(world.ada, world.ada, role="member")
    assert refusal.value.code == "last_administrator"


def test_give_role_is_invalid_with_an_unknown_role(world: World) -> None:
    with pytest.raises(Invalid):
        give_role(world.ada, world.mei, role="king")


@pytest.mark.parametrize("who", ["cem", "mei", "aldo"])
def test_give_role_is_refused_to(world: World, who: str) -> None:
    with pytest.raises(Refused):
        give_role(getattr(world, who), world.mei, role="administrator")
    assert Person.objects.get(pk=world.mei.pk).role == "member"


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_demote_each_other_leave_one() -> None:
    world = make_world()
    eve = make_person("Eve", role=Role.ADMINISTRATOR)
    results = race(
        lambda: give_role(Person.objects.get(pk=eve.pk), world.ada, role="member"),
        lambda: give_role(Person.objects.get(pk=world.ada.pk), eve, role="member"),
    )
    assert results.count("done") == 1
    assert Person.objects.administrators().count() == 1


def test_close_person_ends_sessions_tokens_and_invitations(world: World) -> None:
    cem, browser = world.cem, Client()
    browser.force_login(cem)
    secret = make_token(cem, cem, name="sheet").secret
    invitation = invite(cem, email="eka@example.com", department=world.service)
    close_person(world.ada, cem)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert person_of_token(secret) is None
    event = Event.objects.get(verb="people.closed")
    assert list(PERSON_CLOSED.withdraws(event)) == [(cem.pk, "")]


def test_close_person_conflicts_when_closed(world: World) -> None:
    close_person(world.ada, world.bo)
    with pytest.raises(Conflict) as refusal:
        close_person(world.ada, world.bo)
    assert refusal.value.code == "closed"


def test_close_person_is_refused_for_the_last_administrator(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        close_person(world.ada, world.ada)
    assert refusal.value.code == "last_administrator"


@pytest.mark.parametrize("who", ["cem", "bo", "aldo"])
def test_close_person_is_refused_to(world: World, who: str) -> None:
    with pytest.raises(Refused):
        close_person(getattr(world, who), world.bo)
    assert Person.objects.get(pk=world.bo.pk).is_active


def test_reopen_person(world: World) -> None:
    close_person(world.ada, world.bo)
    assert reopen_person(world.ada, world.bo).is_active
    with pytest.raises(Conflict) as refusal:
        reopen_person(world.ada, world.bo)
    assert refusal.value.code == "open"
    with pytest.raises(Refused):
        reopen_person(world.cem, world.bo)
