"""Notices: who is told, who is not, what is shown, and the letters."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from denyut.alignment.actions import ask_departments
from denyut.assistant.actions import keep_takeaway
from denyut.chat.actions import (
    call_again,
    confirm_ding,
    confirm_line,
    ding,
    fire_reminder,
    leave_seat,
    open_room,
    remind,
    say,
)
from denyut.chat.models import Line, Room, Seat
from denyut.inbox.actions import choose_digest_hour, choose_how, read_all, read_notice
from denyut.inbox.jobs import send_digests, send_letters
from denyut.inbox.kinds import ALL, kind_of
from denyut.inbox.models import How, Notice
from denyut.inbox.rows import notice_rows, with_events
from denyut.inbox.waiting import check_ins_due
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine import outlets
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.jobs.worker import Worker
from denyut.spine.models import Event, OutletFailure
from denyut.spine.verbs import VERBS
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
type SignedIn = Callable[[Person], Client]


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Care", kind="closed", people=[world.bo, world.cem])


def mention(world: World, room: Room, text: str = "look here") -> Line:
    line = say(world.mei, room, text=f"@Bo Santoso#{world.bo.pk} {text}")
    outlets.catch_up()
    assert not OutletFailure.objects.exists()
    return line


def of(person: Person) -> list[str]:
    return [row.sentence for row in notice_rows(with_events(Notice.objects.filter(person=person)), person)]


def work() -> None:
    while Worker().run_once():
        pass


def test_a_mention_tells_whom_it_names_and_nobody_else(world: World, room: Room) -> None:
    mention(world, room)
    assert of(world.bo) == ["Mei Lin wrote in Care"]
    assert (of(world.mei), of(world.cem)) == ([], [])
    assert Notice.objects.get().kind == "mention"


def test_telling_again_changes_nothing(world: World, room: Room) -> None:
    mention(world, room)
    outlets.OUTLETS["inbox.notices"].handle(Event.objects.get(verb="chat.said"))
    assert Notice.objects.count() == 1


def test_a_muted_room_tells_nobody(world: World, room: Room) -> None:
    Seat.objects.filter(person=world.bo).update(notify=Seat.Notify.NOTHING)
    mention(world, room)
    assert Notice.objects.count() == 0


def test_a_followed_room_tells_of_everything(world: World, room: Room) -> None:
    Seat.objects.filter(person=world.cem).update(notify=Seat.Notify.ALL)
    mention(world, room)
    assert dict(Notice.objects.values_list("person", "kind")) == {world.bo.pk: "mention", world.cem.pk: "talk"}


def test_nothing_is_shown_of_a_room_that_was_left(world: World, room: Room, signed_in: SignedIn) -> None:
    mention(world, room, "the secret plan")
    leave_seat(world.bo, room, world.bo)
    assert of(world.bo) == []
    page = signed_in(world.bo).get("/inbox/").content.decode()
    assert "secret plan" not in page
    assert Notice.objects.get().read_at is not None


def test_a_wish_for_nothing_is_kept(world: World, room: Room) -> None:
    choose_how(world.bo, kind="mention", how="nothing")
    mention(world, room)
    assert Notice.objects.count() == 0


def test_what_waits_for_an_answer_cannot_be_switched_off(world: World) -> None:
    for kind in ("ding", "confirmation"):
        with pytest.raises(Conflict):
            choose_how(world.bo, kind=kind, how="nothing")
    for words in ({"kind": "x", "how": "app"}, {"kind": "mention", "how": "x"}):
        with pytest.raises(Invalid):
            choose_how(world.bo, **words)
    with pytest.raises(Invalid):
        choose_digest_hour(world.bo, hour=24)


def test_a_confirmation_is_done_when_confirmed(world: World, room: Room, signed_in: SignedIn) -> None:
    line = say(world.mei, room, text="Read this", must_confirm=True)
    outlets.catch_up()
    browser = signed_in(world.bo)
    assert "asks you to confirm" in browser.get("/inbox/?tab=waiting").content.decode()
    confirm_line(world.bo, line)
    outlets.catch_up()
    notice = Notice.objects.get(person=world.bo)
    assert (notice.kind, notice.done_at is not None, notice.read_at is not None) == ("confirmation", True, True)
    assert Notice.objects.get(person=world.cem).done_at is None
    assert "Nothing waits for you" in browser.get("/inbox/?tab=waiting").content.decode()


def test_a_ding_is_told_and_its_confirmation_goes_back(world: World) -> None:
    made = ding(world.mei, [world.bo], text="Come", reason="truck", cannot_wait=True)
    outlets.catch_up()
    assert of(world.bo) == ["Mei Lin calls you urgently"]
    confirm_ding(world.bo, made)
    outlets.catch_up()
    assert of(world.mei) == ["Bo Santoso confirmed your DING"]
    assert Notice.objects.get(person=world.bo).done_at is not None


def test_being_called_again_is_one_notice(world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        made = ding(world.mei, [world.bo], text="Come", reason="truck")
        outlets.catch_up()
        read_all(world.bo)
        machine.shift(timedelta(minutes=5))
        call_again(world.mei, made)
        outlets.catch_up()
    assert [notice.read_at for notice in Notice.objects.filter(person=world.bo)] == [None]


def test_a_proposal_leads_to_the_desk_of_whoever_sees_both_goals(world: World, goals: Goals) -> None:
    world.warehouse.lead = world.dora
    world.warehouse.save()
    ask_departments(world.ada, goals.company, departments=[world.warehouse], note="By Friday")
    outlets.catch_up()
    assert not OutletFailure.objects.exists()
    [row] = notice_rows(with_events(Notice.objects.filter(person=world.dora)), world.dora)
    assert (row.url, row.kind, row.about) == ("/alignment/", "alignment", goals.company.title)
    assert row.sentence == "Ada Pratiwi asked Warehouse to respond"
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    assert of(world.dora) == []


def test_nobody_reads_what_is_somebody_elses(world: World, room: Room, signed_in: SignedIn) -> None:
    mention(world, room)
    notice = Notice.objects.get()
    with pytest.raises(Refused):
        read_notice(world.ada, notice)
    assert signed_in(world.ada).post(f"/inbox/{notice.pk}/read/").status_code == 404
    answer = signed_in(world.bo).post(f"/inbox/{notice.pk}/read/")
    assert answer["Location"] == f"/rooms/{room.pk}/lines/{notice.event.subject_id}/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_read_all_of_one_kind_leaves_the_others(world: World, room: Room, signed_in: SignedIn) -> None:
    mention(world, room)
    say(world.mei, room, text="Read this", must_confirm=True)
    outlets.catch_up()
    read_all(world.bo, kind="mention")
    assert list(Notice.objects.unread().filter(person=world.bo).values_list("kind", flat=True)) == ["confirmation"]
    assert signed_in(world.bo).post("/inbox/read/").status_code == 302
    assert not Notice.objects.unread().filter(person=world.bo).exists()
    assert Notice.objects.unread().filter(person=world.cem).exists()


def test_the_bell_counts_and_carries_open_calls(world: World, room: Room, signed_in: SignedIn) -> None:
    mention(world, room)
    ding(world.mei, [world.bo], text="Come now", reason="truck", cannot_wait=True)
    outlets.catch_up()
    told = signed_in(world.bo).get("/inbox/bell/").json()
    assert 'data-count="2"' in told["bell"]
    assert ["Come now" in call for call in told["calls"]] == [True]
    assert signed_in(world.dora).get("/inbox/bell/").json()["calls"] == []


def test_every_verb_that_tells_has_a_kind_and_leads_somewhere(world: World, goals: Goals) -> None:
    telling = [verb.name for verb in VERBS.values() if verb.told is not type(verb).told]
    assert len(telling) > 20
    assert all(kind_of(name) in ALL for name in telling)


def test_a_letter_goes_out_and_more_wait_for_ten_minutes(world: World, room: Room) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        for number in range(3):
            mention(world, room, f"number {number}")
        send_letters.call()
        work()
        assert [letter.subject for letter in mail.outbox] == ["Mei Lin wrote in Care, and 2 more"]
        for number in range(3):
            machine.shift(timedelta(minutes=2))
            mention(world, room, f"later {number}")
            send_letters.call()
            work()
        assert len(mail.outbox) == 1
        machine.shift(timedelta(minutes=5))
        send_letters.call()
        send_letters.call()
        work()
    assert len(mail.outbox) == 2
    assert "later 2" in mail.outbox[1].body
    assert "number" not in mail.outbox[1].body


def test_no_letter_about_what_was_read_or_may_not_be_seen(world: World, room: Room) -> None:
    with time_machine.travel(MONDAY, tick=False):
        mention(world, room)
        read_all(world.bo)
        send_letters.call()
        mention(world, room)
        leave_seat(world.bo, room, world.bo)
        send_letters.call()
        work()
    assert mail.outbox == []


def test_letters_wait_for_the_morning(world: World, room: Room) -> None:
    with time_machine.travel(NIGHT, tick=False) as machine:
        mention(world, room)
        send_letters.call()
        work()
        assert mail.outbox == []
        machine.move_to(datetime(2026, 11, 24, 0, 1, tzinfo=UTC))
        send_letters.call()
        work()
    assert len(mail.outbox) == 1


def test_the_daily_letter_comes_once_at_its_hour_and_never_empty(world: World, room: Room) -> None:
    choose_how(world.bo, kind="mention", how="digest")
    choose_digest_hour(world.bo, hour=10)
    with time_machine.travel(MONDAY, tick=False) as machine:
        mention(world, room)
        send_digests.call()
        work()
        assert mail.outbox == []
        machine.shift(timedelta(hours=1))
        send_digests.call()
        work()
        assert [letter.subject for letter in mail.outbox] == ["Nusa Niaga: 1 thing for you today"]
        mention(world, room)
        send_digests.call()
        work()
        assert len(mail.outbox) == 1
        machine.shift(timedelta(days=1))
        read_all(world.bo)
        send_digests.call()
        work()
    assert len(mail.outbox) == 1


def test_letters_speak_their_readers_language(world: World, room: Room) -> None:
    Person.objects.filter(pk=world.bo.pk).update(language="ar")
    with time_machine.travel(MONDAY, tick=False):
        mention(world, room, "<script>alert(1)</script>")
        send_letters.call()
        work()
    page = mail.outbox[0].alternatives[0].content
    assert 'lang="ar" dir="rtl"' in page
    assert "<script>" not in page


def test_the_page_of_wishes(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.bo)
    assert browser.get("/settings/notices/").status_code == 200
    words = {kind.name: "app" for kind in ALL} | {"digest_hour": "7", "key": "k"}
    assert browser.post("/settings/notices/", words).status_code == 302
    assert browser.post("/settings/notices/", {**words, "ding": "nothing"}).status_code == 422
    assert How(world.bo.notice_wishes.get(kind="goal").how) == How.APP


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_takes_the_same_queries(
    world: World, room: Room, count: int, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        mention(world, room)
    browser = signed_in(world.bo)
    browser.get("/inbox/")
    with django_assert_num_queries(11):
        browser.get("/inbox/")
    with django_assert_num_queries(5):
        browser.get("/inbox/bell/")


def test_a_reminder_reaches_whoever_asked_for_it(world: World, room: Room) -> None:
    with time_machine.travel(MONDAY, tick=False) as machine:
        line = say(world.mei, room, text="The truck comes at ten")
        asked = remind(world.bo, text="Call the driver", at=MONDAY + timedelta(minutes=20), line=line)
        machine.shift(timedelta(minutes=21))
        fire_reminder(world.bo, asked)
        outlets.catch_up()
    [row] = notice_rows(with_events(Notice.objects.filter(person=world.bo)), world.bo)
    assert (row.kind, row.about, row.url) == ("reminder", "Call the driver", f"/rooms/{room.pk}/lines/{line.pk}/")


def test_a_takeaway_leads_where_its_reader_may_go(world: World, goals: Goals) -> None:
    kept = keep_takeaway(world.bo, kind="help", text="The queue is down", key_result=goals.median)
    outlets.catch_up()
    assert not OutletFailure.objects.exists()
    [row] = notice_rows(with_events(Notice.objects.filter(person=world.mei)), world.mei)
    assert (row.kind, row.about, row.url) == ("goal", "The queue is down", f"/takeaways/{kept.pk}/")


def test_check_ins_that_are_due_wait_too(world: World, goals: Goals, signed_in: Callable[[Person], Client]) -> None:
    KeyResult.objects.update(state="active")
    Objective.objects.update(state="active")
    with time_machine.travel(TODAY + timedelta(days=21), tick=False):
        due = check_ins_due(world.mei)
        assert [one.about for one in due] == [goals.median.title]
        page = signed_in(world.mei).get("/inbox/?tab=waiting").content.decode()
        assert (f"The check-in of {goals.median.label} is late" in page, check_ins_due(world.dora)) == (True, [])
