"""What counts in a roll-up: goals that stop, cycles that close, values that others feed; and who may hand a draft over."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    cancel_objective,
    change_key_result,
    change_objective,
    check_in,
    move_key_result,
    move_objective,
    observe,
    open_cycle,
    propose_edge,
    reopen_cycle,
    switch_feed,
    weigh_objective,
)
from denyut.okr.models import CheckIn, Cycle, Edge, KeyResult, Objective
from denyut.spine.access import Conflict, Invalid, Refused
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db


def fresh[T: (Objective, KeyResult, Cycle)](one: T) -> T:
    return type(one).objects.get(pk=one.pk)


class Pair:
    """Ada's objective "Above" with `fed`, 0 → 10 min; and "Below" with `source`, 0 → 10 min, at 5, which contributes to it."""

    def __init__(self, world: World, goals: Goals) -> None:
        self.above, self.fed = self._goal(world, goals.quarter, "Above")
        self.below, self.source = self._goal(world, goals.quarter, "Below")
        check_in(world.ada, self.source, value=Decimal(5))

    def _goal(self, world: World, cycle: Cycle, title: str) -> tuple[Objective, KeyResult]:
        goal = add_objective(world.ada, cycle, title=title)
        return goal, add_key_result(world.ada, goal, title=title, unit="min", target=Decimal(10))

    def linked(self, world: World, **terms: Any) -> Edge:
        ends = {"from_key_result": self.source, "to_key_result": self.fed}
        return propose_edge(world.ada, kind="contributes", **{**ends, **terms})


@pytest.fixture
def pair(world: World, goals: Goals) -> Pair:
    return Pair(world, goals)


def test_a_cancelled_objective_contributes_no_more(world: World, goals: Goals) -> None:
    above, below, still = (
        add_objective(world.ada, goals.quarter, title=title) for title in ("Above", "Below", "Still")
    )
    kr = add_key_result(world.ada, below, title="Rules", target=Decimal(10))
    for source in (below, still):
        propose_edge(world.ada, kind="contributes", from_objective=source, to_objective=above)
    check_in(world.ada, kr, value=Decimal(10))
    assert fresh(above).progress == Decimal("0.5")
    cancel_objective(world.ada, still)
    assert fresh(above).progress == 1
    move_objective(world.ada, still, to="active")
    assert fresh(above).progress == Decimal("0.5")


def test_a_key_result_that_is_put_off_contributes_no_more(world: World, goals: Goals, pair: Pair) -> None:
    other = add_key_result(world.ada, pair.below, title="Other", unit="min", target=Decimal(10))
    top = add_objective(world.ada, goals.quarter, title="Top")
    for kr in (pair.source, other):
        propose_edge(world.ada, kind="contributes", from_key_result=kr, to_objective=top)
    assert fresh(top).progress == Decimal("0.25")
    move_key_result(world.ada, other, to="postponed")
    assert fresh(top).progress == Decimal("0.5")
    move_objective(world.ada, pair.below, to="postponed")
    assert fresh(top).progress == 0


def test_the_numbers_of_a_closed_cycle_stay_until_it_opens_again(world: World, goals: Goals, pair: Pair) -> None:
    year = open_cycle(world.ada, name="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), kind="year")
    above = add_objective(world.ada, year, title="The year")
    fed = add_key_result(world.ada, add_objective(world.ada, year, title="Fed"), title="Fed", unit="min")
    change_objective(world.ada, pair.below, title="Below", parent=above)
    pair.linked(world, to_key_result=fed)
    assert (fresh(above).progress, fresh(fed).value) == (Decimal("0.5"), 5)
    shut(world.ada, year)
    check_in(world.ada, pair.source, value=Decimal(10))
    assert (fresh(above).progress, fresh(fed).value) == (Decimal("0.5"), 5)
    reopen_cycle(world.ada, year)
    assert (fresh(above).progress, fresh(fed).value) == (1, 10)


def test_a_source_that_was_not_heard_of_feeds_nothing(world: World, goals: Goals, pair: Pair) -> None:
    quiet = add_key_result(world.ada, pair.below, title="Quiet", unit="min", baseline=Decimal(30), target=Decimal(18))
    goal = KeyResult.objects.get(pk=pair.fed.pk)
    pair.linked(world, from_key_result=quiet)
    assert (fresh(goal).value, fresh(goal).progress) == (None, 0)
    pair.linked(world)
    # The quiet one stands where it began.
    assert fresh(goal).value == 35


def test_a_fed_value_is_kept_as_the_table_keeps_it(world: World, goals: Goals, pair: Pair) -> None:
    pair.linked(world, weight=Decimal("0.333"))
    check_in(world.ada, pair.source, value=Decimal("8.123457"))
    assert fresh(pair.fed).value == Decimal("2.705111")
    points = fresh(pair.fed).series
    check_in(world.ada, pair.source, value=Decimal("8.123457"))
    assert fresh(pair.fed).series == points


def test_a_board_draws_a_fed_value_anew_where_the_progress_stays(world: World, goals: Goals, pair: Pair) -> None:
    pair.linked(world)
    check_in(world.ada, pair.source, value=Decimal(11))
    before = fresh(pair.above)
    check_in(world.ada, pair.source, value=Decimal(12))
    after = fresh(pair.above)
    assert (after.progress, after.version > before.version) == (before.progress, True)


def test_a_feed_that_goes_on_catches_up(world: World, goals: Goals, pair: Pair) -> None:
    pair.linked(world)
    switch_feed(world.ada, pair.fed, is_stopped=True)
    check_in(world.ada, pair.fed, value=Decimal(1))
    check_in(world.ada, pair.source, value=Decimal(6))
    assert fresh(pair.fed).value == 1
    switch_feed(world.ada, pair.fed, is_stopped=False)
    assert (fresh(pair.fed).value, CheckIn.objects.latest("id").surface) == (6, "automatic")


def test_what_is_fed_by_progress_follows_a_new_target(world: World, goals: Goals, pair: Pair) -> None:
    hours = add_key_result(world.ada, pair.below, title="Hours", unit="h", target=Decimal(10))
    check_in(world.ada, hours, value=Decimal(5))
    pair.linked(world, from_key_result=hours)
    change_key_result(world.ada, pair.fed, title="Fed", unit="min", target=Decimal(100), reason="market")
    assert (fresh(pair.fed).value, fresh(pair.fed).progress) == (50, Decimal("0.5"))


def test_a_sum_that_no_table_keeps_is_refused(world: World, goals: Goals) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Count", kind="cumulative", target=Decimal(10))
    with pytest.raises(Invalid) as refusal:
        observe(world.mei, kr, values=[Decimal("999999999999999")] * 9000)
    assert (refusal.value.code, kr.observations.count()) == ("too_large", 0)


def test_a_cancelled_objective_has_no_weight(world: World, goals: Goals) -> None:
    cancel_objective(world.cem, goals.speed, reason="The market is gone")
    with pytest.raises(Conflict) as refusal:
        weigh_objective(world.cem, goals.speed, weight=Decimal(0))
    assert refusal.value.code == "gone"


@pytest.mark.parametrize("taken", [{"owner": "bo"}, {"visibility": "private"}, {"department": None}])
def test_who_writes_a_draft_with_others_does_not_take_it_away(
    world: World, goals: Goals, taken: dict[str, Any]
) -> None:
    draft = add_objective(world.mei, goals.quarter, title="Draft", department=world.service, state="draft")
    words = {"title": "Draft", "department": world.service, **taken}
    if "owner" in taken:
        words["owner"] = world.bo
    with pytest.raises(Refused) as refusal:
        change_objective(world.bo, draft, **words)
    assert (refusal.value.code, fresh(draft).owner) == ("not_owner", world.mei)
    assert change_objective(world.bo, draft, title="Better words", department=world.service).title == "Better words"
    assert change_objective(world.mei, draft, **words).title == "Draft"
