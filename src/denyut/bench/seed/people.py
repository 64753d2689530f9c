"""People, departments and sites of a made-up company, and their sessions."""

import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import get_random_string

from denyut.people import passwords
from denyut.people.models import AccessToken, Department, Person, Role, Site, Workspace
from denyut.people.tokens import digest_of, new_secret
from denyut.spine import clock

TEAM = 20
FIRST, LEAD = Role.ADMINISTRATOR, Role.MANAGER
AREAS = ("Customer Service", "Operations", "Sales", "Technology", "Finance")
GIVEN = (
    "Adi",
    "Ayu",
    "Bayu",
    "Citra",
    "Dewi",
    "Eko",
    "Fitri",
    "Gilang",
    "Hana",
    "Indra",
    "Joko",
    "Kartika",
    "Lestari",
    "Made",
    "Nadia",
    "Putu",
    "Rizky",
    "Sari",
)
FAMILY = (
    "Santoso",
    "Wijaya",
    "Pratama",
    "Lestari",
    "Saputra",
    "Hidayat",
    "Siregar",
    "Nugroho",
    "Halim",
    "Kusuma",
    "Rahman",
    "Utami",
    "Wibowo",
)
TITLES = ("Team lead", "Agent", "Supervisor", "Analyst", "Engineer", "Courier")


@dataclass(frozen=True)
class Crew:
    """Everybody. The first of `people` administers, the next ones lead a department each."""

    people: list[Person]
    departments: list[Department]

    @property
    def administrator(self) -> Person:
        return self.people[0]


def hire(count: int, chance: Random) -> Crew:
    """Make `count` people in departments of about twenty, four of five speaking Indonesian."""
    now = clock.now()
    Workspace.objects.create(name="Nusa Niaga", language="id", founded_at=now - timedelta(days=400))
    sites = [Site.objects.create(name="Jakarta"), Site.objects.create(name="Makassar", zone="Asia/Makassar")]
    departments = _departments(count)
    joined = now - timedelta(days=300)
    leads = Person.objects.bulk_create(
        [_person(i, LEAD if i else FIRST, d, sites, joined, chance) for i, d in enumerate([None, *departments])]
    )
    for department, lead in zip(departments, leads[1:], strict=True):
        department.lead = lead
    Department.objects.bulk_update(departments, ["lead"], batch_size=500)
    others = [
        _person(i, Role.MEMBER, departments[i % len(departments)], sites, joined, chance)
        for i in range(len(leads), count)
    ]
    for person in others:
        person.manager = person.department.lead if person.department else None
    return Crew(leads + Person.objects.bulk_create(others), departments)


def sign_in(people: list[Person]) -> list[str]:
    """A session for each of these people, as the cookie's value."""
    store, ends = SessionStore(), clock.now() + timedelta(days=1)
    keys = [get_random_string(32, string.ascii_lowercase + string.digits) for _ in people]
    Session.objects.bulk_create(
        [
            Session(session_key=key, session_data=store.encode(_signed(person)), expire_date=ends)
            for key, person in zip(keys, people, strict=True)
        ]
    )
    return keys


def key_for(person: Person) -> str:
    """A new access token of this person."""
    secret = new_secret()
    AccessToken.objects.create(
        person=person, name=f"bench {secrets.token_hex(4)}", digest=digest_of(secret), made_at=clock.now()
    )
    return secret


def _departments(people: int) -> list[Department]:
    tops = [Department.objects.create(name=name, position=i) for i, name in enumerate(AREAS)]
    teams = [
        Department(name=f"{AREAS[i % len(AREAS)]} {i // len(AREAS) + 1}", parent=tops[i % len(AREAS)], position=i)
        for i in range(max(0, people // TEAM - len(AREAS)))
    ]
    return [*tops, *Department.objects.bulk_create(teams)]


def _person(
    number: int, role: Role, department: Department | None, sites: list[Site], joined: datetime, chance: Random
) -> Person:
    return Person(
        email=f"person{number}@example.com",
        name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        title=chance.choice(TITLES),
        role=role,
        language="id" if number % 5 else "en",
        department=department,
        site=chance.choice(sites),
        joined_at=joined,
        password=passwords.unusable().encoded,
    )


def _signed(person: Person) -> dict[str, str]:
    backend = settings.AUTHENTICATION_BACKENDS[0]
    return {SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: person.get_session_auth_hash()}
