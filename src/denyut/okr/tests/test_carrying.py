from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    carry_over,
    change_objective,
    check_in,
    close_cycle,
    move_key_result,
    move_objective,
    open_cycle,
    score_key_result,
)
from denyut.okr.models import Cycle, Edge, Initiative, KeyResult, Milestone, Objective, Visibility
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Refused
from denyut.spine.events import Via
from denyut.spine.models import Event, words_of
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY + timedelta(days=2), tick=False):
        yield


@pytest.fixture
def q1(world: World) -> Cycle:
    return open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))


def code_of(deed: Any, *args: Any, **options: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    return refusal.value.code


def numbers(goal: Objective) -> list[tuple[str, Decimal, Decimal, Decimal | None, Decimal]]:
    return [(kr.title, kr.baseline, kr.target, kr.value, kr.progress) for kr in goal.key_results.all()]


def test_23_a_goal_goes_on_from_where_it_is(world: World, goals: Goals, q1: Cycle) -> None:
    blogs = add_key_result(world.mei, goals.speed, title="Blogs", baseline=D(0), target=D(10))
    check_in(world.mei, blogs, value=D(5))
    check_in(world.mei, goals.median, value=D(18))
    goal = carry_over(world.mei, goals.speed, q1)
    assert numbers(goal) == [("Assignment rules", 0, 12, None, 0), ("Blogs", 5, 10, None, 0)]
    assert (goal.title, goal.owner, goal.department, goal.state, goal.cycle) == (
        "Answer 40% faster",
        world.mei,
        world.service,
        "draft",
        q1,
    )
    assert (goal.carried_from, goal.lineage, goal.external_key) == (goals.speed, goals.speed.pk, None)
    kr = goal.key_results.get(title="Blogs")
    assert (kr.carried_from, kr.lineage, kr.original["baseline"]) == (blogs, blogs.pk, "5")
    assert sum(kr.weight for kr in goal.key_results.all()) == 1


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("current", ("Blogs", 5, 10, None, 0)),
        ("baseline", ("Blogs", 0, 10, D(5), D("0.5"))),
        ("remaining", ("Blogs", 0, 5, None, 0)),
    ],
)
def test_three_ways_to_begin(world: World, goals: Goals, q1: Cycle, start: str, expected: tuple[Any, ...]) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Write", department=world.service)
    kr = add_key_result(world.mei, goal, title="Blogs", baseline=D(0), target=D(10))
    check_in(world.mei, kr, value=D(5))
    assert numbers(carry_over(world.mei, goal, q1, start=start)) == [expected]


@pytest.mark.parametrize(
    ("start", "expected"),
    [("current", (5, 10, None, 0)), ("baseline", (0, 10, D(5), D("0.5"))), ("remaining", (0, 5, None, 0))],
)
def test_a_count_goes_on_from_what_was_counted(
    world: World, goals: Goals, q1: Cycle, start: str, expected: tuple[Any, ...]
) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Write", department=world.service)
    kr = add_key_result(world.mei, goal, title="Blogs", kind="cumulative", baseline=D(0), target=D(10))
    KeyResult.objects.filter(pk=kr.pk).update(value=D(5), progress=D("0.5"))
    [new] = carry_over(world.mei, goal, q1, start=start).key_results.all()
    assert (new.baseline, new.target, new.value, new.progress) == expected
    assert sum(new.observations.values_list("value", flat=True)) == (new.value or 0)


def test_once_is_enough(world: World, goals: Goals, q1: Cycle) -> None:
    first = carry_over(world.mei, goals.speed, q1)
    seen = Event.objects.count()
    assert carry_over(world.cem, goals.speed, q1, start="remaining") == first
    assert carry_over.via(Via("web", "other"))(world.mei, goals.speed, q1) == first
    assert (goals.speed.carried_to.count(), Event.objects.count()) == (1, seen)


def test_one_that_was_cancelled_is_carried_over_again(world: World, goals: Goals, q1: Cycle) -> None:
    first = carry_over(world.mei, goals.speed, q1)
    move_objective(world.mei, first, to="cancelled")
    assert carry_over(world.mei, goals.speed, q1) != first


def test_the_one_before_stays_as_it_is(world: World, goals: Goals, q1: Cycle) -> None:
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr)
    shut(world.ada, goals.quarter)
    before = Objective.objects.filter(pk=goals.speed.pk).values().get()
    results = list(KeyResult.objects.filter(objective=goals.speed).values())
    carry_over(world.mei, goals.speed, q1)
    assert Objective.objects.filter(pk=goals.speed.pk).values().get() == before
    assert list(KeyResult.objects.filter(objective=goals.speed).values()) == results
    assert before["state"] == "graded"


def test_both_histories_tell_it(world: World, goals: Goals, q1: Cycle) -> None:
    goal = carry_over(world.mei, goals.speed, q1)
    told = Event.objects.filter(verb__in=("okr.objective_carried", "okr.objective_continued")).order_by("id")
    assert [(e.verb, e.subject_id, words_of(e)) for e in told] == [
        ("okr.objective_continued", goal.pk, "Q4 2026"),
        ("okr.objective_carried", goals.speed.pk, "Q1 2027"),
    ]
    added = list(Event.objects.filter(verb="okr.objective_added").values_list("subject_id", flat=True))
    assert added[-1] == goal.pk


def test_what_was_put_off_comes_along_and_what_was_cancelled_does_not(world: World, goals: Goals, q1: Cycle) -> None:
    move_key_result(world.mei, goals.median, to="postponed", reason="Later.")
    move_key_result(world.mei, goals.rules, to="cancelled", reason="Never.")
    goal = carry_over(world.mei, goals.speed, q1)
    assert [(kr.title, kr.state, kr.weight) for kr in goal.key_results.all()] == [
        ("Median first response", "active", 1)
    ]


def test_open_work_moves_over_and_edges_stay(world: World, goals: Goals, q1: Cycle) -> None:
    now = clock.now()
    options = {"key_result": goals.median, "owner": world.bo, "made_at": now}
    Initiative.objects.create(title="Done", done_at=now, **options)
    Initiative.objects.create(title="Dropped", dropped_at=now, **options)
    Initiative.objects.create(title="Open", **options)
    Edge.objects.create(
        from_objective=goals.speed,
        to_objective=goals.company,
        proposed_by=world.mei,
        proposed_at=now,
        asked=world.ada,
    )
    goal = carry_over(world.mei, goals.speed, q1)
    carried = goal.key_results.get(title="Median first response")
    assert [one.title for one in carried.initiatives.all()] == ["Open"]
    assert sorted(one.title for one in goals.median.initiatives.all()) == ["Done", "Dropped"]
    assert Edge.objects.get().from_objective == goals.speed


def test_a_list_of_work_is_written_down_anew(world: World, goals: Goals, q1: Cycle) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Move", department=world.service)
    kr = add_key_result(world.mei, goal, title="List", kind="tasks")
    now = clock.now()
    for title, done_at in (("Pack", now), ("Drive", None)):
        Initiative.objects.create(key_result=kr, title=title, owner=world.bo, made_at=now, done_at=done_at)
    [new] = carry_over(world.mei, goal, q1).key_results.all()
    assert [one.title for one in new.initiatives.all()] == ["Drive"]
    assert kr.initiatives.count() == 2


def test_milestones_that_are_left_share_the_whole(world: World, goals: Goals, q1: Cycle) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Build", department=world.service)
    kr = add_key_result(world.mei, goal, title="Steps", kind="milestone")
    for title, share, reached_at in (("a", "0.5", clock.now()), ("b", "0.3", None), ("c", "0.2", None)):
        Milestone.objects.create(key_result=kr, title=title, weight=D(share), reached_at=reached_at)
    KeyResult.objects.filter(pk=kr.pk).update(value=D(50), progress=D("0.5"))
    [new] = carry_over(world.mei, goal, q1).key_results.all()
    assert [(m.title, m.weight, m.reached_at) for m in new.milestones.all()] == [
        ("b", D("0.5"), None),
        ("c", D("0.5"), None),
    ]
    goal2 = add_objective(world.mei, goals.quarter, title="Build 2", department=world.service)
    KeyResult.objects.filter(pk=kr.pk).update(objective=goal2)
    [whole] = carry_over(world.mei, goal2, q1, start="baseline").key_results.all()
    assert ([m.weight for m in whole.milestones.all()], whole.progress) == ([D("0.5"), D("0.3"), D("0.2")], D("0.5"))


def test_it_serves_on_what_goes_on(world: World, goals: Goals, q1: Cycle) -> None:
    assert carry_over(world.mei, goals.speed, q1).parent is None
    year = open_cycle(world.ada, name="2027", starts_on=date(2026, 10, 1), ends_on=date(2027, 12, 31), kind="year")
    above = add_objective(world.ada, year, title="Above")
    goal = add_objective(world.mei, goals.quarter, title="Below", department=world.service, parent=above)
    assert carry_over(world.mei, goal, q1).parent == above


def test_it_serves_what_its_parent_was_carried_into(world: World, goals: Goals, q1: Cycle) -> None:
    above = carry_over(world.ada, goals.company, q1)
    assert carry_over(world.mei, goals.speed, q1).parent == above


def test_a_whole_branch(world: World, goals: Goals, q1: Cycle) -> None:
    goal = carry_over(world.ada, goals.company, q1, with_children=True)
    [below] = goal.children.all()
    assert (below.title, below.carried_from, below.key_results.count()) == ("Answer 40% faster", goals.speed, 2)


def test_a_branch_leaves_what_is_not_the_actors(world: World, goals: Goals, q1: Cycle) -> None:
    change_objective(
        world.ada, goals.company, title="Customers come back", owner=world.dora, department=world.warehouse
    )
    goal = carry_over(world.dora, goals.company, q1, with_children=True)
    assert goal.children.count() == 0


def test_another_owner(world: World, goals: Goals, q1: Cycle) -> None:
    goal = carry_over(world.mei, goals.speed, q1, owner=world.cem)
    owners = {kr.title: kr.owner for kr in goal.key_results.all()}
    assert (goal.owner, owners) == (
        world.cem,
        {"Median first response": world.cem, "Assignment rules": world.bo},
    )


def test_an_owner_who_left_is_replaced(world: World, goals: Goals, q1: Cycle) -> None:
    Person.objects.filter(pk__in=(world.mei.pk, world.bo.pk)).update(is_active=False)
    assert code_of(carry_over, world.cem, goals.speed, q1) == "owner_gone"
    goal = carry_over(world.cem, goals.speed, q1, owner=world.cem)
    assert {kr.owner for kr in goal.key_results.all()} == {world.cem}


def test_a_private_goal_stays_private(world: World, goals: Goals, q1: Cycle) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    assert carry_over(world.mei, goals.speed, q1).visibility == "private"
    assert [e.facts["open"] for e in Event.objects.order_by("-id")[:5]] == [False] * 5


def test_a_goal_carried_twice_is_asked_whether_it_is_still_wanted(world: World, goals: Goals, q1: Cycle) -> None:
    def later(name: str, month: int) -> Cycle:
        days = {"starts_on": date(2027, month, 1), "ends_on": date(2027, month + 2, 28)}
        return open_cycle(world.ada, name=name, **days)

    goal = carry_over(world.mei, goals.speed, q1)
    move_objective(world.mei, goal, to="active")
    goal = carry_over(world.mei, goal, later("Q2 2027", 4))
    move_objective(world.mei, goal, to="active")
    q3 = later("Q3 2027", 7)
    with pytest.raises(Refused) as refusal:
        carry_over(world.mei, goal, q3)
    assert (refusal.value.code, refusal.value.field, refusal.value.status) == ("zombie", "is_sure", 409)
    assert "2" in str(refusal.value)
    assert carry_over(world.mei, goal, q3, is_sure=True).lineage == goals.speed.pk


def test_it_is_refused_without_anything_left(world: World, goals: Goals, q1: Cycle) -> None:
    check_in(world.mei, goals.median, value=D(17))
    check_in(world.bo, goals.rules, value=D(12))
    assert code_of(carry_over, world.mei, goals.speed, q1) == "nothing_remains"
    kept = carry_over(world.mei, goals.speed, q1, start="baseline")
    assert [kr.progress for kr in kept.key_results.all()] == [D("1.0833"), D(1)]


def test_it_is_refused_to_those_who_do_not_answer_for_the_goal(world: World, goals: Goals, q1: Cycle) -> None:
    codes = [code_of(carry_over, person, goals.speed, q1) for person in (world.bo, world.dora, world.aldo)]
    assert codes == ["not_owner", "not_owner", "reads_only"]


def test_it_is_refused_into_a_closed_or_an_earlier_cycle(world: World, goals: Goals, q1: Cycle) -> None:
    assert code_of(carry_over, world.mei, goals.speed, goals.quarter) == "not_later"
    close_cycle(world.ada, q1)
    assert code_of(carry_over, world.mei, goals.speed, q1) == "cycle_closed"


def test_it_is_refused_for_drafts_and_cancelled_goals(world: World, goals: Goals, q1: Cycle) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Idea", department=world.service, state="draft")
    assert code_of(carry_over, world.mei, draft, q1) == "not_agreed"
    move_objective(world.mei, goals.speed, to="cancelled", reason="Over.")
    assert code_of(carry_over, world.mei, goals.speed, q1) == "not_agreed"


def test_an_unknown_start_is_refused(world: World, goals: Goals, q1: Cycle) -> None:
    assert code_of(carry_over, world.mei, goals.speed, q1, start="middle") == "not_a_choice"
