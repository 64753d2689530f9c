"""Who is reminded of what, when, and how often."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.inbox.jobs import send_letter
from denyut.inbox.models import Notice
from denyut.okr.actions import add_key_result, check_in
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.actions import add_absence
from denyut.people.models import Person
from denyut.rhythm.actions import answer_cadence
from denyut.rhythm.jobs import remind
from denyut.rhythm.models import Prompt, Stage
from denyut.rhythm.prompting import Class, classes_of
from denyut.rhythm.reminding import round_of, stage_of
from denyut.spine import clock
from denyut.spine.access import Invalid, Refused
from denyut.spine.events import Via
from denyut.spine.outlets import catch_up
from tests.goals import Goals, make_goals
from tests.world import World

SignedIn = Callable[[Person], Client]
# Friday at five in Jakarta.
DUE = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(DUE - timedelta(days=19)):
        yield


@pytest.fixture
def goals(world: World) -> Goals:
    return make_goals(world)


def remind_at(*moments: datetime) -> None:
    for moment in moments:
        with clock.at(moment):
            remind.call()


def sent() -> list[tuple[str, str]]:
    found = Prompt.objects.select_related("person").order_by("id")
    return [(prompt.person.name.split()[0], prompt.stage) for prompt in found]


def test_the_ladder_of_one_due_day(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.median.pk).update(delegate=world.bo)
    KeyResult.objects.filter(pk=goals.rules.pk).delete()
    remind_at(DUE - timedelta(hours=25))
    assert sent() == []
    remind_at(DUE - 24 * HOUR, DUE - 5 * HOUR, DUE, DUE + HOUR)
    assert sent() == [("Mei", "ahead"), ("Mei", "due")]
    # T+24 h is a Saturday: it waits for Monday morning, when T+72 h has not come.
    remind_at(DUE + 24 * HOUR, DUE + 38 * HOUR)
    assert len(sent()) == 2
    remind_at(datetime(2026, 11, 23, 1, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=UTC))
    assert sent()[2:] == [("Mei", "after"), ("Bo", "helper")]
    remind_at(DUE + 4 * 24 * HOUR, DUE + 5 * 24 * HOUR)
    assert len(sent()) == 4


def test_one_notice_for_all_of_a_person(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).update(owner=world.mei)
    remind_at(DUE, DUE)
    catch_up()
    assert (Prompt.objects.count(), Notice.objects.count()) == (2, 1)
    notice = Notice.objects.select_related("event").get()
    assert (notice.person, notice.kind, notice.how) == (world.mei, "check_in", "mail")
    assert notice.event.facts["labels"] == f"{goals.median.label}, {goals.rules.label}"
    assert [prompt.head_id for prompt in Prompt.objects.order_by("id")] == [None, Prompt.objects.order_by("id")[0].pk]


def test_nobody_is_reminded_who_has_checked_in(world: World, goals: Goals) -> None:
    with clock.at(DUE - timedelta(days=2)):
        check_in(world.mei, goals.median, value=Decimal(24))
    remind_at(DUE - 24 * HOUR, DUE)
    assert sent() == [("Bo", "ahead"), ("Bo", "due")]


def test_a_check_in_answers_and_settles_the_notice(world: World, goals: Goals) -> None:
    remind_at(DUE)
    catch_up()
    with clock.at(DUE + HOUR):
        check_in(world.mei, goals.median, value=Decimal(24))
        catch_up()
        catch_up()
    assert Prompt.objects.get(person=world.mei).answered_at == DUE + HOUR
    mine, other = Notice.objects.get(person=world.mei), Notice.objects.get(person=world.bo)
    assert (mine.done_at is not None, other.done_at) == (True, None)


def test_quiet_hours_and_free_days_are_kept(world: World, goals: Goals) -> None:
    for person in (world.mei, world.bo):
        person.quiet_from, person.quiet_to = datetime(2026, 1, 1, 16).time(), datetime(2026, 1, 1, 8).time()
        person.save()
    # Five in the afternoon lies in their quiet hours, Saturday is free; on Monday at eight it is a day after.
    remind_at(DUE, DUE + 20 * HOUR)
    assert sent() == []
    remind_at(datetime(2026, 11, 23, 1, 5, tzinfo=UTC))
    assert sent() == [("Mei", "after"), ("Bo", "after")]


def test_who_is_away_is_left_alone_and_their_stand_in_is_asked(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).delete()
    absence = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 27)}
    add_absence(world.mei, world.mei, **absence, stand_in=world.bo)
    remind_at(DUE - 24 * HOUR, DUE - HOUR)
    assert sent() == [("Bo", "ahead")]
    KeyResult.objects.filter(pk=goals.median.pk).update(delegate=world.cem)
    remind_at(DUE - HOUR)
    assert sent()[1:] == [("Cem", "ahead")]
    add_absence(world.cem, world.cem, **absence)
    add_absence(world.bo, world.bo, **absence)
    remind_at(DUE - HOUR / 2, DUE, DUE + WEEK - HOUR)
    assert len(sent()) == 2


def test_whoever_stands_in_hears_of_it_when_it_is_due_and_after(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).delete()
    absence = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 27)}
    add_absence(world.mei, world.mei, **absence, stand_in=world.bo)
    # The day after is a Saturday: the second reminder waits for Monday morning.
    remind_at(DUE - 24 * HOUR, DUE, DUE + HOUR, datetime(2026, 11, 23, 1, tzinfo=UTC))
    assert sent() == [("Bo", "ahead"), ("Bo", "due"), ("Bo", "after")]


def test_what_data_feed_and_what_does_not_run_asks_nobody(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).update(state="paused")
    KeyResult.objects.filter(pk=goals.median.pk).update(kind="tasks", checked_in_at=DUE - timedelta(days=8))
    remind_at(DUE - HOUR, DUE)
    assert sent() == []
    KeyResult.objects.update(checked_in_at=DUE - timedelta(days=12))
    remind_at(DUE)
    assert sent() == [("Mei", "due")]


def test_two_due_days_without_an_answer_end_it_with_a_question(world: World, goals: Goals, signed_in: SignedIn) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).delete()
    remind_at(DUE, DUE + WEEK, DUE + 2 * WEEK, DUE + 2 * WEEK + HOUR, DUE + 3 * WEEK)
    assert sent() == [("Mei", "due"), ("Mei", "due"), ("Mei", "cadence")]
    assert Prompt.objects.filter(was_ignored=True).count() == 2
    doubt = Prompt.objects.get(stage=Stage.CADENCE)
    with pytest.raises(Refused):
        answer_cadence(world.bo, doubt, cadence="month")
    with pytest.raises(Invalid):
        answer_cadence(world.mei, doubt, cadence="never")
    with clock.at(DUE + 3 * WEEK + HOUR):
        browser = signed_in(world.mei)
        assert f"Is this the wrong cadence for {goals.median.label}?" in browser.get("/week/").content.decode()
        assert browser.post(f"/week/cadence/{doubt.pk}/", {"key": "k", "cadence": "two_weeks"}).status_code == 302
        assert "wrong cadence" not in browser.get("/week/").content.decode()
    goals.median.refresh_from_db()
    assert (goals.median.cadence, goals.median.target, goals.median.owner) == ("two_weeks", 18, world.mei)


def test_keeping_the_cadence_begins_reminders_anew(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).delete()
    remind_at(DUE, DUE + WEEK, DUE + 2 * WEEK)
    with clock.at(DUE + 2 * WEEK + HOUR):
        answer_cadence(world.mei, Prompt.objects.get(stage=Stage.CADENCE), cadence="keep")
    remind_at(DUE + 3 * WEEK)
    assert sent()[-1] == ("Mei", "due")
    assert KeyResult.objects.get(pk=goals.median.pk).cadence == ""


def test_the_letter_can_be_answered_where_the_house_takes_letters(world: World, goals: Goals, settings) -> None:
    remind_at(DUE)
    with clock.at(DUE):
        catch_up()
        send_letter.call(world.mei.pk, is_digest=False)
        settings.TAKES_REPLIES = True
        send_letter.call(world.bo.pk, is_digest=False)
    plain, answerable = mail.outbox
    assert plain.reply_to == []
    assert answerable.reply_to[0].startswith(f"checkin+{Prompt.objects.get(person=world.bo).pk}-")
    assert "Answer this letter to check in" in answerable.body
    assert "Answer this letter" not in plain.body


def test_why_somebody_checked_in(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.rules.pk).update(delegate=world.cem)
    remind_at(DUE)
    said = [(world.mei, goals.median, DUE + HOUR, "web"), (world.mei, goals.median, DUE + 3 * HOUR, "chat")]
    said.append((world.mei, goals.median, DUE + HOUR, "automatic"))
    remind_at(datetime(2026, 11, 23, 10, tzinfo=UTC))
    said.append((world.cem, goals.rules, datetime(2026, 11, 23, 11, tzinfo=UTC), "web"))
    for person, kr, moment, surface in said:
        with clock.at(moment):
            check_in.via(Via(surface))(person, kr, value=Decimal(5))
    classes = classes_of(CheckIn.objects.order_by("id"))
    assert list(classes.values()) == [Class.PROMPTED, Class.UNPROMPTED, Class.AUTOMATIC, Class.FORCED]
    assert classes_of([]) == {}


def test_a_look_at_the_clock_takes_the_same_queries_for_one_and_many(world: World, goals: Goals) -> None:
    counts = set()
    for number in range(3):
        add_key_result(world.mei, goals.speed, title=f"No {number}", baseline=Decimal(0), target=Decimal(5))
        with clock.at(DUE), CaptureQueriesContext(connection) as queries:
            assert len(round_of(DUE).reminders) == 2
        counts.add(len(queries))
    assert len(counts) == 1


@settings(max_examples=50)
@given(st.integers(-200, 200))
def test_stages_follow_each_other(hours: int) -> None:
    order = [Stage.AHEAD, Stage.DUE, Stage.AFTER, Stage.HELPER]
    stage, later = stage_of(DUE, DUE + hours * HOUR), stage_of(DUE, DUE + (hours + 1) * HOUR)
    assert (stage is None) == (hours < -24 or hours >= 120)
    if stage and later:
        assert order.index(later) - order.index(stage) in (0, 1)
