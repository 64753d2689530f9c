from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from denyut.exchange.importing import carry_out
from denyut.exchange.lookup import Choices
from denyut.exchange.sources import open_sources
from denyut.exchange.tests.format_files import NAMES, expected, files_of
from denyut.exchange.tests.goals_told import told
from tests.goals import TODAY, Goals
from tests.world import World


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_recognised_by_its_headers(name: str, tmp_path: Path) -> None:
    wanted = expected(name)
    sources = [source for path in files_of(name, tmp_path) for source in open_sources(path)]
    told = {known.sentence() if (known := source.format()) else "" for source in sources}
    fields = {}
    for source in sources:
        assert source.table is not None
        meant = {index: field for field, index in source.table.mapping.columns.items()}
        fields[source.sheet] = " ".join(meant.get(index, "-") for index in range(len(source.table.names)))

    assert told == {wanted["sentence"]}
    assert fields == wanted["fields"]


@pytest.mark.parametrize("name", NAMES)
def test_the_goals_of_a_format_come_in(name: str, world: World, goals: Goals, tmp_path: Path) -> None:
    wanted = expected(name)
    reports = [
        carry_out(world.ada, open_sources(path), Choices(creates_departments=True)) for path in files_of(name, tmp_path)
    ]
    problems = [str(problem) for report in reports for sheet in report.sheets for problem in sheet.problems()]

    assert told() == wanted["goals"].strip()
    assert problems == wanted["problems"]


@pytest.mark.parametrize("name", NAMES)
def test_importing_a_format_again_changes_nothing(name: str, world: World, goals: Goals, tmp_path: Path) -> None:
    paths = files_of(name, tmp_path)
    for path in paths:
        carry_out(world.ada, open_sources(path), Choices())
    before = told()
    again = [carry_out(world.ada, open_sources(path), Choices()) for path in paths]
    states = {outcome.state for report in again for outcome in report.outcomes() if not outcome.problem}

    assert (told(), states) == (before, {"same"})
