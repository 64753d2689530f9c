"""Weekly reports: only what changed and why, once a week, never what is private."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.chat.models import Line, Room
from denyut.matters.actions import ask_decision, raise_blocker
from denyut.meetings.actions import compile_report, edit_report, plan_report, post_report, refresh_report, subscribe
from denyut.meetings.due import reports_due
from denyut.meetings.jobs import mail_report, subscribers_of
from denyut.meetings.models import Report
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Refused
from denyut.spine.outlets import catch_up
from tests.goals import Goals
from tests.world import World

from .conftest import FRIDAY

pytestmark = pytest.mark.django_db


def items(report: Report, kind: str) -> list[dict[str, Any]]:
    return next(section["items"] for section in report.body if section["kind"] == kind)


@pytest.fixture
def report(week: Goals, world: World) -> Report:
    return compile_report(None, world.service, due_at=FRIDAY)


def test_a_report_tells_each_key_result_once_from_first_to_last(report: Report, week: Goals) -> None:
    [moved] = [item for item in items(report, "moved") if item["kind"] == "moved"]
    assert (moved["before"], moved["value"], moved["why"]) == (None, "20", "The night shift helps")
    assert moved["check_ins"] == sorted(week.median.check_ins.values_list("pk", flat=True))


def test_a_second_week_begins_where_the_first_ended(report: Report, week: Goals, world: World) -> None:
    later = FRIDAY + timedelta(days=7)
    with clock.at(later - timedelta(hours=1)):
        check_in(world.mei, week.median, value=Decimal(19))
    with clock.at(later):
        second = compile_report(None, world.service, due_at=later)
    [moved] = [item for item in items(second, "moved") if item["kind"] == "moved"]
    assert (moved["before"], moved["value"], second.since) == ("20", "19", report.until)


def test_a_report_is_compiled_once_a_week(report: Report, world: World) -> None:
    assert compile_report(None, world.service, due_at=FRIDAY + timedelta(hours=2)).pk == report.pk
    assert [team for team, _moment in reports_due(FRIDAY)] == [None]


def test_a_report_that_was_slept_through_is_compiled_once(week: Goals, world: World) -> None:
    late = FRIDAY + timedelta(days=17)
    due = dict(reports_due(late))
    assert set(due) == {None, world.service}
    assert due[None] == FRIDAY + timedelta(days=14)


def test_plans_move_the_hour_and_switch_off(week: Goals, world: World) -> None:
    plan_report(world.cem, department=world.service, weekday=0)
    plan_report(world.ada, is_off=True)
    assert list(reports_due(FRIDAY)) == [(world.service, FRIDAY - timedelta(days=4))]


def test_private_goals_are_for_their_own_alone(
    week: Goals, world: World, signed_in: Callable[[Person], Client]
) -> None:
    week.speed.visibility = "private"
    week.speed.save()
    report = compile_report(None, world.service, due_at=FRIDAY)
    assert not report.has_news
    post_report(world.cem, report)
    address = f"/reports/{report.pk}/"
    assert "Median first response" in signed_in(world.mei).get(address).content.decode()
    assert "Only you see this" in signed_in(world.mei).get(address).content.decode()
    assert "Median first response" not in signed_in(world.dora).get(address).content.decode()


def test_what_turns_private_later_is_told_no_more(
    report: Report, week: Goals, world: World, signed_in: Callable[[Person], Client]
) -> None:
    post_report(world.cem, report)
    assert "Median first response" in signed_in(world.dora).get(f"/reports/{report.pk}/").content.decode()
    week.speed.visibility = "private"
    week.speed.save()
    assert "Median first response" not in signed_in(world.dora).get(f"/reports/{report.pk}/").content.decode()


def test_every_number_leads_to_its_check_in(
    report: Report, week: Goals, world: World, signed_in: Callable[[Person], Client]
) -> None:
    post_report(world.cem, report)
    browser = signed_in(world.dora)
    page = browser.get(f"/reports/{report.pk}/").content.decode()
    for number in week.median.check_ins.values_list("pk", flat=True)[:1]:
        assert f'href="/check-ins/{number}/"' in page
        assert "20" in browser.get(f"/check-ins/{number}/").context["row"].value


def test_a_draft_is_for_its_editors(report: Report, world: World, signed_in: Callable[[Person], Client]) -> None:
    assert signed_in(world.dora).get(f"/reports/{report.pk}/").status_code == 404
    assert signed_in(world.cem).get(f"/reports/{report.pk}/").status_code == 200
    with pytest.raises(Refused) as refusal:
        edit_report(world.mei, report, summary="x")
    assert refusal.value.code == "not_lead"


def test_an_editor_adds_words_and_leaves_out(
    report: Report, world: World, signed_in: Callable[[Person], Client]
) -> None:
    [moved] = [item for item in items(report, "moved") if item["kind"] == "moved"]
    words = {"summary": "A good week.", "note-moved": "Keep it up.", "edition": "1", "seconds": "90", "key": "k"}
    answer = signed_in(world.cem).post(f"/reports/{report.pk}/edit/", {**words, "kept": []})
    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.summary, report.notes, report.edit_seconds) == ("A good week.", {"moved": "Keep it up."}, 90)
    assert moved["key"] in report.left_out
    assert report.editions.get().number == 2
    with pytest.raises(Conflict):
        edit_report(world.cem, report, summary="late", edition=1)
    page = signed_in(world.cem).get(f"/reports/{report.pk}/").content.decode()
    assert "Keep it up." in page
    assert "The night shift helps" not in page


def test_posting_tells_the_room_and_writes_to_followers(
    report: Report, world: World, room: Room, mailoutbox: list[Any]
) -> None:
    subscribe(world.bo, department=world.service)
    post_report(world.cem, report)
    catch_up()
    assert Line.objects.filter(room=room, facts__card="meetings.report_card", facts__number=report.pk).count() == 1
    assert subscribers_of(report) == [world.bo.pk]
    mail_report.call(report.pk, world.bo.pk)
    [letter] = mail.outbox
    assert letter.subject == "Customer Service: the week Nov 16 – Nov 22, 2026"
    assert 'dir="ltr"' in letter.alternatives[0][0]
    assert "The night shift helps" in letter.body
    with pytest.raises(Conflict):
        post_report(world.cem, report)
    with pytest.raises(Conflict):
        refresh_report(world.cem, report)


def test_nothing_moved_is_one_line_and_no_letter(
    goals: Goals, world: World, room: Room, signed_in: Callable[[Person], Client]
) -> None:
    with clock.at(FRIDAY - timedelta(days=3)):
        compile_report(None, world.warehouse, due_at=FRIDAY - timedelta(days=3))
    report = Report.objects.get(department=world.warehouse)
    assert not report.has_news
    post_report(world.ada, report)
    assert Line.objects.filter(facts__card="meetings.report_card").count() == 0
    assert "Nothing moved this week." in signed_in(world.dora).get(f"/reports/{report.pk}/").content.decode()


def test_blockers_and_decisions_stand_in_it(week: Goals, world: World) -> None:
    raise_blocker(world.mei, week.median, text="No key for the gate", cause="decision", waits_on=world.cem)
    ask_decision(
        world.mei,
        question="Two shifts?",
        options=["Yes", "No"],
        key_results=[week.median],
        decider=world.cem,
        due_on=FRIDAY.date() + timedelta(days=3),
    )
    with clock.at(FRIDAY + timedelta(hours=1)):
        report = compile_report(None, world.service, due_at=FRIDAY + timedelta(hours=1))
    assert [item["kind"] for item in items(report, "risks")] == ["blocker"]
    assert [(item["title"], item["is_new"]) for item in items(report, "needed")] == [("Two shifts?", True)]


@pytest.mark.parametrize("path", ["/reports/", "/reports/1/"])
def test_pages_ask_the_same_for_one_row_and_three(
    week: Goals, world: World, signed_in: Callable[[Person], Client], path: str
) -> None:
    first = compile_report(None, world.service, due_at=FRIDAY)
    post_report(world.cem, first)
    browser, address = signed_in(world.dora), path.replace("1", str(first.pk))
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as once:
        browser.get(address)
    for days in (7, 14):
        with clock.at(FRIDAY + timedelta(days=days - 1)):
            check_in(world.mei, week.median, value=Decimal(20 - days))
        with clock.at(FRIDAY + timedelta(days=days)):
            post_report(world.cem, compile_report(None, world.service, due_at=FRIDAY + timedelta(days=days)))
    with CaptureQueriesContext(connection) as thrice:
        browser.get(address)
    assert len(thrice) == len(once)
