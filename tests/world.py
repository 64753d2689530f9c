"""The same few people in every test: Mei owns, Bo is on her team, Cem leads, Dora is a stranger, Robo is a bot.

Ada administers and Aldo audits. They are made without deeds, so that a test starts with an empty log.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from denyut.people.models import Department, Person, Role, Site, Workspace

FOUNDED = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PASSWORD = "a pulse in every goal"


@dataclass(frozen=True)
class World:
    """A small company. Cem leads `service`, with Mei, Bo and the `chat_team` in it; Dora works in `warehouse`."""

    workspace: Workspace
    jakarta: Site
    makassar: Site
    service: Department
    chat_team: Department
    warehouse: Department
    ada: Person
    aldo: Person
    cem: Person
    mei: Person
    bo: Person
    dora: Person
    robo: Person


def make_person(name: str, **fields: Any) -> Person:
    """An account with the password PASSWORD and the address <first name>@example.com."""
    email = f"{name.split(maxsplit=1)[0].lower()}@example.com"
    options = {"language": "en", "joined_at": FOUNDED, "email": email, "password": make_password(PASSWORD), **fields}
    person = Person.objects.create(name=name, **options)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_world() -> World:
    """The company as every test finds it."""
    workspace = Workspace.objects.create(name="Nusa Niaga", language="id", founded_at=FOUNDED)
    jakarta = Site.objects.create(name="Jakarta office", zone="Asia/Jakarta")
    makassar = Site.objects.create(
        name="Makassar warehouse", zone="Asia/Makassar", working_days="123456", hours_per_day=Decimal(7)
    )
    service = Department.objects.create(name="Customer Service", position=1)
    chat_team = Department.objects.create(name="Chat Team", parent=service, position=1)
    warehouse = Department.objects.create(name="Warehouse", position=2)
    cem = make_person("Cem Arslan", role=Role.MANAGER, department=service, site=jakarta, title="Head of Service")
    service.lead = cem
    service.save(update_fields=["lead"])
    return World(
        workspace=workspace,
        jakarta=jakarta,
        makassar=makassar,
        service=service,
        chat_team=chat_team,
        warehouse=warehouse,
        ada=make_person("Ada Pratiwi", role=Role.ADMINISTRATOR, site=jakarta),
        aldo=make_person("Aldo Siregar", role=Role.AUDITOR, site=jakarta),
        cem=cem,
        mei=make_person("Mei Lin", department=service, site=jakarta, manager=cem, title="Team owner"),
        bo=make_person("Bo Santoso", department=service, site=jakarta, manager=cem),
        dora=make_person("Dora Putri", department=warehouse, site=makassar),
        robo=make_person("Robo", is_bot=True, password=make_password(None)),
    )
