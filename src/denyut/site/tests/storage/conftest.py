"""Houses: a small company made once, of which each test gets a copy, and an empty one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from denyut.site.tests.storage.house import House, built, copied, database

SOWN = "denyut_test_sown"


@pytest.fixture(scope="session")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with database(SOWN) as name:
        house = built(tmp_path_factory.mktemp("sown") / "data", name)
        house.sow()
        yield house


@pytest.fixture
def house(sown: House, tmp_path: Path) -> Iterator[House]:
    """A data directory with a small company in it."""
    with database("denyut_test_house", SOWN) as name:
        yield copied(sown, tmp_path / "data", name)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    """A data directory in which nothing has happened."""
    with database("denyut_test_empty") as name:
        yield built(tmp_path / "empty", name)
