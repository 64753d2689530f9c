import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from denyut.exchange.actions import undo_import
from denyut.exchange.actions.rolling import roll_up
from denyut.exchange.complete.forms import FORMS
from denyut.exchange.complete.gathering import gathered
from denyut.exchange.complete.tables import TABLES
from denyut.exchange.importing import carry_out, preview
from denyut.exchange.lookup import Choices
from denyut.exchange.outcome import counted
from denyut.exchange.sources import open_sources
from denyut.exchange.tests.whole_goals import furnish, lose_everything
from denyut.matters.actions import close_blocker
from denyut.matters.models import Blocker, Decision
from denyut.okr.actions import check_in
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY + timedelta(days=4), tick=False):
        yield


@pytest.fixture
def rich(world: World, goals: Goals) -> Goals:
    furnish(world, goals)
    return goals


def export(viewer: Person, folder: Path, form: str, name: str = "goals") -> Path:
    path = folder / f"{name}{FORMS[form].ending}"
    with path.open("wb") as file:
        FORMS[form].write(gathered(viewer).rows, file)
    return path


def states(report: object) -> dict[str, int]:
    """How many rows are in each state."""
    counts = counted(report.outcomes())  # type: ignore[attr-defined]
    return {
        state: n for state in ("new", "changed", "same", "refused") if (n := sum(c[state] for c in counts.values()))
    }


def test_the_fixture_fills_every_table(world: World, rich: Goals) -> None:
    rows = gathered(world.ada).rows
    assert {name: bool(rows[name]) for name in TABLES} == dict.fromkeys(TABLES, True)
    assert {row["kind"] for row in rows["key_results"]} >= {"metric", "range", "learning"}


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_workspace_gets_the_same_goals(world: World, rich: Goals, tmp_path: Path, form: str) -> None:
    before = export(world.ada, tmp_path, form)
    lose_everything()
    report = carry_out(world.ada, open_sources(before), Choices())
    assert [str(problem) for sheet in report.sheets for problem in [*sheet.problems(), *sheet.notes]] == []
    after = export(world.ada, tmp_path, form, "again")
    was, now = FORMS[form].read(before)[1], FORMS[form].read(after)[1]
    assert now == was
    assert after.read_bytes() == before.read_bytes()


def test_votes_and_moods_stay_secret(world: World, rich: Goals) -> None:
    told = {viewer: gathered(viewer).rows for viewer in (world.ada, world.bo, world.mei)}
    assert [[(row["person"], row["confidence"]) for row in rows["votes"]] for rows in told.values()] == [
        [(world.ada.email, 70)],
        [(world.bo.email, 30)],
        [],
    ]
    assert {"mood" in row for row in told[world.mei]["weeks"]} == {False}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_workspace_stays_as_it_is(world: World, rich: Goals, tmp_path: Path, form: str) -> None:
    path = export(world.ada, tmp_path, form)
    assert set(states(preview(world.ada, open_sources(path), Choices()))) == {"same"}
    assert set(states(carry_out(world.ada, open_sources(path), Choices()))) == {"same"}
    assert export(world.ada, tmp_path, form, "again").read_bytes() == path.read_bytes()


def test_an_import_is_taken_back_as_a_whole(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    lose_everything()
    nothing = export(world.ada, tmp_path, "json", "nothing").read_bytes()
    done = carry_out(world.ada, open_sources(path), Choices()).record
    assert done is not None
    assert undo_import(world.ada, done).undoing == []
    assert export(world.ada, tmp_path, "json", "after").read_bytes() == nothing
    assert states(carry_out(world.ada, open_sources(path), Choices())).keys() == {"new"}
    assert export(world.ada, tmp_path, "json", "again").read_bytes() == path.read_bytes()


def test_an_undo_leaves_alone_what_people_went_on_with(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    lose_everything()
    done = carry_out(world.ada, open_sources(path), Choices()).record
    close_blocker(world.cem, Blocker.objects.get(), resolution="It came again.")
    assert {left["title"] for left in undo_import(world.ada, done).undoing} >= {"-Median first response"}
    assert (Blocker.objects.count(), Decision.objects.count()) == (1, 0)


def test_what_is_gone_comes_back_and_what_changed_stays(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    parcels = KeyResult.objects.get(title="Parcels")
    parcels.edges_out.all().delete()
    parcels.delete()
    Objective.objects.filter(title="Pack in a day").update(title="Pack in an hour")
    report = carry_out(world.ada, open_sources(path), Choices())
    counts = counted(report.outcomes())
    assert (counts["key_results"]["new"], counts["goals"]["refused"], counts["details"]["new"]) == (1, 1, 1)
    assert [str(problem) for sheet in report.sheets for problem in sheet.problems()] == [
        "Row 5: This is here already, and not the same: title. What is here stays as it is."
    ]
    again = KeyResult.objects.get(title="Parcels")
    assert (again.objective.title, again.weight, again.owner) == ("Pack in an hour", 1, world.dora)


def test_a_check_in_that_is_missing_moves_its_key_result(world: World, rich: Goals, tmp_path: Path) -> None:
    kr = KeyResult.objects.get(title="Rent")
    said = check_in(world.mei, kr, value=Decimal(5000), confidence=40, note="Seen")
    path = export(world.ada, tmp_path, "json")
    said.delete()
    KeyResult.objects.filter(pk=kr.pk).update(value=None, progress=0, confidence=None, checked_in_at=None, series=[])
    carry_out(world.ada, open_sources(path), Choices())
    kr.refresh_from_db()
    again = kr.check_ins.get()
    assert (kr.value, kr.confidence, again.author, again.note) == (Decimal(5000), 40, world.mei, "Seen")
    assert export(world.ada, tmp_path, "json", "again").exists()


def changed(path: Path, table: str, **fields: object) -> Path:
    """The file with other words in the first row of a table."""
    told = json.loads(path.read_text())
    told[table][0] |= fields
    path.write_text(json.dumps(told))
    return path


@pytest.mark.parametrize(
    ("table", "fields", "reason"),
    [
        ("objectives", {"owner": "nobody@example.com"}, "Nobody here has the address “nobody@example.com”."),
        ("objectives", {"department": "Moon / Dark side"}, "There is no department “Moon / Dark side”."),
        ("objectives", {"state": "lost"}, "“lost” is nothing that the column “state” can hold."),
        ("objectives", {"cycle": "Q9"}, "“Q9”, to which this row belongs, is not here."),
        ("key_results", {"setup": {"low": "deep"}}, "is nothing that the column “setup” can hold."),
        ("cycles", {"ends_on": "2020-01-01"}, "The end date 2020-01-01 is before the start date"),
        ("edges", {"from_objective": None}, "is nothing that the column “from objective” can hold."),
        ("revisions", {"changes": {"target": "18"}}, "is nothing that the column “changes” can hold."),
        ("check_ins", {"author": "nobody@example.com"}, "Nobody here has the address “nobody@example.com”."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_alone(
    world: World, rich: Goals, tmp_path: Path, table: str, fields: dict[str, object], reason: str
) -> None:
    path = changed(export(world.ada, tmp_path, "json"), table, **fields)
    lose_everything()
    looked = preview(world.ada, open_sources(path), Choices())
    done = carry_out(world.ada, open_sources(path), Choices())
    told = [[str(p) for sheet in report.sheets for p in sheet.problems()] for report in (looked, done)]
    assert told[0] == told[1]
    assert reason in next(text for text in told[1] if text.startswith("Row 2: "))
    assert states(done)["new"] > 0


def test_those_who_are_missing_are_created_when_asked(world: World, rich: Goals, tmp_path: Path) -> None:
    path = changed(
        export(world.ada, tmp_path, "json"), "objectives", owner="new@example.com", department="Moon / Dark side"
    )
    lose_everything()
    wanted = Choices(creates_people=True, creates_departments=True)
    looked = preview(world.ada, open_sources(path), wanted)
    done = carry_out(world.ada, open_sources(path), wanted)
    assert states(looked) == states(done)
    first = Objective.objects.order_by("id")[0]
    assert (first.owner.email, first.department.name, first.department.parent.name) == (
        "new@example.com",
        "Dark side",
        "Moon",
    )


def test_a_closed_cycle_takes_nothing_in(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    told = json.loads(path.read_text())
    old = next(row for row in told["objectives"] if row["cycle"] == "Q3 2026")
    told["objectives"].append({**old, "key": "other", "title": "Late"})
    path.write_text(json.dumps(told))
    (problem,) = [p for sheet in preview(world.ada, open_sources(path), Choices()).sheets for p in sheet.problems()]
    assert "“Q3 2026” belongs to a closed cycle." in str(problem)
    carry_out(world.ada, open_sources(path), Choices())
    assert not Objective.objects.filter(title="Late").exists()


def test_goals_that_serve_each_other_in_a_circle_stand_alone(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    told = json.loads(path.read_text())
    one, two = told["objectives"][:2]
    one["parent"], two["parent"] = two["key"], one["key"]
    path.write_text(json.dumps(told))
    lose_everything()
    report = carry_out(world.ada, open_sources(path), Choices())
    assert [str(note) for sheet in report.sheets for note in sheet.notes] == [
        "Row 2: Its objectives serve each other in a circle, so it stands alone.",
        "Row 3: Its objectives serve each other in a circle, so it stands alone.",
    ]
    assert [goal.parent for goal in Objective.objects.order_by("id")[:2]] == [None, None]


def test_a_row_that_is_there_twice_comes_once(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    told = json.loads(path.read_text())
    for table in ("cycles", "objectives", "check_ins"):
        told[table].append(told[table][0])
    path.write_text(json.dumps(told))
    lose_everything()
    report = carry_out(world.ada, open_sources(path), Choices())
    assert states(report)["refused"] == 3
    assert {p.code for sheet in report.sheets for p in sheet.problems()} == {"repeated_row"}


def test_goals_are_known_in_a_cycle_of_another_name(world: World, rich: Goals, tmp_path: Path) -> None:
    path = export(world.ada, tmp_path, "json")
    count = Objective.objects.count()
    Cycle.objects.filter(pk=rich.quarter.pk).update(name="Last quarter")
    report = carry_out(world.ada, open_sources(path), Choices())
    counts = counted(report.outcomes())
    assert (Objective.objects.count(), counts["goals"]["new"], counts["check_ins"]["new"]) == (count, 0, 0)


def test_what_rolls_up_stops_at_a_closed_cycle(world: World, goals: Goals) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(progress=Decimal("0.5"))
    Cycle.objects.filter(pk=goals.quarter.pk).update(closed_at=TODAY)
    assert roll_up([goals.speed.pk, goals.company.pk]) == []
    assert Objective.objects.get(pk=goals.speed.pk).progress == Decimal("0.5")
    Cycle.objects.filter(pk=goals.quarter.pk).update(closed_at=None)
    assert goals.speed.pk in dict(roll_up([goals.speed.pk]))
