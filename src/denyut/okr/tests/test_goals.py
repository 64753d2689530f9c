from datetime import date
from decimal import Decimal

import pytest

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    cancel_objective,
    change_cycle,
    change_key_result,
    change_objective,
    check_in,
    open_cycle,
    reopen_cycle,
)
from denyut.okr.models import Cycle, KeyResult, Objective, Visibility
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal
DAYS = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}


def test_open_cycle(world: World) -> None:
    cycle = open_cycle(world.cem, name=" Q1  2027 ", **DAYS)
    assert (cycle.name, cycle.is_closed, Event.objects.get().verb) == ("Q1 2027", False, "okr.cycle_opened")


def test_open_cycle_is_refused_to_a_member(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        open_cycle(world.mei, name="Q1 2027", **DAYS)
    assert refusal.value.code == "not_manager"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_open_cycle_refuses_a_bad_name(world: World, name: str) -> None:
    with pytest.raises(Invalid):
        open_cycle(world.cem, name=name, **DAYS)


def test_open_cycle_refuses_days_that_run_backwards(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        open_cycle(world.cem, name="Q", starts_on=date(2027, 3, 1), ends_on=date(2027, 2, 1))
    assert refusal.value.field == "ends_on"


def test_open_cycle_refuses_a_name_in_use(world: World, goals: Goals) -> None:
    with pytest.raises(Conflict):
        open_cycle(world.cem, name="Q4 2026", **DAYS)


def test_change_cycle_may_keep_its_name(world: World, goals: Goals) -> None:
    assert change_cycle(world.cem, goals.quarter, name="Q4 2026", **DAYS).starts_on == date(2027, 1, 1)


def test_close_cycle_twice_is_once_and_reopen_undoes_it(world: World, goals: Goals) -> None:
    shut(world.cem, goals.quarter)
    closed_at = shut(world.cem, goals.quarter).closed_at
    assert Event.objects.filter(verb="okr.cycle_closed").count() == 1
    assert closed_at is not None
    assert not reopen_cycle(world.cem, goals.quarter).is_closed


def test_add_objective_in_ones_own_department(world: World, goals: Goals) -> None:
    added = add_objective(world.bo, goals.quarter, title=" Be  kind ", department=world.service)
    assert (added.title, added.owner, added.progress) == ("Be kind", world.bo, 0)


def test_add_objective_elsewhere_is_refused(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        add_objective(world.bo, goals.quarter, title="Be kind", department=world.warehouse)
    assert refusal.value.code == "other_department"


def test_add_objective_for_the_company_is_for_managers(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        add_objective(world.bo, goals.quarter, title="Be kind")
    assert refusal.value.code == "not_manager"


def test_add_objective_is_refused_in_a_closed_cycle(world: World, goals: Goals) -> None:
    shut(world.cem, goals.quarter)
    quarter = Cycle.objects.get(pk=goals.quarter.pk)
    with pytest.raises(Refused) as refusal:
        add_objective(world.cem, quarter, title="Late")
    assert refusal.value.code == "cycle_closed"


def test_add_objective_is_refused_to_an_auditor(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        add_objective(world.aldo, goals.quarter, title="x", department=world.service)
    assert refusal.value.code == "reads_only"


def test_an_objective_cannot_serve_itself_through_others(world: World, goals: Goals) -> None:
    with pytest.raises(Conflict) as refusal:
        change_objective(world.ada, goals.company, title="Customers come back", parent=goals.speed)
    assert refusal.value.code == "circle"


def test_change_objective_moves_progress_to_its_new_parent(world: World, goals: Goals) -> None:
    other = add_objective(world.ada, goals.quarter, title="Other")
    check_in(world.mei, goals.median, value=D(18))
    speed = Objective.objects.select_related("cycle", "owner", "department", "parent").get(pk=goals.speed.pk)
    change_objective(world.mei, speed, title=speed.title, department=world.service, parent=other)
    assert Objective.objects.get(pk=other.pk).progress == D("0.5")
    assert Objective.objects.get(pk=goals.company.pk).progress == 0


def test_change_objective_is_refused_to_a_team_mate(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        change_objective(world.bo, goals.speed, title="Mine now")
    assert "Mei Lin" in str(refusal.value)


def test_cancel_objective_twice_is_once(world: World, goals: Goals) -> None:
    cancel_objective(world.mei, goals.speed, reason="Another team does it")
    cancel_objective(world.mei, goals.speed)
    assert Event.objects.filter(verb="okr.objective_cancelled").count() == 1


def test_add_key_result_refuses_a_target_on_its_start(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as refusal:
        add_key_result(world.mei, goals.speed, title="Stand still", baseline=D(10), target=D(10))
    assert (refusal.value.code, refusal.value.field) == ("no_way", "target")


@pytest.mark.parametrize(("kind", "ends"), [("binary", (0, 1)), ("manual", (0, 100))])
def test_add_key_result_sets_the_ends_that_its_kind_has(
    world: World, goals: Goals, kind: str, ends: tuple[int, int]
) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Live", kind=kind, baseline=D(3), target=D(3))
    assert (kr.baseline, kr.target) == ends


def test_add_key_result_is_refused_to_a_stranger(world: World, goals: Goals) -> None:
    with pytest.raises(Refused):
        add_key_result(world.dora, goals.speed, title="Mine")


def test_change_key_result_works_out_progress_anew(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24))
    kr = KeyResult.objects.select_related("objective__cycle", "objective__owner", "objective__department").get(
        pk=goals.median.pk
    )
    change_key_result(world.mei, kr, title=kr.title, unit="min", baseline=D(30), target=D(24), reason="market")
    assert KeyResult.objects.get(pk=kr.pk).progress == 1
    assert Objective.objects.get(pk=goals.company.pk).progress == D("0.5")
    assert Event.objects.get(verb="okr.key_result_changed").facts["changes"] == {"target": ["18", "24"]}


def test_a_private_objective_is_seen_by_the_few(world: World, goals: Goals) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    sees = {
        name: Objective.objects.visible_to(getattr(world, name)).filter(pk=goals.speed.pk).exists()
        for name in ("mei", "cem", "ada", "aldo", "bo", "dora")
    }
    assert sees == {"mei": True, "cem": True, "ada": True, "aldo": True, "bo": False, "dora": False}


def test_a_key_result_of_a_private_objective_is_seen_by_its_own_owner_too(world: World, goals: Goals) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    assert list(KeyResult.objects.visible_to(world.bo)) == [goals.rules]
    assert list(KeyResult.objects.visible_to(world.dora)) == []


def test_open_goals_are_seen_by_a_newcomer(world: World, goals: Goals) -> None:
    assert set(Objective.objects.visible_to(world.dora)) == {goals.company, goals.speed}
