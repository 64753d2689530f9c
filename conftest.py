"""The people every test knows, and browsers that are signed in as them."""

import os
from collections.abc import Callable
from pathlib import Path
from unittest import TestCase
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings

from denyut.lib.keeping import forget_all
from denyut.okr import kept_rows
from denyut.people import times
from denyut.people.models import Person
from denyut.site.catalogues import compile_new
from tests.goals import Goals, make_goals
from tests.kept import keep
from tests.world import World, make_world


def pytest_configure() -> None:
    """In a fresh clone no translation is compiled yet. The first process does it before it starts others."""
    compile_new(Path(__file__).parent / "src" / "denyut")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database is the same on both: it runs beside SQLite alone."""
    if connection.vendor == "postgresql":
        asking = [item for item in items if _asks_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
        items[:] = asking


def _asks_a_database(item: pytest.Item) -> bool:
    named = {"db", "transactional_db", "django_db_setup", "live_server"} & set(getattr(item, "fixturenames", ()))
    case = getattr(item, "cls", None)
    return bool(named) or item.get_closest_marker("django_db") is not None or bool(case and issubclass(case, TestCase))


@pytest.fixture(autouse=True, scope="session")
def _static_folder() -> None:
    """The place of collected files, which the static server insists on."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


# No test is timed: a busy machine is not a fault of the code. A run of CI is the same as the last one on the same code.
hypothesis_settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("house")


@pytest.fixture(autouse=True)
def _plain_english() -> None:
    """A page asked for in a test before must not leave its language or its clock behind."""
    translation.activate("en")
    timezone.deactivate()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Goals of different tests bear the same numbers: no page shows a row that was kept in a test before."""
    kept_rows.forget()
    forget_all()


@pytest.fixture(autouse=True)
def _zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The company's zone is asked once a minute; counted queries shall not depend on when."""
    monkeypatch.setattr(times, "_zone", lambda minute: ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def world(db: None) -> World:
    """The whole small company."""
    return keep("world", make_world)


@pytest.fixture
def mei(world: World) -> Person:
    return world.mei


@pytest.fixture
def bo(world: World) -> Person:
    return world.bo


@pytest.fixture
def cem(world: World) -> Person:
    return world.cem


@pytest.fixture
def dora(world: World) -> Person:
    return world.dora


@pytest.fixture
def robo(world: World) -> Person:
    return world.robo


@pytest.fixture
def ada(world: World) -> Person:
    return world.ada


@pytest.fixture
def aldo(world: World) -> Person:
    return world.aldo


@pytest.fixture
def goals(world: World) -> Goals:
    """Mei's objective in the running quarter, under the company's."""
    return keep("goals", lambda: make_goals(world), around=world)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """`signed_in(mei)` is a browser in which Mei is signed in."""

    def browser(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser
