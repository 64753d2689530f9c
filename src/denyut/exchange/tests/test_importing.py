from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from denyut.exchange.importing import carry_out, preview
from denyut.exchange.lookup import Choices
from denyut.exchange.models import Import
from denyut.exchange.outcome import counted
from denyut.exchange.remembered import remembered
from denyut.exchange.reporting import Report
from denyut.exchange.sources import open_sources
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective, Visibility
from denyut.people.models import Department, Person
from denyut.spine.access import Refused
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.world import World

GOALS = """\
Objective,Key Result,Owner,Start Value,Target Value,Current Value,Quarter,Department
Grow loyalty,NPS,mei@example.com,31,50,38,Q4 2026,Customer Service
,Churn,bo@example.com,5.5,3.5,4.9,,
Answer faster,First response,Cem Arslan,45,15,30,Q1 2027,Moon
"""
CHECK_INS = """\
Date,Key Result,Owner,Current Value,Confidence,Notes
2026-10-12,NPS,Mei,33,Medium,survey
2026-10-19,NPS,Mei,36,,
2026-10-26,Churn,Bo,"4.9%",Low,
2026-10-26,Nothing,Bo,5,,
"""


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def bring_in(actor: Person, folder: Path, text: str, choices: Choices | None = None) -> Report:
    """Imports a text as a file."""
    path = folder / "goals.csv"
    path.write_text(text, encoding="utf8")
    return carry_out(actor, open_sources(path), choices or Choices())


def states(report: Report) -> dict[str, dict[str, int]]:
    """The counts that are not zero."""
    return {
        noun: {state: count for state, count in counts.items() if count}
        for noun, counts in counted(report.outcomes()).items()
        if any(counts.values())
    }


def test_goals_come_in_with_owners_departments_and_cycles(world: World, goals: Goals, tmp_path: Path) -> None:
    report = bring_in(world.ada, tmp_path, GOALS)

    assert states(report) == {"goals": {"new": 2}, "key_results": {"new": 3}}
    assert report.exit_code() == 0
    loyalty, faster = Objective.objects.filter(external_key__isnull=False).order_by("pk")
    assert (loyalty.cycle, loyalty.owner, loyalty.department) == (goals.quarter, world.mei, world.service)
    assert (faster.cycle.name, faster.cycle.starts_on, faster.owner) == ("Q1 2027", date(2027, 1, 1), world.cem)
    assert faster.department is None
    churn = KeyResult.objects.get(title="Churn")
    assert (churn.owner, churn.baseline, churn.target, churn.value) == (
        world.bo,
        Decimal("5.5"),
        Decimal("3.5"),
        Decimal("4.9"),
    )
    assert {note.code for sheet in report.sheets for note in sheet.notes} == {"unknown_department"}


def test_importing_again_changes_nothing(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    bring_in(world.ada, tmp_path, CHECK_INS)
    before = Event.objects.exclude(verb="exchange.imported").count()
    again = [bring_in(world.ada, tmp_path, text) for text in (GOALS, CHECK_INS)]

    assert states(again[0]) == {"goals": {"same": 2}, "key_results": {"same": 3}}
    assert states(again[1]) == {"check_ins": {"same": 3, "refused": 1}}
    assert Event.objects.exclude(verb="exchange.imported").count() == before


def test_what_people_said_since_is_not_undone_by_the_same_file(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    nps = KeyResult.objects.get(title="NPS")
    check_in(world.mei, nps, value=Decimal(45))
    again = bring_in(world.ada, tmp_path, GOALS)
    nps.refresh_from_db()

    assert (nps.value, states(again)["key_results"]) == (Decimal(45), {"same": 3})


def test_a_changed_file_changes_what_differs(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    changed = GOALS.replace("31,50,38", "31,60,40").replace("Cem Arslan", "dora@example.com")
    plan = preview(world.ada, open_sources(write(tmp_path, changed)), Choices())
    report = bring_in(world.ada, tmp_path, changed)

    assert (
        states(plan)
        == states(report)
        == {
            "goals": {"changed": 1, "same": 1},
            "key_results": {"changed": 2, "same": 1},
        }
    )
    assert [(one.title, one.fields) for one in report.outcomes() if one.state == "changed"] == [
        ("Answer faster", ("owner",)),
        ("NPS", ("target", "value")),
        ("First response", ("owner",)),
    ]
    assert [(one.title, one.fields) for one in plan.outcomes()] == [
        (one.title, one.fields) for one in report.outcomes()
    ]
    nps = KeyResult.objects.get(title="NPS")
    assert (nps.target, nps.value) == (Decimal(60), Decimal(40))


def test_a_value_that_comes_back_is_said_again(world: World, goals: Goals, tmp_path: Path) -> None:
    for current in ("38", "40", "38"):
        bring_in(world.ada, tmp_path, GOALS.replace("31,50,38", f"31,50,{current}"))

    said = CheckIn.objects.filter(key_result__title="NPS").order_by("id")
    assert [int(one.value) for one in said] == [38, 40, 38]


def test_a_preview_writes_nothing(world: World, goals: Goals, tmp_path: Path) -> None:
    before = Event.objects.count()
    report = preview(world.ada, open_sources(write(tmp_path, GOALS)), Choices())

    assert states(report) == {"goals": {"new": 2}, "key_results": {"new": 3}}
    assert (list(report.missing.cycles), list(report.missing.departments.values())) == (["q1 2027"], ["Moon"])
    assert (Event.objects.count(), Import.objects.count()) == (before, 0)


def test_check_ins_join_the_history_of_their_key_results(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    report = bring_in(world.ada, tmp_path, CHECK_INS)

    assert [str(problem) for sheet in report.sheets for problem in sheet.problems()] == [
        "Row 5: No key result is called “Nothing”."
    ]
    assert report.exit_code() == 1
    first = CheckIn.objects.filter(key_result__title="NPS").order_by("valid_at")[0]
    assert (first.valid_at, first.confidence, first.note) == (datetime(2026, 10, 12, 5, tzinfo=UTC), 50, "Mei: survey")
    assert KeyResult.objects.get(title="NPS").value == Decimal(38)


def test_a_check_in_is_never_changed(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    bring_in(world.ada, tmp_path, CHECK_INS)
    report = bring_in(world.ada, tmp_path, CHECK_INS.replace("Mei,33", "Mei,34"))

    assert [problem.code for problem in report.sheets[0].problems()] == ["check_in_is_kept", "unknown_key_result"]


def test_people_and_departments_are_created_on_request(world: World, goals: Goals, tmp_path: Path) -> None:
    text = GOALS.replace("Cem Arslan", "dina.sari@example.com")
    without = preview(world.ada, open_sources(write(tmp_path, text)), Choices())
    report = bring_in(world.ada, tmp_path, text, Choices(creates_people=True, creates_departments=True))

    assert list(without.missing.people) == ["dina.sari@example.com"]
    assert report.uncreated == []
    faster = Objective.objects.get(title="Answer faster")
    assert (faster.owner.name, faster.department) == ("Dina Sari", Department.objects.get(name="Moon"))
    assert not faster.owner.has_usable_password()


def test_without_a_request_the_goal_belongs_to_whoever_imports(world: World, goals: Goals, tmp_path: Path) -> None:
    report = bring_in(world.ada, tmp_path, GOALS.replace("Cem Arslan", "dina@example.com"))

    assert Objective.objects.get(title="Answer faster").owner == world.ada
    assert not Person.objects.filter(email="dina@example.com").exists()
    assert "unknown_owner" in {note.code for note in report.sheets[0].notes}


def test_what_may_not_be_created_is_told(world: World, goals: Goals, tmp_path: Path) -> None:
    report = bring_in(world.bo, tmp_path, GOALS, Choices(creates_departments=True))

    assert len(report.uncreated) == 2
    assert [problem.code for problem in report.sheets[0].problems()] == ["refused", "refused", "no_cycle"]
    assert states(report)["goals"] == {"new": 1, "refused": 1}


def test_no_cycles_are_created_against_the_will(world: World, goals: Goals, tmp_path: Path) -> None:
    report = bring_in(world.ada, tmp_path, GOALS, Choices(creates_cycles=False))

    assert [(problem.row_number, problem.code) for problem in report.sheets[0].problems()] == [(4, "no_cycle")]
    assert not Cycle.objects.filter(name="Q1 2027").exists()


def test_a_chosen_cycle_takes_all(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS, Choices(cycle=goals.quarter))

    assert set(Objective.objects.filter(external_key__isnull=False).values_list("cycle", flat=True)) == {
        goals.quarter.pk
    }


def test_cycles_are_found_by_days(world: World, goals: Goals, tmp_path: Path) -> None:
    text = "Goal,Start Date,End Date,Owner\nA,2026-10-05,2026-12-20,Mei\nB,2027-02-01,2027-03-01,Mei\n"
    bring_in(world.ada, tmp_path, text + "C,2027-02-01,2027-09-01,Mei\nD,,,Mei\n")
    found = {one.title: one.cycle.name for one in Objective.objects.filter(external_key__isnull=False)}

    assert found == {"A": "Q4 2026", "B": "Q1 2027", "C": "2027", "D": "Q4 2026"}
    assert {cycle.name: cycle.kind for cycle in Cycle.objects.all()} == {
        "Q4 2026": "quarter",
        "Q1 2027": "quarter",
        "2027": "year",
    }


def test_rows_without_a_cycle_are_refused_when_none_runs(world: World, tmp_path: Path) -> None:
    report = bring_in(world.ada, tmp_path, "Objective,Key Result,Target\nGrow,NPS,50\n")

    assert [(problem.row_number, problem.code) for problem in report.sheets[0].problems()] == [(2, "no_cycle_runs")]
    assert report.exit_code() == 2


def test_parents_are_there_before_children(world: World, goals: Goals, tmp_path: Path) -> None:
    text = "Objective,Aligned to,Owner\nSales,Company,Mei\nCompany,,Mei\nLost,Nowhere,Mei\nHen,Egg,Mei\nEgg,Hen,Mei\n"
    first, second = bring_in(world.ada, tmp_path, text), bring_in(world.ada, tmp_path, text)
    parents = {
        one.title: one.parent and one.parent.title for one in Objective.objects.filter(external_key__isnull=False)
    }

    assert (parents["Sales"], parents["Company"], parents["Lost"]) == ("Company", None, None)
    assert first.exit_code() == 0
    assert [note.row_number for note in first.sheets[0].notes if note.code == "unknown_parent"] == [4, 6]
    assert states(second) == {"goals": {"same": 5}}


def test_sources_keep_the_ids_of_two_programs_apart(world: World, goals: Goals, tmp_path: Path) -> None:
    one = "Objective ID,Objective,KR ID,Key Result,Target\n1,Grow,1,NPS,50\n"
    other = one.replace("Grow", "Shrink").replace("NPS", "Costs")
    bring_in(world.ada, tmp_path, one, Choices(source="a:"))
    bring_in(world.ada, tmp_path, other, Choices(source="b:"))
    report = bring_in(world.ada, tmp_path, "id,kr,date,value\n1,1,2026-11-01,7\n", Choices(source="b:"))

    assert states(report) == {"check_ins": {"new": 1}}
    assert {kr.external_key: kr.value for kr in KeyResult.objects.filter(external_key__isnull=False)} == {
        "a:1": None,
        "b:1": Decimal(7),
    }


def test_a_goal_that_one_may_not_see_is_left_alone(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    Objective.objects.update(visibility=Visibility.PRIVATE)
    report = bring_in(world.dora, tmp_path, GOALS)

    assert {problem.code for problem in report.sheets[0].problems()} == {"hidden"}
    assert report.exit_code() == 2


def test_rows_meet_the_same_rules_as_by_hand(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    report = bring_in(world.dora, tmp_path, GOALS.replace("31,50", "31,70"))
    shut(world.ada, goals.quarter)
    closed = bring_in(world.ada, tmp_path, GOALS.replace("31,50", "31,70"))

    assert [str(problem) for problem in report.sheets[0].problems()] == [
        "Row 2: Only Mei Lin, the department's lead or a manager above changes this objective."
    ]
    assert [str(problem) for problem in closed.sheets[0].problems()] == [
        "Row 2: The cycle Q4 2026 is closed. Its numbers stay as they are."
    ]


def test_an_auditor_imports_nothing(world: World, goals: Goals, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Auditors"):
        bring_in(world.aldo, tmp_path, GOALS)


def test_percent_and_zones_are_carried_onto_the_way(world: World, goals: Goals, tmp_path: Path) -> None:
    text = f"KR ID,Date,Zone\n{goals.median.label},2026-11-01,commit\n"
    report = bring_in(world.ada, tmp_path, text)
    goals.median.refresh_from_db()

    assert (states(report), goals.median.value) == ({"check_ins": {"new": 1}}, Decimal("26.4"))


def test_a_title_of_every_quarter_is_told_by_the_day(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS.replace("First response", "NPS").replace("Q1 2027", "Q3 2026"))
    bring_in(world.ada, tmp_path, "Date,Key Result,Value\n2026-10-12,NPS,33\n2026-08-12,NPS,40\n2026-01-12,NPS,40\n")

    said = CheckIn.objects.exclude(external_key__startswith="=").order_by("valid_at")
    assert [(one.key_result.objective.title, int(one.value)) for one in said] == [
        ("Answer faster", 40),
        ("Grow loyalty", 33),
    ]


def test_the_record_keeps_counts_reasons_and_corrections(world: World, goals: Goals, tmp_path: Path) -> None:
    path = write(tmp_path, "Foo,Bar,Baz\nGrow,NPS,50\nGrow,Churn,soon\n")
    corrections = {"objective_title": "Foo", "key_result_title": "Bar", "target": "Baz"}
    carry_out(world.ada, open_sources(path, changes=corrections), Choices())
    again = preview(world.ada, open_sources(path, remembered=remembered), Choices())

    done = Import.objects.get()
    assert (done.file_name, done.readings.get().corrections) == ("goals.csv", corrections)
    assert (done.counts["key_results"]["new"], done.finished_at) == (1, TODAY)
    assert [problem["row"] for problem in done.problems] == [3]
    assert states(again) == {"goals": {"same": 1}, "key_results": {"same": 1, "refused": 1}}
    assert Event.objects.get(verb="exchange.imported").surface == "import"


def test_progress_is_told_up_to_the_end(world: World, goals: Goals, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"Grow {number // 5},KR {number},50,7\n" for number in range(600))
    path = write(tmp_path, f"Objective,Key Result,Target,Current\n{rows}")
    carry_out(world.ada, open_sources(path), Choices(), lambda done, total: told.append((done, total)))

    assert told == [(done, 1320) for done in (120, 320, 520, 720, 920, 1120, 1320)]


def write(folder: Path, text: str) -> Path:
    """A text as a file."""
    path = folder / "goals.csv"
    path.write_text(text, encoding="utf8")
    return path


def test_a_current_value_that_the_history_has_is_not_said_twice(world: World, goals: Goals, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOALS, encoding="utf8")
    (tmp_path / "b.csv").write_text(CHECK_INS.replace("Mei,36", "Mei,38"), encoding="utf8")
    sources = [*open_sources(tmp_path / "a.csv"), *open_sources(tmp_path / "b.csv")]
    carry_out(world.ada, sources, Choices())

    assert [int(one.value) for one in CheckIn.objects.filter(key_result__title="NPS").order_by("id")] == [33, 38]


def test_a_current_value_of_a_cycle_that_is_over_holds_for_its_last_day(
    world: World, goals: Goals, tmp_path: Path
) -> None:
    bring_in(world.ada, tmp_path, GOALS.replace("Q1 2027", "Q3 2026"))

    said = CheckIn.objects.get(key_result__title="First response")
    assert said.valid_at == datetime(2026, 9, 30, 5, tzinfo=UTC)


def test_promised_numbers_take_a_reason_a_day_later(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, GOALS)
    changed = write(tmp_path, GOALS.replace("31,50,38", "31,60,38"))
    with time_machine.travel(TODAY + timedelta(days=3), tick=False):
        sources = open_sources(changed)
        plans = [preview(world.ada, sources, Choices(reason=reason)) for reason in ("", "market")]
        report = carry_out(world.ada, sources, Choices())
        again = carry_out(world.ada, sources, Choices(reason="market"))

    assert [[problem.code for problem in plan.sheets[0].problems()] for plan in plans] == [["needs_reason"], []]
    assert [str(problem) for problem in report.sheets[0].problems()] == [
        "Row 2: This goal was promised more than a day ago. Say why it changes: market, resources, strategy, an error or"
        " learning."
    ]
    assert states(again)["key_results"] == {"changed": 1, "same": 2}
    assert KeyResult.objects.get(title="NPS").target == Decimal(60)


def test_the_ids_of_two_programs_do_not_meet(world: World, goals: Goals, tmp_path: Path) -> None:
    puzzle = "key_result.key_result_type,key_result.baseline,key_result.stretch_goal,key_result.id,key_result.title"
    replit = "id_kr,id_obj,texto,meta,inicial"
    bring_in(world.ada, tmp_path, f"{puzzle},key_result.objective_id\nmetric,31,50,1,NPS,1\n")
    bring_in(world.ada, tmp_path, f"{replit}\n1,1,Visitas,100,0\n")
    bring_in(world.ada, tmp_path, "id_atualizacao,id_kr,atual,data\n1,1,40,2026-11-01\n")

    assert dict(KeyResult.objects.filter(external_key__isnull=False).values_list("external_key", "value")) == {
        "puzzle okr:1": None,
        "okr replit:1": Decimal(40),
    }


def test_weights_of_some_key_results_leave_the_rest_to_the_others(world: World, goals: Goals, tmp_path: Path) -> None:
    bring_in(world.ada, tmp_path, "Objective,Key Result,Target,Weight\nGrow,A,9,50%\n,B,9,\n,C,9,\n,D,9,0\n")

    assert [str(kr.weight) for kr in KeyResult.objects.filter(objective__title="Grow")] == [
        "0.500",
        "0.250",
        "0.250",
        "0.000",
    ]
