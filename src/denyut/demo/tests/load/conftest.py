"""The whole demo company in the middle of a quarter, loaded once for all tests of this folder and undone after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from denyut.demo import shapes
from denyut.demo.content import read_company
from denyut.demo.load import load
from denyut.demo.tests.telling import MIDDLE
from denyut.people.models import Person


@pytest.fixture(scope="package")
def company() -> shapes.Company:
    return read_company()


@pytest.fixture(scope="package")
def said() -> list[tuple[str, float]]:
    return []


@pytest.fixture(scope="package")
def founder(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    company: shapes.Company,
    said: list[tuple[str, float]],
) -> Iterator[Person]:
    """Whoever founded it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(MIDDLE, say=lambda text, share: said.append((text, share)), company=company)
        transaction.set_rollback(True)
