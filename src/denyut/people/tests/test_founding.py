"""Founding the workspace: once, whoever comes second."""

from typing import Any

import pytest

from denyut.people import passwords
from denyut.people.actions import change_workspace, found_workspace
from denyut.people.models import Person, Role, Site, Workspace
from denyut.people.tests.races import race
from denyut.spine.access import Invalid, Refused
from denyut.spine.models import Event
from tests.world import World


def words(**changed: Any) -> dict[str, Any]:
    return {
        "workspace": "Nusa Niaga",
        "name": "Ada Pratiwi",
        "email": "Ada@Example.com",
        "password": passwords.chosen("a pulse in every goal"),
        "language": "id",
        "region": "id",
        "zone": "Asia/Makassar",
        **changed,
    }


@pytest.mark.django_db
def test_found_workspace_makes_workspace_site_and_administrator() -> None:
    ada = found_workspace(None, **words())
    workspace = Workspace.objects.get()
    assert (workspace.name, workspace.region, workspace.language) == ("Nusa Niaga", "ID", "id")
    assert (ada.email, ada.role, ada.language) == ("ada@example.com", Role.ADMINISTRATOR, "id")
    assert ada.site == Site.objects.get(zone="Asia/Makassar")
    assert ada.check_password("a pulse in every goal")
    assert list(Event.objects.order_by("id").values_list("verb", "actor")) == [
        ("people.workspace_founded", ada.pk),
        ("people.joined", ada.pk),
    ]


def test_found_workspace_is_refused_when_there_is_one(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        found_workspace(None, **words(email="eve@example.com"))
    assert refusal.value.code == "founded"
    assert not Person.objects.filter(email="eve@example.com").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"workspace": "  "}, "empty", "workspace"),
        ({"name": "x" * 121}, "too_long", "name"),
        ({"email": "ada"}, "not_an_email", "email"),
        ({"language": "fr"}, "unknown_language", "language"),
        ({"region": "XX"}, "unknown_region", "region"),
        ({"zone": "Mars/Olympus"}, "unknown_zone", "zone"),
    ],
)
def test_found_workspace_is_invalid_with(changed: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        found_workspace(None, **words(**changed))
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Workspace.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_founders_at_once_one_wins() -> None:
    results = race(
        lambda: found_workspace(None, **words(email="ada@example.com")),
        lambda: found_workspace(None, **words(email="eve@example.com")),
    )
    assert results == ["done", "founded"]
    assert (Workspace.objects.count(), Person.objects.count()) == (1, 1)


def test_change_workspace(world: World) -> None:
    change_workspace(world.ada, name="Nusa Raya", language="en", region="sg", zone="Asia/Singapore", week_starts_on=7)
    workspace = Workspace.objects.get()
    assert (workspace.name, workspace.language, workspace.region) == ("Nusa Raya", "en", "SG")
    assert (workspace.zone, workspace.week_starts_on) == ("Asia/Singapore", 7)
    assert Event.objects.get().verb == "people.workspace_changed"


def test_change_workspace_is_invalid_when_the_week_starts_on_wednesday(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        change_workspace(world.ada, name="N", language="en", region="SG", zone="UTC", week_starts_on=3)
    assert refusal.value.code == "not_a_day"


@pytest.mark.parametrize("who", ["mei", "cem", "aldo"])
def test_change_workspace_is_refused_to(world: World, who: str) -> None:
    with pytest.raises(Refused):
        change_workspace(getattr(world, who), name="N", language="en", region="SG", zone="UTC")
    assert not Event.objects.exists()


@pytest.mark.parametrize(("raw", "name"), [("short", ""), ("password123", ""), ("adapratiwi1", "Ada Pratiwi")])
def test_password_is_refused_when_weak(raw: str, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.chosen(raw, name=name)
    assert refusal.value.field == "password"


def test_password_says_nothing_of_itself() -> None:
    password = passwords.chosen("a pulse in every goal")
    assert "pulse" not in repr(password)
    assert password.encoded not in repr(password)
