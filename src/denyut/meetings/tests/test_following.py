"""Digests, feedback, the meeting log, and prints."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from denyut.chat.models import Line, Room
from denyut.meetings import jobs
from denyut.meetings.actions import (
    ask_print,
    compile_report,
    give_feedback,
    log_meeting,
    open_digest,
    post_report,
    remove_meeting,
    send_digest,
    subscribe,
    unsubscribe,
)
from denyut.meetings.due import digests_due
from denyut.meetings.feedback import adjustments, coverage, latencies, middle
from denyut.meetings.letters import printed_page
from denyut.meetings.load import meeting_load, summed, sync_minutes
from denyut.meetings.models import Digest, Feedback, Held, Print
from denyut.meetings.moments import last_moment, next_digest
from denyut.meetings.press import NoPress
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.tasks.actions import add_task
from tests.goals import Goals
from tests.world import World

from .conftest import FRIDAY, MONDAY, TUESDAY

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")


def test_no_change_no_digest_and_one_line_for_each_change(goals: Goals, world: World) -> None:
    # The goals themselves were made at the hour of the fixture: they are news until then.
    with clock.at(FRIDAY + timedelta(minutes=1)):
        own = subscribe(world.dora, objective=goals.speed, every="day")
    with clock.at(FRIDAY + timedelta(hours=1)):
        assert send_digest(None, own) is None
    with clock.at(FRIDAY + timedelta(hours=2)):
        said = [check_in(world.mei, goals.median, value=Decimal(n), note=f"to {n}") for n in (24, 20)]
    with clock.at(FRIDAY + timedelta(hours=3)):
        digest = send_digest(None, own)
    assert digest is not None
    assert [item["check_ins"] for item in digest.items if item["kind"] == "said"] == [[one.pk] for one in said]
    with clock.at(FRIDAY + timedelta(hours=4)):
        assert send_digest(None, own) is None


def test_a_digest_goes_out_once_and_is_opened(
    goals: Goals, world: World, signed_in: Callable[[Person], Client]
) -> None:
    own = subscribe(world.dora, objective=goals.speed, every="day")
    assert digests_due(FRIDAY) == []
    with clock.at(FRIDAY + timedelta(hours=1)):
        check_in(world.mei, goals.median, value=Decimal(24), note="First rules")
    with clock.at(FRIDAY + timedelta(days=1)):
        assert [one.pk for one in digests_due(clock.now())] == [own.pk]
        jobs.send_one_digest.call(own.pk)
        jobs.send_one_digest.call(own.pk)
        digest = Digest.objects.get()
        jobs.mail_digest.call(digest.pk)
        jobs.mail_digest.call(digest.pk)
    assert [letter.to for letter in mail.outbox] == [[world.dora.email]]
    assert f"/check-ins/{goals.median.check_ins.get().pk}/" in mail.outbox[0].body
    assert signed_in(world.mei).get(f"/digests/{digest.pk}/").status_code == 404
    assert "First rules" in signed_in(world.dora).get(f"/digests/{digest.pk}/").content.decode()
    digest.refresh_from_db()
    assert digest.opened_at is not None
    opened = digest.opened_at
    assert open_digest(world.dora, digest).opened_at == opened


def test_a_room_hears_what_everybody_may_see(week: Goals, world: World, room: Room) -> None:
    with clock.at(TUESDAY - timedelta(hours=1)):
        own = subscribe(world.cem, objective=week.speed, room=room)
    assert send_digest(None, own) is not None
    assert Line.objects.filter(room=room, facts__card="meetings.digest_card").count() == 1
    week.speed.visibility = "private"
    week.speed.save()
    own.heard_to = TUESDAY - timedelta(hours=1)
    assert send_digest(None, own) is None


def test_refusals_of_following(goals: Goals, world: World) -> None:
    goals.speed.visibility = "private"
    goals.speed.save()
    with pytest.raises(NotThere):
        subscribe(world.dora, objective=goals.speed)
    with pytest.raises(Refused):
        subscribe(world.robo)
    with pytest.raises(Invalid):
        subscribe(world.mei, every="hour")
    own = subscribe(world.mei, department=world.service)
    assert subscribe(world.mei, department=world.service, every="day").pk == own.pk
    with pytest.raises(Refused):
        unsubscribe(world.bo, own)
    unsubscribe(world.mei, own)
    with pytest.raises(Conflict):
        unsubscribe(world.mei, own)


def test_feedback_latency_equals_the_hand_calculation(week: Goals, world: World) -> None:
    first, second = week.median.check_ins.order_by("id")
    with clock.at(TUESDAY + timedelta(minutes=10)):
        give_feedback(world.mei, first, text="I add: two rules")
    with clock.at(TUESDAY + timedelta(hours=2)):
        give_feedback(world.cem, first)
        give_feedback(world.cem, first)
    with clock.at(TUESDAY + timedelta(hours=4)):
        give_feedback(world.dora, second, text="Well done")
    assert latencies(TUESDAY, FRIDAY) == [timedelta(hours=2), timedelta(hours=4)]
    assert middle(latencies(TUESDAY, FRIDAY)) == timedelta(hours=3)
    assert coverage(TUESDAY, FRIDAY, department=world.warehouse) == (0, 0)
    assert Feedback.objects.filter(text="").count() == 1


def test_time_from_sign_to_change(week: Goals, world: World) -> None:
    with clock.at(TUESDAY + timedelta(hours=1)):
        check_in(world.mei, week.median, value=Decimal(25), confidence=55, note="Two are ill")
    with clock.at(TUESDAY + timedelta(hours=31)):
        add_task(world.mei, title="Ask for help", key_result=week.median)
    assert adjustments(TUESDAY, FRIDAY) == [timedelta(hours=30)]
    assert middle([]) is None


def test_feedback_refusals_and_pages(week: Goals, world: World, signed_in: Callable[[Person], Client]) -> None:
    said = week.median.check_ins.first()
    assert said is not None
    with pytest.raises(Invalid):
        give_feedback(world.bo, said, text="x" * 501)
    with pytest.raises(Refused):
        give_feedback(world.aldo, said)
    answer = signed_in(world.bo).post(
        f"/check-ins/{said.pk}/feedback/", {"text": "Nice"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert "Nice" in signed_in(world.dora).get(f"/check-ins/{said.pk}/").content.decode()
    week.speed.visibility = "private"
    week.speed.save()
    assert signed_in(world.dora).get(f"/check-ins/{said.pk}/").status_code == 404


def test_the_load_equals_the_hand_calculation(world: World) -> None:
    day = FRIDAY.date()
    log_meeting(world.mei, title="Status", day=day, minutes=30, people=[world.bo, world.cem])
    log_meeting(world.cem, title="Shifts", day=day, minutes=60, people=[world.mei], kind="decision", status_minutes=10)
    load = meeting_load(day, day)
    assert (load.count, load.mean_minutes, load.person_minutes) == (2, 45.0, 210)
    assert (load.by_kind, load.status_person_minutes) == ({"status": 90, "decision": 120}, 110)
    assert sync_minutes(world.cem, day, day) == 40
    assert meeting_load(day, day, department=world.warehouse).count == 0
    fewer = summed([("status", 60, 60, 3)], 0)
    more = summed([("status", 30, 30, 3)] * 2, 0)
    assert (fewer.count, fewer.mean_minutes, fewer.person_minutes) == (1, 60.0, more.person_minutes)


def test_refusals_of_the_log(world: World, signed_in: Callable[[Person], Client]) -> None:
    day = FRIDAY.date()
    usual = {"title": "x", "day": day, "minutes": 10}
    for wrong in (
        {"title": " "},
        {"minutes": 0},
        {"day": day + timedelta(days=1)},
        {"kind": "x"},
        {"status_minutes": 11},
    ):
        with pytest.raises(Invalid):
            log_meeting(world.mei, **{**usual, **wrong})  # type: ignore[arg-type]
    held = log_meeting(world.mei, title="x", day=day, minutes=10)
    with pytest.raises(Refused):
        remove_meeting(world.bo, held)
    assert signed_in(world.bo).post(f"/meetings/log/{held.pk}/removal/").status_code == 404
    remove_meeting(world.mei, held)
    assert not Held.objects.exists()


def test_a_print_is_made_by_a_job(
    week: Goals, world: World, monkeypatch: pytest.MonkeyPatch, signed_in: Callable[[Person], Client]
) -> None:
    report = compile_report(None, world.service, due_at=FRIDAY)
    post_report(world.cem, report)
    browser = signed_in(world.mei)
    assert browser.post(f"/reports/{report.pk}/print/", {"key": "k"}).status_code == 302
    one = Print.objects.get()
    assert browser.get(f"/reports/{report.pk}/pdf/").status_code == 404
    monkeypatch.setattr(jobs, "pressed", lambda page: b"%PDF " + str(len(page)).encode())
    jobs.make_print.call(one.pk)
    answer = browser.get(f"/reports/{report.pk}/pdf/")
    assert (answer.status_code, answer.content[:5], answer["Content-Type"]) == (200, b"%PDF ", "application/pdf")
    assert ask_print(world.mei, report, language="en").pk == one.pk


def test_without_a_press_the_page_says_how(
    week: Goals, world: World, monkeypatch: pytest.MonkeyPatch, signed_in: Callable[[Person], Client]
) -> None:
    def missing(page: str) -> bytes:
        raise NoPress

    report = compile_report(None, world.service, due_at=FRIDAY)
    one = ask_print(world.cem, report, language="en")
    monkeypatch.setattr(jobs, "pressed", missing)
    jobs.make_print.call(one.pk)
    assert "Save as PDF" in signed_in(world.cem).get(f"/reports/{report.pk}/print/").content.decode()


def test_the_printed_page_runs_the_readers_way(week: Goals, world: World) -> None:
    report = compile_report(None, world.service, due_at=FRIDAY)
    assert '<html lang="ar" dir="rtl">' in printed_page(report, "ar")
    assert "The night shift helps" in printed_page(report, "th")


def test_moments_by_the_clock() -> None:
    friday = datetime(2026, 11, 20, 15, tzinfo=JAKARTA)
    assert last_moment(FRIDAY, 4, time(15), JAKARTA) == friday
    assert last_moment(FRIDAY - timedelta(seconds=1), 4, time(15), JAKARTA) == friday - timedelta(days=7)
    assert next_digest(FRIDAY, "day", 8, JAKARTA) == datetime(2026, 11, 21, 8, tzinfo=JAKARTA)
    assert next_digest(FRIDAY, "week", 8, JAKARTA) == datetime(2026, 11, 23, 8, tzinfo=JAKARTA)
    assert next_digest(MONDAY, "week", 8, JAKARTA) == datetime(2026, 11, 30, 8, tzinfo=JAKARTA)


def test_pages_open(week: Goals, world: World, signed_in: Callable[[Person], Client]) -> None:
    browser = signed_in(world.cem)
    for path in ("/follow/", "/meetings/log/", "/reports/plan/", "/reports/", "/meetings/"):
        assert browser.get(path).status_code == 200
    words = {
        "title": "Stand-up",
        "kind": "status",
        "day": "2026-11-20",
        "minutes": "15",
        "people": [world.mei.pk],
        "key": "k",
    }
    assert browser.post("/meetings/log/", words).status_code == 302
    assert browser.post("/follow/", {"every": "week", "key": "f"}).status_code == 302
    assert browser.post("/reports/plan/", {"weekday": "3", "at": "10:00", "key": "p"}).status_code == 302
    key_result = browser.get(f"/key-results/{week.median.pk}/sections/", headers={"HX-Request": "true"})
    assert "Feedback on the last check-ins" in key_result.content.decode()
