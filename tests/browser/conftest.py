"""Servers on data of their own, and visitors whose pages must never complain."""

import os
import shutil
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.server import Server, data_folder, serving
from tests.browser.visit import PATIENCE, Visitor, enter_as

type Come = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """What pytest-playwright starts: the Chromium of the machine."""
    return {"executable_path": executable(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """The place of all data directories of this run."""
    with data_folder() as place:
        yield place


@pytest.fixture(scope="session")
def template(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company's data, loaded once and served by nobody; every server gets a copy, in whatever process it is."""
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with (shared / "template.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (shared / "template").exists():
            with serving(folder / "loaded", is_demo=True) as server:
                pass
            shutil.move(server.data, shared / "template")
    return shared / "template"


@pytest.fixture(scope="session")
def company(template: Path, folder: Path) -> Iterator[Server]:
    """The demo company for everybody who leaves it as it was, or minds nobody else."""
    with serving(Path(shutil.copytree(template, folder / "company")), is_demo=True) as server:
        yield server


@pytest.fixture
def fragile(template: Path, folder: Path) -> Iterator[Server]:
    """The demo company for one test, which may kill it."""
    place = Path(mkdtemp(dir=folder)) / "data"
    with serving(Path(shutil.copytree(template, place)), is_demo=True) as server:
        yield server


@pytest.fixture
def fresh(folder: Path) -> Iterator[Server]:
    """An installation nobody has seen yet."""
    with serving(Path(mkdtemp(dir=folder)) / "data") as server:
        yield server


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """`visitor(server)` is a browser of somebody's own. When the test ends, no page of theirs may have complained."""
    came: list[Visitor] = []

    def come(server: Server, **options: Any) -> Visitor:
        came.append(Visitor(browser, server.address, **options))
        return came[-1]

    yield come
    for one in came:
        one.leave()
    assert [complaint for one in came for complaint in one.complaints] == []


@pytest.fixture
def signed_in_as(visitor: Callable[..., Visitor], company: Server) -> Come:
    """`signed_in_as("Sari Wulandari")` is a page on which she is signed in to the demo company."""

    def come(name: str, **options: Any) -> Page:
        page = visitor(company, **options).page()
        enter_as(page, name)
        return page

    return come
