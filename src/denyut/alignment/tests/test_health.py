"""Each seeded defect is found; a finding that was left alone stays so until its inputs change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.alignment.actions import dismiss_finding, restore_finding, take_stance
from denyut.alignment.health.checkup import checkup
from denyut.alignment.health.findings import CODES, Code, Finding
from denyut.alignment.models import Dismissal
from denyut.chat.actions import open_room, say
from denyut.chat.models import Line, Mention
from denyut.metrics.models import Indicator
from denyut.okr.actions import (
    add_initiative,
    add_key_result,
    add_objective,
    check_in,
    finish_initiative,
    open_cycle,
    propose_edge,
)
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere, Refused
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_the_quarter() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def town(world: World, goals: Goals) -> "Town":
    """The small company with a goal of the warehouse, and nothing to find but what the quarter's own goals lack."""
    KeyResult.objects.update(source="Help desk", baseline_on=date(2026, 9, 30))
    stock = add_objective(
        world.dora, goals.quarter, title="Shelves are full", department=world.warehouse, parent=goals.company
    )
    return Town(world, goals, stock)


@dataclass
class Town:
    world: World
    goals: Goals
    stock: Objective

    def measure(self, objective: Objective, title: str, **words: object) -> KeyResult:
        fields = {"source": "Stock system", "baseline_on": date(2026, 9, 30), "owner": self.world.dora, **words}
        return add_key_result(self.world.ada, objective, title=title, **fields)  # type: ignore[arg-type]


def change(one: KeyResult | Objective, **fields: object) -> None:
    type(one).objects.filter(pk=one.pk).update(**fields)


@dataclass
class Seed:
    """A defect: how it is put in, what is found, and how its inputs change."""

    code: Code
    plant: Callable[[Town], KeyResult | Objective | Person | Indicator]
    alter: Callable[[Town], object]


def orphan(town: Town) -> Objective:
    change(town.stock, parent=None)
    return town.stock


def childless_objective(town: Town) -> Objective:
    return add_objective(town.world.ada, town.goals.quarter, title="Be known", level="company")


def childless_key_result(town: Town) -> KeyResult:
    return town.measure(town.goals.company, "Customers who come back", unit="%", target=Decimal(60))


def one_owner(town: Town) -> KeyResult:
    told = town.measure(town.goals.speed, "Told in time", unit="%", target=Decimal(90))
    packed = town.measure(town.stock, "Packed in time", unit="%", target=Decimal(95))
    propose_edge(town.world.ada, kind="contributes", from_key_result=told, to_key_result=packed)
    return packed


def ends_late(town: Town) -> Objective:
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31)}
    month = open_cycle(town.world.ada, name="Oct", kind="month", **days)
    early = add_objective(town.world.ada, month, title="A good start")
    propose_edge(town.world.ada, from_objective=town.stock, to_objective=early)
    return town.stock


def due_outside(town: Town) -> KeyResult:
    kr = town.measure(town.stock, "Full shelves", unit="shelves", due_on=date(2026, 12, 20))
    Cycle.objects.update(ends_on=date(2026, 12, 15))
    return kr


def opposing(town: Town) -> KeyResult:
    more = town.measure(town.goals.speed, "Increase basket size", unit="items", baseline=Decimal(2), target=Decimal(4))
    town.measure(town.stock, "Reduce basket size", unit="items", baseline=Decimal(4), target=Decimal(2))
    return more


def conflict(town: Town) -> Objective:
    propose_edge(town.world.ada, kind="conflicts", from_objective=town.stock, to_objective=town.goals.speed)
    return town.stock


def double(town: Town) -> KeyResult:
    median = town.goals.median
    propose_edge(town.world.ada, kind="contributes", from_key_result=median, to_objective=town.goals.company)
    return median


def a_third_way(town: Town) -> None:
    median = town.goals.median
    propose_edge(town.world.ada, kind="contributes", from_key_result=median, to_objective=town.stock)


def no_engine(town: Town) -> KeyResult:
    change(town.goals.median, made_at=TODAY - timedelta(days=7))
    change(town.goals.speed, published_at=TODAY - timedelta(days=7))
    return town.goals.median


def silent(town: Town, days: int = 30) -> Objective:
    then = TODAY - timedelta(days=days)
    change(town.stock, published_at=then, made_at=then)
    Event.objects.filter(subject_kind="okr.objective", subject_id=town.stock.pk).update(at=then)
    return town.stock


def many_key_results(town: Town) -> Objective:
    for number in range(6):
        town.measure(town.stock, f"{'abcdef'[number] * 4} counted", unit=f"u{number}")
    return town.stock


def many_objectives(town: Town) -> Person:
    world, quarter = town.world, town.goals.quarter
    for number in range(5):
        title = f"Shelf {number}"
        add_objective(world.dora, quarter, title=title, department=world.warehouse, parent=town.goals.company)
    return world.dora


def another_instead(town: Town) -> None:
    Objective.objects.filter(title="Shelf 4").update(owner=town.world.bo)
    change(town.goals.speed, owner=town.world.dora)


def no_baseline_date(town: Town) -> KeyResult:
    change(town.goals.median, baseline_on=None)
    return town.goals.median


def no_source(town: Town) -> KeyResult:
    change(town.goals.median, source="")
    return town.goals.median


def units_differ(town: Town) -> KeyResult:
    town.measure(town.stock, "Median first response", unit="h", baseline=Decimal(2), target=Decimal(1))
    return town.goals.median


def same_definition(town: Town) -> KeyResult:
    town.measure(town.stock, "First response, median", unit="min", baseline=Decimal(2), target=Decimal(1))
    return town.goals.median


def same_indicator(town: Town) -> Indicator:
    first = Indicator.objects.create(key="late", name="Late parcels", unit="%", owner=town.world.ada)
    Indicator.objects.create(key="parcels", name="Parcels late", unit="%", owner=town.world.ada)
    return first


def impossible(town: Town) -> KeyResult:
    kr = town.measure(town.stock, "Full shelves", unit="%", target=Decimal(95))
    change(kr, value=Decimal(140))
    return kr


def titled(model: type[Any], title: str, /, **fields: object) -> Callable[[Town], object]:
    """Change what has this title."""
    return lambda town: model.objects.filter(title=title).update(**fields)


SEEDS = [
    Seed(Code.ORPHAN, orphan, lambda town: change(town.stock, department=town.world.chat_team)),
    Seed(Code.CHILDLESS, childless_objective, titled(Objective, "Be known", title="Be loved")),
    Seed(Code.CHILDLESS, childless_key_result, titled(KeyResult, "Customers who come back", target=70)),
    Seed(
        Code.SHARED, one_owner, lambda t: KeyResult.objects.filter(title__endswith="in time").update(owner=t.world.bo)
    ),
    Seed(Code.ENDS_LATE, ends_late, lambda t: Cycle.objects.filter(name="Oct").update(ends_on=date(2026, 10, 30))),
    Seed(Code.DUE_OUTSIDE, due_outside, titled(KeyResult, "Full shelves", due_on=date(2026, 12, 24))),
    Seed(Code.OPPOSING, opposing, titled(KeyResult, "Reduce basket size", title="Lower basket size")),
    Seed(Code.CONFLICT, conflict, lambda town: change(town.goals.speed, title="Answer 50% faster")),
    Seed(Code.DOUBLE, double, a_third_way),
    Seed(Code.NO_ENGINE, no_engine, lambda town: change(town.goals.median, target=Decimal(15))),
    Seed(Code.SILENT, silent, lambda town: silent(town, 29)),
    Seed(Code.MANY_KEY_RESULTS, many_key_results, lambda town: town.measure(town.stock, "A seventh", unit="z")),
    Seed(Code.MANY_OBJECTIVES, many_objectives, another_instead),
    Seed(Code.NO_BASELINE_DATE, no_baseline_date, lambda town: change(town.goals.median, baseline=Decimal(31))),
    Seed(Code.NO_SOURCE, no_source, lambda town: change(town.goals.median, unit="h")),
    Seed(Code.UNITS_DIFFER, units_differ, lambda t: KeyResult.objects.filter(unit="h").update(unit="s")),
    Seed(
        Code.SAME_DEFINITION,
        same_definition,
        titled(KeyResult, "First response, median", title="First median response"),
    ),
    Seed(
        Code.SAME_INDICATOR, same_indicator, lambda t: Indicator.objects.filter(key="late").update(name="Late, parcels")
    ),
    Seed(Code.IMPOSSIBLE, impossible, titled(KeyResult, "Full shelves", value=141)),
]
NAMES = {KeyResult: "key_result", Objective: "objective", Person: "person", Indicator: "indicator"}


def found(town: Town, code: Code, who: Person | None = None) -> list[Finding]:
    return [one for one in checkup(who or town.world.ada, town.goals.quarter).findings if one.code == code]


def leave_alone(town: Town, finding: Finding) -> Dismissal:
    words = {"code": finding.code.value, "subject": finding.subject, "fingerprint": finding.fingerprint}
    return dismiss_finding(town.world.ada, town.goals.quarter, **words, reason="We know")


def test_every_code_is_seeded() -> None:
    assert {seed.code.value for seed in SEEDS} == CODES


def test_a_healthy_company_has_no_findings(town: Town) -> None:
    report = checkup(town.world.ada, town.goals.quarter)
    assert (report.findings, report.quality) == ([], 1)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code.value}-{seed.plant.__name__}")
def test_a_defect_is_found_and_left_alone_until_its_inputs_change(town: Town, seed: Seed) -> None:
    subject = seed.plant(town)
    [finding] = found(town, seed.code)
    assert finding.subject == f"{NAMES[type(subject)]}:{subject.pk}"
    leave_alone(town, finding)
    assert found(town, seed.code) == []
    assert [one.subject for one, _left in checkup(town.world.ada, town.goals.quarter).dismissed] == [finding.subject]
    change(town.goals.rules, title="Rules of assignment, all of them")
    assert found(town, seed.code) == []
    seed.alter(town)
    assert [one.subject for one in found(town, seed.code)] == [finding.subject]


def test_a_finding_that_was_left_alone_is_taken_up_again(town: Town) -> None:
    orphan(town)
    [finding] = found(town, Code.ORPHAN)
    dismissal = leave_alone(town, finding)
    assert leave_alone(town, finding) == dismissal
    restore_finding(town.world.ada, dismissal)
    restore_finding(town.world.ada, dismissal)
    assert found(town, Code.ORPHAN) == [finding]


def test_goals_that_a_viewer_does_not_see_are_in_no_finding(town: Town) -> None:
    orphan(town)
    opposing(town)
    change(town.stock, visibility="private")
    assert found(town, Code.ORPHAN, town.world.bo) == []
    assert found(town, Code.OPPOSING, town.world.bo) == []
    assert len(found(town, Code.ORPHAN, town.world.dora)) == 1
    # A goal whose only child is hidden is not childless, whoever looks.
    assert found(town, Code.CHILDLESS, town.world.bo) == []


def test_findings_are_narrowed_to_departments(town: Town) -> None:
    orphan(town)
    world, quarter = town.world, town.goals.quarter
    assert len(checkup(world.ada, quarter, frozenset({world.warehouse.pk})).findings) == 1
    assert checkup(world.ada, quarter, frozenset({world.service.pk})).findings == []


def test_the_score_is_valid_of_required_fields(town: Town) -> None:
    # Two key results that travel, with five fields each.
    change(town.goals.median, source="", baseline_on=None)
    report = checkup(town.world.ada, town.goals.quarter)
    assert (report.valid, report.required, report.quality) == (8, 10, Decimal("0.8"))


@pytest.mark.parametrize(("days", "is_listed"), [(6, False), (7, True), (8, True)])
def test_a_key_result_without_work_is_listed_from_day_7(town: Town, days: int, is_listed: bool) -> None:
    no_engine(town)
    change(town.goals.median, made_at=TODAY - timedelta(days=days))
    change(town.goals.speed, published_at=TODAY - timedelta(days=days))
    assert bool(found(town, Code.NO_ENGINE)) == is_listed


def test_work_under_way_is_an_engine_and_finished_work_is_none(town: Town) -> None:
    no_engine(town)
    work = add_initiative(town.world.mei, town.goals.median, title="Answer from templates")
    assert found(town, Code.NO_ENGINE) == []
    finish_initiative(town.world.mei, work)
    assert len(found(town, Code.NO_ENGINE)) == 1


@pytest.mark.parametrize(("days", "is_silent"), [(20, False), (21, True)])
def test_a_goal_is_silent_from_day_21(town: Town, days: int, is_silent: bool) -> None:
    silent(town, days)
    assert bool(found(town, Code.SILENT)) == is_silent


@pytest.mark.parametrize("kind", ["objective", "key_result"])
def test_a_goal_that_people_talk_about_is_not_silent(town: Town, kind: str) -> None:
    silent(town)
    kr = town.measure(town.stock, "Full shelves", unit="shelves")
    silent(town)
    change(kr, made_at=TODAY - timedelta(days=30))
    Event.objects.update(at=TODAY - timedelta(days=30))
    assert f"objective:{town.stock.pk}" in {one.subject for one in found(town, Code.SILENT)}
    line = say(town.world.bo, open_room(town.world.bo, name="Talk"), text="Where does it stand?")
    Mention.objects.create(line=line, kind=kind, number={"objective": town.stock.pk, "key_result": kr.pk}[kind])
    assert f"objective:{town.stock.pk}" not in {one.subject for one in found(town, Code.SILENT)}
    Line.objects.update(said_at=TODAY - timedelta(days=21))
    assert f"objective:{town.stock.pk}" in {one.subject for one in found(town, Code.SILENT)}


def test_what_moves_a_child_moves_its_goal(town: Town) -> None:
    silent(town)
    kr = town.measure(town.stock, "Full shelves", unit="shelves")
    then = TODAY - timedelta(days=30)
    Event.objects.update(at=then)
    change(town.stock, published_at=then)
    for goal in (town.goals.company, town.goals.speed):
        change(goal, published_at=then)
    KeyResult.objects.update(made_at=then)
    assert {one.subject for one in found(town, Code.SILENT)} == {
        f"objective:{goal.pk}" for goal in (town.goals.company, town.goals.speed, town.stock)
    }
    check_in(town.world.dora, kr, value=Decimal(3))
    assert [one.subject for one in found(town, Code.SILENT)] == [f"objective:{town.goals.speed.pk}"]


def test_keeping_a_silent_goal_is_kept_and_gives_it_three_more_weeks(town: Town) -> None:
    silent(town)
    stance = take_stance(town.world.dora, town.stock, choice="keep", note="The shelves come in December")
    assert (stance.choice, stance.by) == ("keep", town.world.dora)
    assert found(town, Code.SILENT) == []
    with time_machine.travel(TODAY + timedelta(days=21), tick=False):
        assert town.stock.pk in [int(one.subject.split(":")[1]) for one in found(town, Code.SILENT)]


def test_dropping_a_silent_goal_cancels_it(town: Town) -> None:
    take_stance(town.world.dora, town.stock, choice="drop", note="Somebody else fills them")
    assert Objective.objects.get(pk=town.stock.pk).state == "cancelled"


@pytest.mark.parametrize(
    ("who", "choice", "note", "code"),
    [
        ("bo", "keep", "Why not", "not_owner"),
        ("aldo", "keep", "Why not", "reads_only"),
        ("dora", "keep", " ", "note_needed"),
        ("dora", "drop", "", "note_needed"),
        ("dora", "dance", "", "not_a_choice"),
        ("dora", "fix", "x" * 501, "too_long"),
    ],
)
def test_stances_that_are_refused(town: Town, who: str, choice: str, note: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        take_stance(getattr(town.world, who), town.stock, choice=choice, note=note)
    assert refusal.value.code == code


@pytest.mark.parametrize("who", ["bo", "aldo", "robo"])
def test_strangers_leave_nothing_alone(town: Town, who: str) -> None:
    orphan(town)
    [finding] = found(town, Code.ORPHAN)
    words = {"code": "orphan", "subject": finding.subject, "fingerprint": finding.fingerprint, "reason": "Fine"}
    with pytest.raises(Refused):
        dismiss_finding(getattr(town.world, who), town.goals.quarter, **words)
    assert not Dismissal.objects.exists()


def test_people_leave_their_own_load_alone(town: Town) -> None:
    many_objectives(town)
    [finding] = found(town, Code.MANY_OBJECTIVES)
    words = {"code": finding.code.value, "subject": finding.subject, "fingerprint": finding.fingerprint}
    with pytest.raises(Refused):
        dismiss_finding(town.world.bo, town.goals.quarter, **words, reason="Fine")
    dismiss_finding(town.world.dora, town.goals.quarter, **words, reason="Small ones")
    assert found(town, Code.MANY_OBJECTIVES) == []


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"code": "hunger"}, Invalid),
        ({"fingerprint": "f" * 63}, Invalid),
        ({"fingerprint": "F" * 64}, Invalid),
        ({"reason": " "}, Invalid),
        ({"reason": "x" * 501}, Invalid),
        ({"subject": "objective:987654"}, NotThere),
        ({"subject": "planet:1"}, NotThere),
        ({"subject": "objective:"}, NotThere),
        ({"subject": "indicator:0"}, NotThere),
        ({"subject": ""}, NotThere),
    ],
)
def test_what_is_no_finding_is_not_left_alone(town: Town, words: dict[str, str], refusal: type[Refused]) -> None:
    usual = {"code": "orphan", "subject": f"objective:{town.stock.pk}", "fingerprint": "f" * 64, "reason": "Fine"}
    with pytest.raises(refusal):
        dismiss_finding(town.world.ada, town.goals.quarter, **{**usual, **words})


def test_a_private_goal_is_left_alone_by_nobody_who_does_not_see_it(town: Town) -> None:
    change(town.stock, visibility="private")
    words = {"code": "orphan", "subject": f"objective:{town.stock.pk}", "fingerprint": "f" * 64, "reason": "Fine"}
    with pytest.raises(NotThere):
        dismiss_finding(town.world.cem, town.goals.quarter, **words)


def test_the_number_of_queries_does_not_grow(town: Town) -> None:
    counts = []
    for number in range(3):
        goal = add_objective(
            town.world.dora, town.goals.quarter, title=f"Goal {number}", department=town.world.warehouse
        )
        kr = town.measure(goal, f"Number {'xyz'[number] * 3}", unit=f"u{number}")
        propose_edge(town.world.ada, kind="contributes", from_key_result=kr, to_objective=town.stock)
        with CaptureQueriesContext(connection) as queries:
            checkup(town.world.bo, town.goals.quarter)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 20
