"""Early warnings: raised in time, to the owner alone for a day, once while they last."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.foresight.actions import intervene
from denyut.foresight.jobs import look_ahead, note_outcomes, open_warnings
from denyut.foresight.looking import look_at_all
from denyut.foresight.models import EarlyWarning, Forecast, Intervention
from denyut.gateway.sight import visible_events
from denyut.matters.actions import raise_blocker
from denyut.okr.actions import add_key_result, check_in, declare_key_result
from denyut.okr.models import Objective, Visibility
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up
from denyut.spine.verbs import VERBS
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

BEGIN = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGIN, tick=False) as traveller:
        yield traveller


def tell(clock: time_machine.Traveller, goals: Goals, values: list[int], *, confidence: int | None = None) -> None:
    """One check-in a week by Mei, from the first week of the quarter on."""
    for week, value in enumerate(values):
        clock.move_to(BEGIN + week * WEEK)
        check_in(goals.median.owner, goals.median, value=Decimal(value), confidence=confidence)


def slip(clock: time_machine.Traveller, goals: Goals) -> None:
    """Six weeks of a median that gets worse instead of better."""
    tell(clock, goals, [30, 30, 29, 31, 31, 32])


def miss() -> EarlyWarning:
    return EarlyWarning.objects.get(kind="miss")


def test_losing_slope_warns_two_weeks_before_the_end_and_before_red(
    goals: Goals, clock: time_machine.Traveller
) -> None:
    losing, seen = [30, 29, 28, 28, 28, 28, 28, 28, 28, 28], None
    for week, value in enumerate(losing):
        clock.move_to(BEGIN + week * WEEK)
        check_in(goals.median.owner, goals.median, value=Decimal(value))
        look_at_all()
        seen = seen or EarlyWarning.objects.filter(kind="miss").first()
    assert seen is not None
    left = goals.quarter.ends_on - seen.raised_at.date()
    assert (left >= timedelta(days=14), seen.was_red, EarlyWarning.objects.filter(kind="miss").count()) == (
        True,
        False,
        1,
    )


def test_owner_alone_knows_for_a_day(goals: Goals, world: World, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    others = [world.cem, world.bo, world.ada, world.aldo, world.dora]
    before = [EarlyWarning.objects.visible_to(person).filter(kind="miss").count() for person in [world.mei, *others]]
    told = Event.objects.filter(verb="foresight.owner_warned")
    in_the_log = [visible_events(p).filter(pk__in=told).exists() for p in [world.mei, world.cem, world.ada, world.aldo]]
    assert (before, in_the_log) == ([1, 0, 0, 0, 0, 0], [True, False, False, False])
    assert Forecast.objects.visible_to(world.cem).count() == 0
    event = told.filter(facts__kind="miss").get()
    assert set(VERBS[event.verb].topics(event)) == {f"user:{world.mei.pk}"}
    assert set(VERBS[event.verb].told(event)) == {world.mei.pk}
    clock.shift(DAY)
    open_warnings.func()
    after = [EarlyWarning.objects.visible_to(person).filter(kind="miss").count() for person in [world.mei, *others]]
    opened = Event.objects.get(verb="foresight.warned", facts__kind="miss")
    assert (after, set(VERBS[opened.verb].told(opened))) == ([1] * 6, {world.cem.pk})
    assert (f"user:{world.cem.pk}") in set(VERBS[opened.verb].topics(opened))


def test_warning_of_a_private_goal_is_never_shown_to_strangers(
    goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    slip(clock, goals)
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    look_at_all()
    clock.shift(DAY)
    open_warnings.func()
    seen = [EarlyWarning.objects.visible_to(p).filter(kind="miss").exists() for p in (world.mei, world.cem, world.dora)]
    event = Event.objects.get(verb="foresight.warned", facts__kind="miss")
    topics = {touch.topic for touch in VERBS[event.verb].touches(event)}
    assert (seen, EarlyWarning.objects.open_to_all().count()) == ([True, True, False], 0)
    assert topics == {f"user:{world.mei.pk}", f"user:{world.cem.pk}"}


def test_warning_is_raised_once_and_forecasts_are_kept_once_a_day(goals: Goals, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    look_at_all()
    catch_up()
    assert EarlyWarning.objects.filter(kind="miss").count() == 1
    assert Forecast.objects.filter(key_result=goals.median).count() == 1
    clock.shift(DAY)
    look_at_all()
    assert Forecast.objects.filter(key_result=goals.median).count() == 2


def test_warning_closes_when_its_cause_is_gone_and_not_before(goals: Goals, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    raised = miss()
    tell_now(clock, goals, 18)
    raised.refresh_from_db()
    assert raised.closed_at is not None
    # The same week of the cycle never warns twice of the same.
    clock.shift(timedelta(hours=1))
    check_in(goals.median.owner, goals.median, value=Decimal(33), note="Back again")
    look_at_all()
    assert EarlyWarning.objects.filter(kind="miss").count() == 1
    clock.shift(WEEK)
    look_at_all()
    assert EarlyWarning.objects.filter(kind="miss").count() == 2


def tell_now(clock: time_machine.Traveller, goals: Goals, value: int) -> None:
    clock.shift(timedelta(hours=1))
    check_in(goals.median.owner, goals.median, value=Decimal(value))
    look_at_all()


def test_owner_who_tells_the_numbers_first_is_credited(
    goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    slip(clock, goals)
    catch_up()
    raised = miss()
    clock.shift(timedelta(hours=2))
    check_in(world.mei, goals.median, value=Decimal(31), note="The night shift is missing")
    catch_up()
    raised.refresh_from_db()
    assert (raised.surfaced_by, raised.is_owners_alone(datetime.now(UTC))) == (world.mei, True)


def test_owner_who_fixes_it_in_time_is_the_only_one_who_ever_knew(
    goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    slip(clock, goals)
    look_at_all()
    tell_now(clock, goals, 18)
    clock.shift(2 * DAY)
    open_warnings.func()
    seen = [EarlyWarning.objects.visible_to(p).filter(kind="miss").exists() for p in (world.mei, world.cem, world.ada)]
    assert (seen, Event.objects.filter(verb="foresight.warned", facts__kind="miss").count()) == (
        [True, False, False],
        0,
    )


def test_confidence_silence_blockers_and_brave_words_warn_too(
    goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    tell(clock, goals, [30, 29, 29], confidence=70)
    clock.shift(WEEK)
    check_in(world.mei, goals.median, value=Decimal(30), confidence=30, note="Two are ill")
    declare_key_result(world.mei, goals.median, status="on_track", reason="It will turn")
    raise_blocker(world.bo, goals.median, text="No price list", waits_on=world.dora)
    look_at_all()
    found = {one.kind: one.facts for one in EarlyWarning.objects.filter(key_result=goals.median)}
    assert {"fall", "blocked", "gap"} <= set(found)
    assert (found["fall"]["before"], found["fall"]["now"], found["blocked"]["blockers"]) == (70, 30, 1)
    clock.shift(2 * WEEK)
    look_at_all()
    assert EarlyWarning.objects.get(key_result=goals.median, kind="stale").facts["days"] == 14


def test_overload_stands_on_one_key_result_of_its_owner(
    goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    clock.move_to(BEGIN + 2 * WEEK)
    for number in range(14):
        add_key_result(world.mei, goals.speed, title=f"More {number}", baseline=Decimal(0), target=Decimal(9))
    look_at_all()
    look_at_all()
    raised = EarlyWarning.objects.get(kind="overload")
    assert (raised.key_result.owner, raised.facts["key_results"]) == (world.mei, 15)


def test_outcome_is_kept_when_the_cycle_is_closed(goals: Goals, world: World, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    shut(world.ada, goals.quarter)
    note_outcomes()
    note_outcomes()
    raised = miss()
    assert (raised.outcome, raised.is_standing, Event.objects.filter(verb="foresight.outcome_seen").count()) == (
        "missed",
        False,
        EarlyWarning.objects.count(),
    )


@pytest.mark.parametrize(("number", "queries"), [(1, 15), (2, 16), (4, 16)])
def test_looking_takes_the_same_queries_for_many(
    goals: Goals,
    world: World,
    clock: time_machine.Traveller,
    number: int,
    queries: int,
    django_assert_num_queries: object,
) -> None:
    """From the first silent one on, departments are asked once how often they check in."""
    for one in range(number - 1):
        add_key_result(world.mei, goals.speed, title=f"More {one}", baseline=Decimal(0), target=Decimal(9))
    tell(clock, goals, [30, 29, 27, 26])
    look_ahead.func()
    with django_assert_num_queries(queries):  # type: ignore[operator]
        look_at_all()


def test_act_in_the_first_day_opens_it_in_the_owners_name(
    goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    slip(clock, goals)
    look_at_all()
    clock.shift(timedelta(hours=3))
    intervene(world.mei, miss(), kind=Intervention.InterventionKind.HELP, note="Who knows the night shift?")
    assert (miss().surfaced_by, EarlyWarning.objects.visible_to(world.cem).filter(kind="miss").count()) == (
        world.mei,
        1,
    )
