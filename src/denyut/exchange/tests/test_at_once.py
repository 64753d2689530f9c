"""Very many rows at once become the same rows as the goals' own deeds make one by one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection, models, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from denyut.exchange.importing import carry_out
from denyut.exchange.lookup import Choices
from denyut.exchange.models import Import, Trace
from denyut.exchange.sources import open_sources
from denyut.okr.actions import add_key_result, add_objective, check_in, share_out
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective
from denyut.spine.events import Via, breaks
from denyut.spine.models import Event, words_of
from tests.goals import TODAY, Goals
from tests.world import World

HEADER = (
    "Objective ID,Objective,Aligned to,Owner,Department,Visibility,KR ID,Key Result,Type,Unit,Start,Target,Current,Weight,"
    "End Date,KR description,Quarter"
)
LOYALTY = "b,Grow loyalty,a,mei@example.com,Customer Service,"
FASTER = "c,Answer faster,a,bo@example.com,Customer Service,private"
FILE = f"""\
{HEADER}
a,Delight guests,,cem@example.com,,,,,,,,,,,,,Q4 2026
{LOYALTY},1,NPS,,points,31,50,38,60,2026-12-31,Ask them,Q4 2026
{LOYALTY},2,Revenue,,EUR,1000,2500,1500.5,30,2026-11-30,,Q4 2026
{LOYALTY},3,Complaints,at most,,,5,4,10,,,Q4 2026
{FASTER},4,First response,,min,45,15,30,,,,Q4 2026
{FASTER},5,Guide,percent,,,,40,,,,Q4 2026
"""
# What two rows of different making may differ in.
OWN = {
    "id",
    "lineage",
    "objective",
    "parent",
    "key_result",
    "external_key",
    # How often a row was written on the way to what it is.
    "version",
    "edition",
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def fields_of(row: models.Model) -> dict[str, Any]:
    """All that a row says, but its number and those of its relatives."""
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in OWN}


def by_hand(world: World, cycle: Cycle) -> None:
    """The goals of FILE as a person would make them."""
    company = add_objective(world.ada, cycle, title="Delight guests", owner=world.cem)
    loyalty, faster = (
        add_objective(
            world.ada,
            cycle,
            title=title,
            owner=owner,
            department=world.service,
            parent=company,
            visibility=visibility,
        )
        for title, owner, visibility in (
            ("Grow loyalty", world.mei, "public"),
            ("Answer faster", world.bo, "private"),
        )
    )
    nps = add_key_result(
        world.ada,
        loyalty,
        title="NPS",
        unit="points",
        baseline=Decimal(31),
        target=Decimal(50),
        hypothesis="Ask them",
    )
    revenue = add_key_result(
        world.ada,
        loyalty,
        title="Revenue",
        unit="EUR",
        currency="EUR",
        baseline=Decimal(1000),
        target=Decimal(2500),
        due_on=date(2026, 11, 30),
    )
    complaints = add_key_result(
        world.ada, loyalty, title="Complaints", kind="at_most", baseline=Decimal(5), target=Decimal(5)
    )
    share_out(world.ada, loyalty, weights=[Decimal("0.6"), Decimal("0.3"), Decimal("0.1")])
    first = add_key_result(
        world.ada, faster, title="First response", unit="min", baseline=Decimal(45), target=Decimal(15)
    )
    guide = add_key_result(world.ada, faster, title="Guide", kind="manual", unit="%")
    values = ((nps, "38"), (revenue, "1500.5"), (complaints, "4"), (first, "30"), (guide, "40"))
    for key_result, value in values:
        check_in.via(Via("import"))(world.ada, key_result, value=Decimal(value))


def test_rows_are_those_that_the_deeds_make(world: World, goals: Goals, tmp_path: Path) -> None:
    with transaction.atomic():
        by_hand(world, goals.quarter)
        wanted = {model: rows_of(model) for model in (Objective, KeyResult, CheckIn)}
        transaction.set_rollback(True)
    path = tmp_path / "goals.csv"
    path.write_text(FILE, encoding="utf8")
    report = carry_out(world.ada, open_sources(path), Choices())

    assert [str(problem) for problem in report.sheets[0].problems()] == []
    assert {model: rows_of(model) for model in wanted} == wanted
    assert not Objective.objects.filter(pk__gt=goals.speed.pk).exclude(lineage=F("pk")).exists()
    assert not KeyResult.objects.filter(pk__gt=goals.rules.pk).exclude(lineage=F("pk")).exists()


def rows_of(model: type[models.Model]) -> list[str]:
    """All rows of a model, as far as they do not depend on when and in which order they were made."""
    return sorted(str(fields_of(row)) for row in model._default_manager.all())


def test_each_goal_is_told_and_the_log_stays_whole(world: World, goals: Goals, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text(FILE, encoding="utf8")
    before = Event.objects.count()
    carry_out(world.ada, open_sources(path), Choices())
    news = Event.objects.order_by("id")[before:].select_related("words")

    assert list(breaks()) == []
    assert [(event.verb, words_of(event)) for event in news] == [
        ("okr.objective_added", "Delight guests"),
        ("okr.objective_added", "Grow loyalty"),
        ("okr.objective_added", "Answer faster"),
        ("okr.key_result_added", "NPS"),
        ("okr.key_result_added", "Revenue"),
        ("okr.key_result_added", "Complaints"),
        ("okr.key_result_added", "First response"),
        ("okr.key_result_added", "Guide"),
        ("okr.checked_in", ""),
        ("okr.checked_in", ""),
        ("okr.checked_in", ""),
        ("okr.checked_in", ""),
        ("okr.checked_in", ""),
        ("exchange.imported", "goals.csv"),
    ]
    assert {event.surface for event in news} == {"import"}


def test_every_row_that_came_is_traced_to_its_event(world: World, goals: Goals, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text(FILE, encoding="utf8")
    carry_out(world.ada, open_sources(path), Choices())
    traces = Trace.objects.filter(import_of=Import.objects.get())

    assert [trace.act for trace in traces] == ["made"] * 13
    for trace in traces.exclude(event=None).exclude(subject_kind="okr.checkin"):
        event = Event.objects.get(pk=trace.event)
        assert (event.subject_kind, event.subject_id) == (trace.subject_kind, trace.subject_id)


def test_older_check_ins_join_the_history(world: World, goals: Goals, tmp_path: Path) -> None:
    check_in(world.ada, goals.median, value=Decimal(24), at=datetime(2026, 11, 10, tzinfo=UTC))
    path = tmp_path / "values.csv"
    lines = [f"{goals.median.label},2026-1{month}-0{day},{30 - day}" for month in (0, 1) for day in range(1, 9)]
    path.write_text("\n".join(["KR ID,Date,Value", *reversed(lines)]), encoding="utf8")
    carry_out(world.ada, open_sources(path), Choices())
    goals.median.refresh_from_db()

    assert (goals.median.value, goals.median.checked_in_at) == (Decimal(24), datetime(2026, 11, 10, tzinfo=UTC))
    assert (
        goals.median.series == ["26", "25", "24", "23", "22", "29", "28", "27", "26", "25", "24", "23", "22", "24"][1:]
    )


def test_questions_do_not_grow_with_the_rows(world: World, goals: Goals, tmp_path: Path) -> None:
    def asked(name: str, rows: int) -> int:
        path = tmp_path / f"{name}.csv"
        lines = [f"{name} {number // 2},KR {number},9,5,Q4 2026" for number in range(rows)]
        path.write_text("\n".join(["Objective,Key Result,Target,Current,Quarter", *lines]), encoding="utf8")
        sources = open_sources(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            carry_out(world.ada, sources, Choices())
        return len(queries)

    asked("warm", 2)
    assert asked("few", 6) == asked("many", 60)
