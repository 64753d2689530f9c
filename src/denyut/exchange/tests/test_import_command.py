import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from denyut.exchange.models import Import
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult, Objective
from denyut.spine.events import Via
from tests.goals import TODAY, Goals
from tests.world import World

GOALS = (
    "Objective;Key Result;Owner;Start Value;Target Value;Score;Quarter\n"
    "Grow;NPS;mei@example.com;31,5;50;;Q4 2026\n;Churn;;viel;3;;\n"
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "goals.csv"
    path.write_text(GOALS, encoding="cp1252")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    """The command's exit code, output and errors."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def refusal(*arguments: object) -> tuple[int, str]:
    """The exit code and sentence of a command that could not start."""
    with pytest.raises(CommandError) as error:
        call_command("import", *map(str, arguments), stdout=StringIO(), stderr=StringIO())
    return error.value.returncode, str(error.value)


def test_the_mapping_the_plan_and_the_result_are_shown(world: World, goals: Goals, path: Path) -> None:
    code, out, err = run(path, "--yes")

    assert code == 1
    assert "Start value D Start Value 55% known name 31,5" in " ".join(out.split())
    assert "Not imported: Score" in out
    assert "numbers=1.234,5" in out
    assert "Row 3: “viel” in the column “Start Value” is not a number." in out
    assert err == "50 % (1/2)\n100 % (2/2)\n"
    assert Objective.objects.get(title="Grow").owner == world.mei


def test_a_dry_run_writes_nothing(world: World, goals: Goals, path: Path) -> None:
    code, out, _err = run(path, "--dry-run")

    assert (code, Objective.objects.filter(title="Grow").exists()) == (1, False)
    assert "Row 3" in out


def test_again_says_that_nothing_changed(world: World, goals: Goals, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("Objective,Key Result,Target\nGrow,NPS,50\n")

    assert run(path, "--yes")[0] == 0
    code, out, _err = run(path, "--yes")
    assert (code, out.splitlines()[-1]) == (0, "Nothing changed: all of it was here already.")


def test_nothing_is_imported_without_a_yes(
    world: World, goals: Goals, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())

    assert refusal(path) == (2, "Nothing was imported. Add --yes to import, or --dry-run to look only.")


def test_all_rows_refused_is_exit_code_two_with_every_reason(world: World, goals: Goals, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Objective,Key Result,Target\nGrow,NPS,a lot\nGrow,Churn,some\n")
    code, out, _err = run(path, "--yes")

    assert code == 2
    assert "Row 2: “a lot” in the column “Target” is not a number." in out
    assert "Row 3: “some” in the column “Target” is not a number." in out


def test_nonsense_columns(world: World, goals: Goals, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Foo,Bar\n1,2\n")
    code, out, _err = run(path, "--yes")

    assert code == 2
    assert "Found: Foo, Bar. Needed: Objective / Objective ID / Key result." in out


def test_a_saved_mapping_reads_the_next_file(world: World, goals: Goals, tmp_path: Path) -> None:
    path, saved = tmp_path / "odd.csv", tmp_path / "map.json"
    path.write_text("Foo,Bar,Baz\nGrow,NPS,50\n")
    run(path, "--map", "objective_title=Foo,key_result_title=B,target=Baz", "--save-map", saved, "--dry-run")
    code, _out, _err = run(path, "--map", saved, "--yes")

    assert (code, KeyResult.objects.get(title="NPS").target) == (0, 50)


def test_the_report_has_a_line_for_each_row(world: World, goals: Goals, path: Path, tmp_path: Path) -> None:
    path.write_text(GOALS.replace("NPS", "=NPS"))
    run(path, "--yes", "--report", tmp_path / "report.csv")
    rows = list(csv.reader((tmp_path / "report.csv").open(encoding="utf-8-sig")))

    assert rows == [
        ["sheet", "row", "what", "state", "title", "fields", "reason"],
        ["goals", "3", "key_results", "refused", "", "", "“viel” in the column “Start Value” is not a number."],
        ["goals", "2", "goals", "new", "Grow", "", ""],
        ["goals", "2", "key_results", "new", "'=NPS", "", ""],
    ]


def test_the_cycle_can_be_chosen(world: World, goals: Goals, path: Path) -> None:
    run(path, "--yes", "--cycle", "Q4 2026", "--as", "cem@example.com")

    assert Objective.objects.get(title="Grow").cycle == goals.quarter


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--as", "nobody@example.com"], "There is no account for nobody@example.com."),
        (["--cycle", "Q9"], "There is no cycle “Q9”."),
        (["--sheet", "7"], "There is no sheet “7”. There are: 1 goals."),
        (["--map", "nothing=B"], "“nothing” is not a field."),
    ],
)
def test_what_is_not_there(world: World, goals: Goals, path: Path, arguments: list[str], sentence: str) -> None:
    assert refusal(path, "--yes", *arguments) == (2, sentence)


def test_files_that_can_not_be_read(world: World, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()

    assert refusal(tmp_path / "empty.csv") == (2, "The file is empty.")
    assert refusal(tmp_path / "none.csv") == (2, f"There is no file {tmp_path / 'none.csv'}.")


def test_two_administrators_have_to_say_who_it_is(world: World, goals: Goals, path: Path) -> None:
    world.cem.role = "administrator"
    world.cem.save(update_fields=["role"])

    assert refusal(path, "--yes") == (2, "Say who does it: --as EMAIL.")


def test_an_auditor_is_refused_with_the_reason(world: World, goals: Goals, path: Path) -> None:
    assert refusal(path, "--yes", "--as", "aldo@example.com") == (2, "Auditors read everything and change nothing.")


def test_an_import_is_listed_and_undone_by_its_number(world: World, goals: Goals, path: Path) -> None:
    _code, out, _err = run(path, "--yes")
    number = Import.objects.get().pk
    _code, past, _err = run("--past")
    code, undone, _err = run("--undo", number)

    assert f"This was import {number}." in out
    assert past.splitlines()[1].split() == [str(number), "2026-11-15", "Ada", "Pratiwi", "goals.csv", "1", "1", "0"]
    assert (code, undone) == (0, f"Import {number} is undone.\n")
    assert not Objective.objects.filter(title="Grow").exists()
    assert "undone" in run("--past")[1]


def test_what_stays_is_told_when_an_import_is_undone(world: World, goals: Goals, path: Path) -> None:
    run(path, "--yes")
    check_in.via(Via("web"))(world.mei, KeyResult.objects.get(title="NPS"), value=Decimal(40))
    code, out, _err = run("--undo", Import.objects.get().pk)

    assert code == 1
    assert "“NPS” stays: Somebody has worked on it since." in out


def test_only_imports_that_one_may_see_are_undone(world: World, goals: Goals, path: Path) -> None:
    run(path, "--yes")
    number = Import.objects.get().pk

    assert refusal("--undo", number, "--as", "mei@example.com") == (2, f"There is no import {number}. See --past.")
    assert refusal("--undo", number, "--as", "aldo@example.com")[0] == 2
    assert refusal("--yes") == (2, "Say which file to import.")


def test_the_program_is_named(world: World, goals: Goals, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("id_obj,texto,responsavel,data\n1,Crescer,Mei Lin,2026-10-05\n")

    assert "  This looks like an export of OKR Replit.\n" in run(path, "--dry-run")[1]
