"""Inviting, and what becomes of an invitation."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from denyut.people import passwords
from denyut.people.actions import accept_invitation, close_person, invite, invite_again, withdraw_invitation
from denyut.people.links import invitation_of, link_of, secret_of
from denyut.people.models import Invitation, Person, Role
from denyut.people.tests.races import race
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from tests.world import World, make_world

PASSWORD = passwords.Password("hashed")
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_invite_by_an_administrator(world: World) -> None:
    with clock.at(MONDAY):
        invitation = invite(
            world.ada, email=" Eka@Example.com ", name="Eka", role="auditor", language="th", department=world.warehouse
        )
    assert (invitation.email, invitation.name, invitation.role) == ("eka@example.com", "Eka", Role.AUDITOR)
    assert (invitation.department, invitation.invited_by) == (world.warehouse, world.ada)
    assert invitation.expires_at == MONDAY + timedelta(days=14)
    event = Event.objects.get()
    assert (event.verb, event.words.text) == ("people.invited", "eka@example.com")
    assert "eka" not in str({key: value for key, value in event.facts.items() if key != "_words"})


def test_invite_by_a_manager_into_what_they_lead(world: World) -> None:
    assert invite(world.cem, email="eka@example.com", department=world.service).invited_by == world.cem
    assert invite(world.cem, email="fay@example.com", department=world.chat_team).department == world.chat_team


@pytest.mark.parametrize(
    ("who", "department", "role", "code"),
    [
        ("cem", "warehouse", "member", "other_department"),
        ("cem", None, "member", "other_department"),
        ("cem", "service", "administrator", "not_administrator"),
        ("mei", "service", "member", "not_manager"),
        ("dora", "warehouse", "member", "not_manager"),
        ("aldo", None, "member", "reads_only"),
    ],
)
def test_invite_is_refused_to(world: World, who: str, department: str | None, role: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        invite(
            getattr(world, who),
            email="eka@example.com",
            role=role,
            department=getattr(world, department) if department else None,
        )
    assert refusal.value.code == code
    assert not Invitation.objects.exists()


def test_invite_is_refused_to_a_closed_administrator(world: World) -> None:
    world.ada.is_active = False
    with pytest.raises(Refused) as refusal:
        invite(world.ada, email="eka@example.com")
    assert refusal.value.code == "account_closed"


def test_invite_conflicts_with_an_account(world: World) -> None:
    with pytest.raises(Conflict) as refusal:
        invite(world.ada, email="MEI@example.com")
    assert (refusal.value.code, refusal.value.field) == ("has_account", "email")


def test_invite_conflicts_with_a_closed_account(world: World) -> None:
    close_person(world.ada, world.bo)
    with pytest.raises(Conflict) as refusal:
        invite(world.ada, email="bo@example.com")
    assert refusal.value.code == "closed"


def test_invite_conflicts_with_an_invitation_that_waits(world: World) -> None:
    invite(world.ada, email="eka@example.com")
    with pytest.raises(Conflict) as refusal:
        invite(world.ada, email="eka@example.com")
    assert refusal.value.code == "invited"


def test_invite_takes_the_place_of_an_expired_invitation(world: World) -> None:
    with clock.at(MONDAY):
        old = invite(world.ada, email="eka@example.com")
    with clock.at(MONDAY + timedelta(days=15)):
        new = invite(world.ada, email="eka@example.com")
    old.refresh_from_db()
    assert old.withdrawn_at == new.sent_at


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"email": "eka"}, "not_an_email"),
        ({"role": "king"}, "unknown_role"),
        ({"language": "tlh"}, "unknown_language"),
        ({"name": "x" * 121}, "too_long"),
    ],
)
def test_invite_is_invalid_with(world: World, words: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        invite(world.ada, **{"email": "eka@example.com", **words})
    assert refusal.value.code == code


def test_invite_again_begins_the_days_anew(world: World) -> None:
    with clock.at(MONDAY):
        invitation = invite(world.cem, email="eka@example.com", department=world.service)
    with clock.at(MONDAY + timedelta(days=20)):
        again = invite_again(world.cem, invitation)
    assert again.expires_at == MONDAY + timedelta(days=34)
    assert Event.objects.filter(verb="people.invited").count() == 2


@pytest.mark.parametrize("deed", [invite_again, withdraw_invitation])
def test_invitation_is_not_another_manager_s(world: World, deed: object) -> None:
    invitation = invite(world.ada, email="eka@example.com", department=world.service)
    for stranger in (world.cem, world.mei, world.aldo):
        with pytest.raises(Refused):
            deed(stranger, invitation)  # type: ignore[operator]


def test_withdraw_invitation_makes_the_link_useless(world: World) -> None:
    invitation = invite(world.ada, email="eka@example.com")
    withdraw_invitation(world.ada, invitation)
    with pytest.raises(Conflict) as refusal:
        accept_invitation(None, secret_of(invitation), name="Eka", password=PASSWORD)
    assert refusal.value.code == "withdrawn"
    with pytest.raises(Conflict):
        withdraw_invitation(world.ada, invitation)
    with pytest.raises(Conflict):
        invite_again(world.ada, invitation)


def test_accept_invitation_opens_the_account(world: World) -> None:
    invitation = invite(world.cem, email="eka@example.com", language="vi", department=world.chat_team)
    eka = accept_invitation(None, secret_of(invitation), name=" Eka  Sari ", password=PASSWORD)
    assert (eka.name, eka.email, eka.role, eka.language) == ("Eka Sari", "eka@example.com", "member", "vi")
    assert (eka.department, eka.site, eka.password) == (world.chat_team, world.jakarta, "hashed")
    assert EmailAddress.objects.get_primary(eka).verified
    joined = Event.objects.get(verb="people.joined")
    assert (joined.actor, joined.facts["invited_by"]) == (eka, world.cem.pk)


def test_accept_invitation_works_once(world: World) -> None:
    secret = secret_of(invite(world.ada, email="eka@example.com"))
    accept_invitation(None, secret, name="Eka", password=PASSWORD)
    with pytest.raises(Conflict) as refusal:
        accept_invitation(None, secret, name="Eka", password=PASSWORD)
    assert refusal.value.code == "accepted"


def test_accept_invitation_is_too_late_after_14_days(world: World) -> None:
    with clock.at(MONDAY):
        secret = secret_of(invite(world.ada, email="eka@example.com"))
    with clock.at(MONDAY + timedelta(days=14)), pytest.raises(Conflict) as refusal:
        accept_invitation(None, secret, name="Eka", password=PASSWORD)
    assert refusal.value.code == "expired"


@pytest.mark.parametrize("secret", ["", "1", "1.forged", "x.y", "999999999999999999999.z"])
def test_accept_invitation_knows_no_forged_secret(world: World, secret: str) -> None:
    invite(world.ada, email="eka@example.com")
    with pytest.raises(NotThere):
        accept_invitation(None, secret, name="Eka", password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_accept_invitation_twice_at_once_opens_one_account() -> None:
    world = make_world()
    secret = secret_of(invite(world.ada, email="eka@example.com"))
    results = race(*[lambda: accept_invitation(None, secret, name="Eka", password=PASSWORD)] * 2)
    assert results == ["accepted", "done"]
    assert Person.objects.filter(email="eka@example.com").count() == 1


def test_link_is_the_same_whenever_it_is_written(world: World) -> None:
    invitation = invite(world.ada, email="eka@example.com")
    assert link_of(invitation) == link_of(Invitation.objects.get())
    assert invitation_of(secret_of(invitation)) == invitation
    assert secret_of(invitation) not in str(list(Event.objects.values())) + str(list(Invitation.objects.values()))


def test_invitations_are_seen_by_whoever_may(world: World) -> None:
    own = invite(world.cem, email="eka@example.com", department=world.service)
    other = invite(world.ada, email="fay@example.com")
    seen = {who: set(Invitation.objects.visible_to(getattr(world, who))) for who in ("ada", "aldo", "cem", "mei")}
    assert seen == {"ada": {own, other}, "aldo": {own, other}, "cem": {own}, "mei": set()}
