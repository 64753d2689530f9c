"""Every measure against a value worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.alignment.models import Ask
from denyut.assistant.models import Takeaway
from denyut.benefits.drift import drift_by_team
from denyut.benefits.measures import MEASURES
from denyut.benefits.measures.check_ins import lasting
from denyut.benefits.models import Classified, Friction
from denyut.benefits.sources import SOURCES, Held, source
from denyut.benefits.updates import Update, updates_in
from denyut.benefits.weeks import WEEK, Weeks, weeks_until_now
from denyut.chat.actions import open_room, recall_line, say
from denyut.chat.models import Confirmation
from denyut.okr.actions import check_in, move_objective
from denyut.okr.models import Objective, State
from denyut.people.models import Person
from denyut.rhythm.models import Prompt, Ritual, Sitting
from denyut.spine.events import Via, record
from denyut.spine.verbs import VERBS
from denyut.tasks.actions import add_task, complete_task, reopen_task
from tests.goals import Goals
from tests.world import World, make_person

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
WEB = Via("web")
HOUR = timedelta(hours=1)


def counted(name: str) -> dict[date, tuple[float, float]]:
    with time_machine.travel(AFTER, tick=False):
        tallies = MEASURES[name].count(weeks_until_now(2))
    return {monday: (one.hits, one.of) for monday, one in tallies.items() if one.hits}


def counted_all(name: str) -> dict[date, tuple[float, float]]:
    with time_machine.travel(AFTER, tick=False):
        return {monday: (one.hits, one.of) for monday, one in MEASURES[name].count(weeks_until_now(2)).items()}


def sampled(name: str) -> dict[date, list[float]]:
    with time_machine.travel(AFTER, tick=False):
        return {monday: one.samples for monday, one in MEASURES[name].count(weeks_until_now(2)).items()}


def update(goals: Goals, who: Person, at: datetime, value: int) -> None:
    with time_machine.travel(at, tick=False):
        check_in.via(WEB)(who, goals.median, value=Decimal(value))


@pytest.fixture
def span() -> Weeks:
    with time_machine.travel(AFTER, tick=False):
        return weeks_until_now(2)


def test_alignment_takes_from_publishing_to_the_last_answer(goals: Goals, world: World) -> None:
    Objective.objects.update(published_at=NOON)
    for department, hours in ((world.service, 5), (world.warehouse, 30)):
        Ask.objects.create(
            objective=goals.company,
            department=department,
            asked_by=world.ada,
            asked_at=NOON,
            answered_at=NOON + HOUR * hours,
        )
    Ask.objects.create(objective=goals.speed, department=world.warehouse, asked_by=world.mei, asked_at=NOON)
    assert sampled("alignment_speed") == {MONDAY: [30.0]}


def test_propagation_takes_from_asking_to_confirming(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        line = say(world.mei, open_room(world.mei, name="Care", people=[world.bo, world.cem]), text="new rule")
    for person, hours in ((world.bo, 2), (world.cem, 5)):
        Confirmation.objects.create(line=line, person=person, asked_at=NOON, confirmed_at=NOON + HOUR * hours)
    assert sampled("propagation") == {MONDAY: [2.0, 5.0]}


def test_an_update_within_two_hours_of_a_reminder_is_prompted(goals: Goals, mei: Person) -> None:
    Prompt.objects.create(
        person=mei, key_result=goals.median, due_on=MONDAY, stage="due", sent_at=NOON - timedelta(hours=2)
    )
    update(goals, mei, NOON, 28)
    update(goals, mei, NOON + timedelta(minutes=1), 27)
    assert counted("unprompted") == {MONDAY: (1, 2)}


def test_a_prompt_to_somebody_else_prompts_nobody(goals: Goals, world: World, span: Weeks) -> None:
    for person, at in ((world.bo, NOON), (world.mei, NOON + HOUR)):
        Prompt.objects.create(person=person, key_result=goals.median, due_on=MONDAY, stage="due", sent_at=at)
    update(goals, world.mei, NOON, 28)
    assert [one.is_prompted for one in updates_in(span)] == [False]


def test_what_feeds_and_imports_write_is_no_update(goals: Goals, mei: Person, span: Weeks) -> None:
    with time_machine.travel(NOON, tick=False):
        check_in.via(Via("import"))(mei, goals.median, value=Decimal(29))
    assert updates_in(span) == []


def test_tracking_density_is_updates_by_key_results(goals: Goals, mei: Person) -> None:
    update(goals, mei, NOON, 28)
    update(goals, mei, NOON + HOUR, 27)
    update(goals, mei, NOON + 2 * HOUR, 26)
    assert counted("tracking_density") == {MONDAY: (3, 2)}


def test_sustained_use_of_a_cohort() -> None:
    first = date(2026, 10, 5)
    starts, weeks = {1: first}, Weeks(first, first + WEEK * 5, UTC)

    def done(person: int, week: int, *, is_prompted: bool = False) -> Update:
        at = datetime.combine(first + WEEK * week, datetime.min.time(), UTC) + timedelta(days=2)
        return Update(0, person, 1, 1, at, "web", is_prompted)

    steady = [done(1, week) for week in range(6)]
    pausing = [done(2, week) for week in (0, 1, 2, 4, 5)]
    pushed = [done(3, week, is_prompted=week == 3) for week in range(6)]
    late = [done(4, week) for week in range(1, 6)]
    found = lasting([*steady, *pausing, *pushed, *late], starts, weeks)
    assert {monday: (one.hits, one.of) for monday, one in found.items()} == {
        first + WEEK * 4: (1, 3),
        first + WEEK * 5: (1, 3),
    }


@pytest.fixture
def work(goals: Goals, mei: Person) -> None:
    with time_machine.travel(NOON, tick=False):
        for number in range(3):
            complete_task(mei, add_task(mei, title=f"for it {number}", key_result=goals.median, due_on=NOON.date()))
        complete_task(mei, add_task(mei, title="for nothing"))
        late = add_task(mei, title="late", key_result=goals.median, due_on=NOON.date())
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        complete_task(mei, late)


@pytest.mark.usefixtures("work")
def test_links_execution_and_drift() -> None:
    assert counted("link_coverage") == {MONDAY: (4, 5)}
    assert counted("execution_rate") == {MONDAY: (3, 4)}
    assert counted("strategy_drift") == {MONDAY: (1, 5)}


@pytest.mark.usefixtures("work")
def test_ten_unlinked_tasks_raise_the_drift_as_foretold(mei: Person, world: World, span: Weeks) -> None:
    for number in range(3):
        make_person(f"P{number} X", department=world.service, site=world.jakarta)
    with time_machine.travel(NOON, tick=False):
        for number in range(10):
            complete_task(mei, add_task(mei, title=f"else {number}"))
    assert counted("strategy_drift") == {MONDAY: (11, 15)}
    (team,) = drift_by_team(span)
    assert (team.department, team.adrift, team.done, team.drivers) == ("Customer Service", 11, 15, {"no_goal": 11})


@pytest.mark.usefixtures("work")
def test_the_drift_of_a_small_team_is_hidden(span: Weeks) -> None:
    assert drift_by_team(span) == []


@pytest.mark.usefixtures("work")
def test_work_for_a_goal_that_was_given_up_drifts(goals: Goals, world: World) -> None:
    move_objective(world.mei, goals.speed, to=State.CANCELLED, reason="The market left")
    assert counted("strategy_drift") == {MONDAY: (5, 5)}


def test_miscommunication_counts_recalls_and_reopened_tasks(goals: Goals, mei: Person) -> None:
    with time_machine.travel(NOON, tick=False):
        room = open_room(mei, name="Care")
        lines = [say(mei, room, text=f"word {number}") for number in range(3)]
        recall_line(mei, lines[0])
        done = [complete_task(mei, add_task(mei, title=f"t {number}")) for number in range(3)]
        reopen_task(mei, done[0])
    assert counted("miscommunication") == {MONDAY: (2, 5)}


def test_messages_that_name_a_goal(goals: Goals, mei: Person) -> None:
    with time_machine.travel(NOON, tick=False):
        room = open_room(mei, name="Care")
        say(mei, room, text=f"{goals.median.label} moves")
        say(mei, room, text="lunch")
    assert counted("talk_coverage") == {MONDAY: (1, 2)}


def test_meetings_of_rituals_and_of_other_sources(goals: Goals, world: World) -> None:
    ritual = Ritual.objects.create(
        cycle=goals.quarter, first_on=MONDAY, at="09:00", minutes=30, made_by=world.cem, made_at=NOON
    )
    sitting = Sitting.objects.create(ritual=ritual, day=MONDAY, opened_at=NOON)
    sitting.attended.set([world.mei, world.bo, world.cem])
    source("test")(lambda weeks: [Held(NOON, 60, 4)])
    with time_machine.travel(NOON, tick=False):
        for number, people in ((1, 2), (2, 9)):
            facts = {"kind": "status", "minutes": 60, "people": people, "day": NOON.date().isoformat()}
            record(VERBS["meetings.meeting_logged"], world.cem, sitting, facts={**facts, "number": number})
    try:
        assert counted("meeting_load") == {MONDAY: (1.5 + 4 + 11, 5)}
    finally:
        del SOURCES["test"]


def test_supervision_of_managers_by_their_minutes(world: World) -> None:
    for person, kind, minutes in (
        (world.cem, "chase", 2),
        (world.cem, "meeting", 30),
        (world.cem, "none", 45),
        (world.bo, "chase", 2),
    ):
        source = f"line:{person.pk}{kind}"
        Classified.objects.create(person=person, source=source, kind=kind, minutes=minutes, confidence=75, at=NOON)
    assert counted("manager_sync") == {MONDAY: (32, 1)}
    assert counted("supervision_load") == {MONDAY: (32, 2400)}
    assert counted("status_chasing") == {MONDAY: (2, 5)}


def test_suggestions_by_people(world: World) -> None:
    for number in range(2):
        Takeaway.objects.create(kind="suggestion", text=f"idea {number}", by=world.bo, at=NOON, state="open")
    Takeaway.objects.create(kind="blocker", text="stuck", by=world.bo, at=NOON, state="open")
    assert counted("suggestions") == {MONDAY: (2, 5)}


def test_update_overhead_is_minutes_by_people(world: World) -> None:
    Friction.objects.create(flow="check_in_form", week_on=MONDAY, seconds=12, presses=3, pages=0, times=10)
    Friction.objects.create(flow="message", week_on=MONDAY, seconds=60, presses=3, pages=0, times=10)
    assert counted("update_overhead") == {MONDAY: (2, 5)}


def test_complete_key_results(goals: Goals) -> None:
    goals.median.source, goals.median.hypothesis, goals.median.made_at = "desk", "faster", NOON
    goals.median.save()
    goals.rules.made_at = NOON
    goals.rules.save()
    assert counted("data_quality") == {MONDAY: (1, 2)}
