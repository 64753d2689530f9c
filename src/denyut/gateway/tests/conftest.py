"""A small company's goals, and programs that call the API as its people."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from denyut.okr.actions import add_key_result, add_objective, open_cycle
from denyut.okr.models import Cycle, KeyResult, Objective, Visibility
from denyut.people.models import AccessToken, Person
from denyut.people.tokens import digest_of, new_secret
from denyut.spine import clock
from tests.world import World

ROOT = "/api/v1"


@dataclass(frozen=True)
class Caller:
    """A program with somebody's access token. Every call takes the path below /api/v1 and headers by keyword."""

    secret: str

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self._call("GET", path, None, headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self._call("POST", path, body, headers)

    def put(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self._call("PUT", path, body, headers)

    def patch(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self._call("PATCH", path, body, headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        return self._call("DELETE", path, None, headers)

    def _call(self, method: str, path: str, body: Any, headers: dict[str, str]) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = "" if body is None else body if isinstance(body, str | bytes) else json.dumps(body)
        named["Authorization"] = f"Bearer {self.secret}"
        return Client().generic(method, ROOT + path, content, "application/json", headers=named)


@pytest.fixture
def rest(db: None) -> Callable[[Person], Caller]:
    """`rest(mei)` is a program that acts as Mei."""

    def caller(person: Person) -> Caller:
        secret = new_secret()
        AccessToken.objects.create(person=person, name="test", digest=digest_of(secret), made_at=clock.now())
        return Caller(secret)

    return caller


@pytest.fixture
def cycle(cem: Person) -> Cycle:
    """A year that is running."""
    return open_cycle(cem, name="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), kind="year")


@pytest.fixture
def goal(mei: Person, cycle: Cycle, world: World) -> Objective:
    """Mei's goal, open to all."""
    return add_objective(mei, cycle, title="Answer the same day", department=world.service)


@pytest.fixture
def key_result(mei: Person, goal: Objective) -> KeyResult:
    """Minutes from 45 down to 15."""
    return add_key_result(mei, goal, title="First response", unit="min", baseline=Decimal(45), target=Decimal(15))


@pytest.fixture
def secret_goal(mei: Person, cycle: Cycle, world: World) -> Objective:
    """Mei's private goal: she and Cem see it."""
    return add_objective(mei, cycle, title="Secret plan", department=world.service, visibility=Visibility.PRIVATE)


@pytest.fixture
def secret_key_result(mei: Person, secret_goal: Objective) -> KeyResult:
    return add_key_result(mei, secret_goal, title="Secret number", unit="min", baseline=Decimal(45), target=Decimal(15))
