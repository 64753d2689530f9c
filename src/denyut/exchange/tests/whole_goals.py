"""Goals with everything that goals can have, and a way to lose all of them."""

from datetime import date, timedelta
from decimal import Decimal

import time_machine

from denyut.closing.actions import write_lesson
from denyut.closing.models import LeftUnscored, Lesson
from denyut.matters.actions import ask_decision, close_blocker, decide, raise_blocker, reopen_blocker
from denyut.matters.models import Blocker, Decision
from denyut.okr.actions import (
    add_initiative,
    add_key_result,
    add_milestone,
    add_objective,
    answer_edge,
    carry_over,
    change_key_result,
    check_in,
    close_cycle,
    counter_edge,
    declare_objective,
    exempt,
    finish_initiative,
    hold_session,
    observe,
    open_cycle,
    propose_edge,
    reach_milestone,
    retype_key_result,
    score_key_result,
    set_rate,
    weigh_key_result,
    weigh_objective,
)
from denyut.okr.models import Cycle, Edge, KeyResult, Objective, Rate, Visibility, Vote
from denyut.okr.progress import Kind
from denyut.rhythm.actions import add_item
from denyut.rhythm.models import Weekly
from tests.goals import TODAY, Goals
from tests.world import World

D = Decimal
SETUPS = {Kind.RANGE: {"low": D(2)}, Kind.COVERAGE: {"sessions": 2}, Kind.STATISTIC: {"least": 1}}
AWKWARD = "=SUM(A1)\r\n'quoted', “two”\tand 100 %; \\n _x000D_ 😀"


def furnish(world: World, goals: Goals) -> None:
    """All 13 kinds, what belongs to each, links, a private goal, fixed weights, a stretch, revisions, a closed cycle."""
    with time_machine.travel(TODAY, tick=False):
        kinds = {
            kind: add_key_result(
                world.mei, goals.speed, title=f"By {kind}", kind=kind, target=D(5), setup=SETUPS.get(kind)
            )
            for kind in Kind
        }
        weigh_key_result(world.mei, goals.median, weight=D("0.4"))
        private = add_objective(
            world.mei,
            goals.quarter,
            title="Find a new office",
            description=AWKWARD,
            department=world.service,
            visibility=Visibility.PRIVATE,
        )
        weigh_objective(world.ada, goals.speed, weight=D("0.25"))
        add_key_result(world.mei, private, title="Rent", currency="IDR", baseline=D(0), target=D("123456789.25"))
    with time_machine.travel(TODAY + timedelta(days=1), tick=False):
        live(world, goals, kinds)
    with time_machine.travel(TODAY + timedelta(days=3), tick=False):
        change_key_result(
            world.mei,
            KeyResult.objects.get(pk=goals.median.pk),
            title="-Median first response",
            unit="min",
            baseline=D(30),
            target=D(15),
            owner=world.bo,
            reason="market",
            note="Others got faster.",
        )
        retype_key_result(
            world.mei, goals.rules, kind="metric", unit="%", target=D(100), reason="learning", note="In percent now."
        )
        check_in(world.bo, KeyResult.objects.get(pk=goals.rules.pk), value=D("33.5"))
        declare_objective(world.mei, goals.speed, status="at_risk", reason="Two are ill.")
        link(world, goals, private)
        matter(world, goals)
        end(world, goals)


def live(world: World, goals: Goals, kinds: dict[Kind, KeyResult]) -> None:
    """What people do in a quarter."""
    check_in(world.mei, goals.median, value=D("24.5"), confidence=70, note=AWKWARD, external_key="said:1")
    check_in(world.mei, goals.median, value=D(22), at=TODAY - timedelta(hours=3))
    check_in(world.bo, goals.rules, value=D(4))
    check_in(world.mei, kinds[Kind.AT_MOST], value=D("4.5"))
    reach_milestone(
        world.mei, add_milestone(world.mei, kinds[Kind.MILESTONE], title="First", due_on=date(2026, 11, 20))
    )
    add_milestone(world.mei, kinds[Kind.MILESTONE], title="First", weight=D("0.6"))
    finish_initiative(world.mei, add_initiative(world.mei, kinds[Kind.TASKS], title="Write it down", owner=world.bo))
    add_initiative(world.mei, kinds[Kind.METRIC], title="Train", kind="training", estimate=D("2.5"))
    observe(world.mei, kinds[Kind.STATISTIC], values=[D("3.25"), D(4), D(4)])
    observe(world.mei, kinds[Kind.CUMULATIVE], values=[D(1)])
    exempt(world.mei, kinds[Kind.COVERAGE], person=world.bo, reason="On leave")
    hold_session(world.mei, kinds[Kind.COVERAGE], session=1, people=[world.mei])
    set_rate(world.ada, currency="IDR", rate=D("0.0000625"), from_on=date(2026, 10, 1))


def link(world: World, goals: Goals, private: Objective) -> None:
    """Links between goals, one of them answered by another proposal."""
    own = add_objective(world.dora, goals.quarter, title="Pack in a day", department=world.warehouse)
    parcel = add_key_result(world.dora, own, title="Parcels", target=D(10))
    asked = propose_edge(world.dora, from_objective=own, to_objective=goals.speed, note="For speed")
    counter_edge(world.mei, asked, kind="depends", to_key_result=goals.median)
    answered = propose_edge(
        world.dora, kind="contributes", from_key_result=parcel, to_objective=goals.company, weight=D("0.5")
    )
    if answered.state == Edge.EdgeState.PROPOSED:
        answer_edge(world.ada, answered, answer="accepted")
    propose_edge(world.mei, from_objective=private, to_objective=goals.company)
    write_lesson(world.mei, goals.speed, text="Ask earlier.", key_result=goals.median)


def matter(world: World, goals: Goals) -> None:
    """What stands in the way, what is to be decided, what people write into their weeks."""
    kr = KeyResult.objects.get(pk=goals.median.pk)
    Vote.objects.create(key_result=kr, person=world.ada, confidence=70, said_at=TODAY)
    Vote.objects.create(key_result=kr, person=world.bo, confidence=30, said_at=TODAY)
    blocker = raise_blocker(world.mei, kr, text="No shift plan.", cause="capacity", waits_on=world.cem)
    reopen_blocker(world.mei, close_blocker(world.cem, blocker, resolution="It came."), reason="It went.")
    asked = ask_decision(
        world.mei, question="Two shifts?", options=["Yes", "No"], decider=world.cem, key_results=[kr, goals.rules]
    )
    decide(world.cem, asked, choice="Yes", reason="Mornings are quiet.")
    add_item(world.mei, kind="plan", text="Hire two", key_result=kr)
    LeftUnscored.objects.create(
        cycle=goals.quarter,
        objective=goals.speed,
        key_result=goals.rules,
        reason="Too early.",
        left_by=world.ada,
        left_at=TODAY,
    )


def end(world: World, goals: Goals) -> None:
    """A quarter that is over, with a goal that goes on in the next one."""
    last = open_cycle(world.ada, name="Q3 2026", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
    old = add_objective(world.cem, last, title="Open at night", department=world.service)
    kr = add_key_result(world.cem, old, title="Nights", target=D(90))
    check_in(world.cem, kr, value=D(40), at=TODAY - timedelta(days=60))
    score_key_result(world.cem, kr, score=D("0.5"), reason="It rained.")
    carry_over(world.cem, old, goals.quarter)
    close_cycle(world.ada, last)


def lose_everything() -> None:
    """Goals go, people stay."""
    for model in (Weekly, Decision, Blocker, Lesson):
        model.objects.all().delete()
    Edge.objects.all().delete()
    Objective.objects.update(parent=None, carried_from=None)
    KeyResult.objects.update(carried_from=None)
    Objective.objects.all().delete()
    Cycle.objects.all().delete()
    Rate.objects.all().delete()
