"""Deeds on influences: what a goal is expected to do to an indicator, its versions, and every refusal."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from denyut.alignment.actions import change_influence, end_influence, link_influence
from denyut.alignment.models import Influence
from denyut.metrics.actions import add_indicator, adopt_indicator
from denyut.metrics.models import Indicator
from denyut.okr.actions import cancel_objective, move_key_result
from denyut.okr.models import State, Visibility
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.events import Via
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

WHY = "Whoever is answered at once recommends us."


@pytest.fixture
def nps(world: World) -> Indicator:
    return adopt_indicator(world.cem, known="nps", owner=world.bo)


def linked(actor: Person, goals: Goals, to: Indicator | None, **words: Any) -> Influence:
    return link_influence(actor, **{"key_result": goals.median, "indicator": to, "reason": WHY, **words})


def test_link_keeps_what_is_expected_and_tells_it(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.mei, goals, nps, direction="up", size=Decimal("4.5"), delay_days=28, reason=f" {WHY} ")
    assert (made.goal, made.indicator, made.direction, made.size) == (goals.median, nps, "up", Decimal("4.5"))
    assert (made.delay_days, made.reason, made.number, made.made_by) == (28, WHY, 1, world.mei)
    event = Event.objects.get(verb="alignment.influence_linked")
    assert (event.subject_kind, event.subject_id) == ("okr.keyresult", goals.median.pk)
    told = {name: event.facts[name] for name in ("objective", "label", "indicator", "influence", "told", "open")}
    assert told == {
        "objective": goals.speed.pk,
        "label": goals.median.label,
        "indicator": nps.pk,
        "influence": made.pk,
        "told": [world.bo.pk],
        "open": True,
    }


def test_objective_is_linked_too(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.cem, goals, nps, key_result=None, objective=goals.speed, direction="down")
    assert (made.goal, made.is_up, made.size, made.delay_days) == (goals.speed, False, None, 0)
    assert list(Influence.objects.of_objective(goals.speed)) == [made]
    assert list(Influence.objects.of_cycle(goals.quarter)) == [made]


def test_link_adopts_an_indicator_of_the_library_once(world: World, goals: Goals) -> None:
    made = linked(world.cem, goals, None, known="churn", direction="down")
    assert (made.indicator.key, made.indicator.department) == ("churn", world.service)
    again = linked(world.mei, goals, None, key_result=goals.rules, known="churn", direction="down")
    assert again.indicator == made.indicator
    assert Indicator.objects.count() == 1


def test_adopting_is_refused_to_members_and_leaves_nothing_behind(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        linked(world.mei, goals, None, known="churn")
    assert refusal.value.code == "not_manager"
    with pytest.raises(NotThere) as nothing:
        linked(world.cem, goals, None, known="magic")
    assert nothing.value.code == "unknown"
    assert (Indicator.objects.count(), Influence.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"direction": "sideways"}, "not_a_choice", "direction"),
        ({"size": Decimal(0)}, "size", "size"),
        ({"size": Decimal(-4)}, "size", "size"),
        ({"size": Decimal("NaN")}, "not_a_number", "size"),
        ({"size": Decimal("0.0000001")}, "too_fine", "size"),
        ({"delay_days": -1}, "delay", "delay_days"),
        ({"delay_days": 731}, "delay", "delay_days"),
        ({"reason": "  "}, "reason_needed", "reason"),
        ({"reason": "x" * 501}, "too_long", "reason"),
        ({"known": "churn"}, "one_indicator", "indicator"),
        ({"indicator": None}, "one_indicator", "indicator"),
    ],
)
def test_link_refuses_what_makes_no_sense(
    world: World, goals: Goals, nps: Indicator, words: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        linked(world.mei, goals, nps, **words)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert Influence.objects.count() == 0


def test_link_needs_exactly_one_goal(world: World, goals: Goals, nps: Indicator) -> None:
    for words in ({"key_result": None}, {"objective": goals.speed}):
        with pytest.raises(Invalid) as refusal:
            linked(world.mei, goals, nps, **words)
        assert refusal.value.code == "one_goal"


def test_two_are_linked_once(world: World, goals: Goals, nps: Indicator) -> None:
    linked(world.mei, goals, nps)
    with pytest.raises(Conflict) as refusal:
        linked(world.cem, goals, nps, direction="down")
    assert refusal.value.code == "linked"
    linked(world.mei, goals, nps, key_result=goals.rules)
    linked(world.mei, goals, nps, key_result=None, objective=goals.speed)
    assert Influence.objects.standing().count() == 3


@pytest.mark.parametrize("source", ["NPS", "net  promoter SCORE "])
def test_a_key_result_that_takes_its_number_from_the_indicator_would_close_a_circle(
    world: World, goals: Goals, nps: Indicator, source: str
) -> None:
    goals.median.source = source
    goals.median.save()
    with pytest.raises(Invalid) as refusal:
        linked(world.mei, goals, nps)
    assert (refusal.value.code, refusal.value.field) == ("circle", "indicator")


def test_link_is_refused_to_whoever_may_not_change_the_objective(world: World, goals: Goals, nps: Indicator) -> None:
    for actor, code in ((world.bo, "not_owner"), (world.dora, "not_owner"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refusal:
            linked(actor, goals, nps)
        assert (refusal.value.status, refusal.value.code) == (403, code)
    for actor, goal in ((world.ada, goals.median), (world.cem, goals.rules)):
        assert linked(actor, goals, nps, key_result=goal).made_by == actor


def test_private_goals_are_nothing_to_strangers(world: World, goals: Goals, nps: Indicator) -> None:
    goals.speed.visibility = Visibility.PRIVATE
    goals.speed.save()
    made = linked(world.mei, goals, nps)
    assert Event.objects.latest("id").facts["told"] == []
    for deed in (
        lambda: linked(world.dora, goals, nps, key_result=goals.rules),
        lambda: change_influence(world.dora, made, reason="Better"),
        lambda: end_influence(world.dora, made),
    ):
        with pytest.raises(NotThere):
            deed()
    seen = [list(Influence.objects.visible_to(who)) for who in (world.dora, world.bo, world.mei, world.aldo)]
    assert seen == [[], [], [made], [made]]


def test_goals_that_are_gone_move_nothing(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.mei, goals, nps)
    move_key_result(world.mei, goals.rules, to=State.CANCELLED, reason="Too many rules")
    with pytest.raises(Conflict) as refusal:
        linked(world.mei, goals, nps, key_result=goals.rules)
    assert refusal.value.code == "gone"
    cancel_objective(world.mei, goals.speed, reason="Another way")
    with pytest.raises(Conflict) as refusal:
        linked(world.mei, goals, nps, key_result=None, objective=goals.speed)
    assert refusal.value.code == "gone"
    assert (list(Influence.objects.alive()), end_influence(world.mei, made).is_standing) == ([], False)


def test_closed_cycles_stay_as_they_are(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.mei, goals, nps)
    shut(world.ada, goals.quarter)
    for deed in (
        lambda: linked(world.mei, goals, nps, key_result=goals.rules),
        lambda: change_influence(world.mei, made, reason="Better"),
        lambda: end_influence(world.mei, made),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "cycle_closed"


def test_change_is_a_new_version_and_the_earlier_stays(world: World, goals: Goals, nps: Indicator) -> None:
    first = linked(world.mei, goals, nps, size=Decimal(4))
    at = datetime(2026, 11, 20, tzinfo=UTC)
    with clock.at(at):
        second = change_influence(world.cem, first, size=Decimal(2), delay_days=14, reason="It takes longer.")
    first.refresh_from_db()
    assert (first.replaced_at, first.is_standing, first.size, first.reason) == (at, False, Decimal(4), WHY)
    assert (second.number, second.goal, second.indicator, second.made_by) == (2, goals.median, nps, world.cem)
    assert (second.size, second.delay_days, second.reason) == (Decimal(2), 14, "It takes longer.")
    assert list(Influence.objects.standing()) == [second]
    assert Event.objects.latest("id").verb == "alignment.influence_changed"


def test_same_expectation_changes_nothing(world: World, goals: Goals, nps: Indicator) -> None:
    first = linked(world.mei, goals, nps, size=Decimal(4))
    before = Event.objects.count()
    assert change_influence(world.cem, first, direction="up", size=Decimal("4.0"), reason=WHY) == first
    assert (Event.objects.count(), Influence.objects.count()) == (before, 1)


def test_change_is_refused_for_a_version_that_holds_no_more(world: World, goals: Goals, nps: Indicator) -> None:
    first = linked(world.mei, goals, nps)
    second = change_influence(world.mei, first, reason="Better said")
    for deed in (lambda: change_influence(world.cem, first, reason="Mine"), lambda: end_influence(world.cem, first)):
        with pytest.raises(Conflict) as refusal:
            deed()
        assert refusal.value.code == "stale"
    end_influence(world.mei, second)
    with pytest.raises(Conflict) as refusal:
        change_influence(world.mei, second, reason="After all")
    assert refusal.value.code == "ended"


def test_change_asks_the_rule_and_the_words(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.mei, goals, nps)
    for actor, code in ((world.bo, "not_owner"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refusal:
            change_influence(actor, made, reason="Mine")
        assert refusal.value.code == code
    with pytest.raises(Invalid) as refusal:
        change_influence(world.mei, made, size=Decimal(-1), reason=WHY)
    assert refusal.value.code == "size"
    assert Influence.objects.standing().get() == made


def test_end_keeps_the_hypothesis_with_what_was_learnt(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.mei, goals, nps)
    ended = end_influence(world.mei, made, note=" It followed the price. ")
    assert (ended.is_standing, ended.end_note, Influence.objects.standing().count()) == (
        False,
        "It followed the price.",
        0,
    )
    before = Event.objects.count()
    assert end_influence(world.mei, made, note="Again").end_note == "It followed the price."
    assert Event.objects.count() == before
    anew = linked(world.mei, goals, nps, direction="down")
    assert (anew.number, Influence.objects.count()) == (2, 2)


def test_end_is_refused_to_others(world: World, goals: Goals, nps: Indicator) -> None:
    made = linked(world.mei, goals, nps)
    for actor, code in ((world.bo, "not_owner"), (world.dora, "not_owner"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refusal:
            end_influence(actor, made)
        assert refusal.value.code == code
    with pytest.raises(Invalid) as refusal:
        end_influence(world.mei, made, note="x" * 501)
    assert refusal.value.code == "too_long"


def test_a_deed_sent_twice_counts_once(world: World, goals: Goals, nps: Indicator) -> None:
    from_web = Via("web", "key-1")
    words = {"key_result": goals.median, "indicator": nps, "reason": WHY}
    assert link_influence.via(from_web)(world.mei, **words) == link_influence.via(from_web)(world.mei, **words)
    assert Influence.objects.count() == 1


def test_indicator_of_another_goal_is_free(world: World, goals: Goals, nps: Indicator) -> None:
    other = add_indicator(world.cem, name="Calls")
    assert linked(world.mei, goals, nps).pk != linked(world.mei, goals, other).pk
    assert clock.now() - Influence.objects.latest("id").made_at < timedelta(minutes=5)
