from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from denyut.exchange.actions import open_record, undo_import
from denyut.exchange.importing import carry_out
from denyut.exchange.lookup import Choices
from denyut.exchange.models import Import
from denyut.exchange.sources import open_sources
from denyut.exchange.tests.goals_told import told
from denyut.okr.actions import add_key_result, change_key_result, check_in, share_out
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective
from denyut.people.models import Department, Person
from denyut.spine.access import Conflict, Refused
from denyut.spine.events import Via, breaks
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World

WEB = Via("web")
GOALS = """\
Objective,Key Result,Owner,Start Value,Target Value,Current Value,Quarter,Department,Aligned to
Delight guests,,cem@example.com,,,,Q4 2026,,
Grow loyalty,NPS,mei@example.com,31,50,38,Q4 2026,Customer Service,Delight guests
,Churn,bo@example.com,5.5,3.5,4.9,,,
Answer faster,First response,dina@example.com,45,15,30,Q1 2027,Moon,
"""
ALL = Choices(creates_people=True, creates_departments=True)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def bring_in(actor: Person, folder: Path, text: str, choices: Choices = ALL) -> Import:
    """Imports a text as a file."""
    path = folder / "goals.csv"
    path.write_text(text, encoding="utf8")
    done = carry_out(actor, open_sources(path), choices).record
    assert done is not None
    return done


def shape_of_all() -> list[object]:
    """All goals of the workspace with what an import could have moved."""
    return [
        *Objective.objects.order_by("id").values_list("id", "title", "progress", "weight", "parent", "state"),
        *KeyResult.objects.order_by("id").values_list(
            "id", "title", "target", "value", "progress", "weight", "checked_in_at", "series", "confidence"
        ),
        *CheckIn.objects.order_by("id").values_list("id", "value"),
        *Cycle.objects.values_list("name"),
        *Department.objects.without_tree_fields().values_list("name"),
        *Person.objects.order_by("id").values_list("email"),
    ]


def test_all_that_an_import_made_goes_when_nobody_touched_it(world: World, goals: Goals, tmp_path: Path) -> None:
    before = shape_of_all()
    done = undo_import(world.ada, bring_in(world.ada, tmp_path, GOALS))

    assert shape_of_all() == before
    assert (done.undone_by, done.undoing) == (world.ada, [])
    assert list(breaks()) == []
    assert list(Event.objects.filter(verb__startswith="exchange.").order_by("id").values_list("verb", flat=True)) == [
        "exchange.imported",
        *["exchange.key_result_taken_back"] * 3,
        *["exchange.objective_taken_back"] * 3,
        "exchange.undone",
    ]


def test_undoing_again_changes_nothing(world: World, goals: Goals, tmp_path: Path) -> None:
    done = undo_import(world.ada, bring_in(world.ada, tmp_path, GOALS))
    before = Event.objects.count()

    assert undo_import(world.ada, done).undone_at == done.undone_at
    assert Event.objects.count() == before


def test_the_file_can_be_imported_anew(world: World, goals: Goals, tmp_path: Path) -> None:
    first = bring_in(world.ada, tmp_path, GOALS)
    lines = told()
    undo_import(world.ada, first)
    bring_in(world.ada, tmp_path, GOALS)

    assert told() == lines


def test_what_somebody_touched_stays_with_what_it_needs(world: World, goals: Goals, tmp_path: Path) -> None:
    done = bring_in(world.ada, tmp_path, GOALS)
    check_in.via(WEB)(world.mei, KeyResult.objects.get(title="NPS"), value=Decimal(40))
    done = undo_import(world.ada, done)

    assert told().splitlines() == [
        "Delight guests, Q4 2026, Cem",
        "Grow loyalty, Q4 2026, Mei, Customer Service, serves Delight guests",
        "- NPS, Mei: metric 31 → 50 at 40",
        "    2026-11-15 40",
    ]
    assert [(one["kind"], one["title"], one["reason"]) for one in done.undoing] == [
        ("okr.objective", "Grow loyalty", "A key result or an objective below it stays."),
        ("okr.objective", "Delight guests", "A key result or an objective below it stays."),
        ("okr.keyresult", "NPS", "Somebody has worked on it since."),
    ]
    nps = KeyResult.objects.get(title="NPS")
    assert (nps.weight, nps.objective.progress) == (Decimal(1), Decimal("0.4737"))


def test_what_others_hung_on_it_stays(world: World, goals: Goals, tmp_path: Path) -> None:
    done = bring_in(world.ada, tmp_path, GOALS)
    faster = Objective.objects.get(title="Answer faster")
    add_key_result.via(WEB)(world.ada, faster, title="Rules", target=Decimal(12))
    done = undo_import(world.ada, done)

    assert [kr.title for kr in KeyResult.objects.filter(objective=faster)] == ["Rules"]
    assert {(one["kind"], one["title"]) for one in done.undoing} == {
        ("okr.objective", "Answer faster"),
        ("okr.cycle", "Q1 2027"),
        ("people.department", "Moon"),
        ("people.person", "Dina"),
    }


def test_changed_fields_come_back(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    before = shape_of_all()
    changed = GOALS.replace("31,50,38", "31,60,40").replace("cem@example.com", "dora@example.com")
    second = bring_in(world.ada, tmp_path, changed.replace("Answer faster,First", "Answer faster,Second"))
    assert KeyResult.objects.get(title="NPS").target == Decimal(60)
    second = undo_import(world.ada, second)

    assert (second.undoing, shape_of_all()) == ([], before)
    assert Objective.objects.get(title="Delight guests").owner == world.cem


def test_a_field_that_changed_since_stays(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    second = bring_in(world.ada, tmp_path, GOALS.replace("31,50,38", "30,60,38"))
    nps = KeyResult.objects.get(title="NPS")
    change_key_result.via(WEB)(world.mei, nps, title="NPS", baseline=Decimal(30), target=Decimal(70))
    second = undo_import(world.ada, second)
    nps.refresh_from_db()

    assert (nps.baseline, nps.target) == (Decimal(31), Decimal(70))
    assert [(one["title"], one["reason"]) for one in second.undoing] == [("NPS", "Somebody has changed it since.")]


def test_weights_and_states_come_back(world: World, goals: Goals, tmp_path: Path) -> None:
    text = "Objective,Key Result,Target,Weight,Objective status,Quarter\nGrow,NPS,50,{a},{s},Q4 2026\n,Churn,3,{b},,\n"
    bring_in(world.ada, tmp_path, text.format(a="", b="", s=""))
    before = shape_of_all()
    second = bring_in(world.ada, tmp_path, text.format(a=70, b=30, s="Paused"))
    grow = Objective.objects.get(title="Grow")
    assert (grow.state, [str(kr.weight) for kr in grow.key_results.all()]) == ("paused", ["0.700", "0.300"])
    second = undo_import(world.ada, second)

    assert (second.undoing, shape_of_all()) == ([], before)


def test_check_ins_on_goals_that_were_there_go(world: World, goals: Goals, tmp_path: Path) -> None:
    check_in(world.ada, goals.median, value=Decimal(27), confidence=60, at=TODAY - timedelta(days=9))
    before = shape_of_all()
    rows = "KR ID,Date,Value,Confidence\n{0},2026-11-01,29,4\n{0},2026-11-10,24,8\n"
    done = bring_in(world.ada, tmp_path, rows.format(goals.median.label))
    goals.median.refresh_from_db()
    assert (goals.median.value, goals.median.confidence) == (Decimal(24), 80)
    undo_import(world.ada, done)

    assert shape_of_all() == before


def test_a_closed_cycle_keeps_its_numbers(world: World, goals: Goals, tmp_path: Path) -> None:
    done = bring_in(world.ada, tmp_path, GOALS)
    Cycle.objects.filter(pk=goals.quarter.pk).update(closed_at=TODAY)
    done = undo_import(world.ada, done)

    assert Objective.objects.filter(title="Grow loyalty").exists()
    assert not Objective.objects.filter(title="Answer faster").exists()
    assert {one["reason"] for one in done.undoing} == {"Its cycle is closed."}


def test_only_the_importer_and_administrators_undo(world: World, goals: Goals, tmp_path: Path) -> None:
    text = "Objective,Key Result,Target,Department,Quarter\nGrow,NPS,50,Customer Service,Q4 2026\n"
    done = bring_in(world.cem, tmp_path, text, Choices())
    for stranger in (world.mei, world.aldo):
        with pytest.raises(Refused):
            undo_import(stranger, done)

    assert Objective.objects.filter(title="Grow").exists()
    undo_import(world.cem, done)
    assert not Objective.objects.filter(title="Grow").exists()


def test_a_running_import_is_not_undone_but_one_that_broke_is(world: World, goals: Goals) -> None:
    done = open_record(world.ada, file_name="goals.csv")
    with pytest.raises(Conflict, match="still runs"):
        undo_import(world.ada, done)
    Import.objects.update(at=TODAY - timedelta(hours=1))

    assert undo_import(world.ada, done).is_undone


def test_what_was_weighed_by_hand_since_stays(world: World, goals: Goals, tmp_path: Path) -> None:
    done = bring_in(world.ada, tmp_path, GOALS)
    loyalty = Objective.objects.get(title="Grow loyalty")
    share_out.via(WEB)(world.ada, loyalty, weights=[Decimal("0.8"), Decimal("0.2")])
    done = undo_import(world.ada, done)

    assert ("Grow loyalty", "Somebody has worked on it since.") in [
        (one["title"], one["reason"]) for one in done.undoing
    ]
