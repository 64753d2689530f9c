"""Boards that people build: who finds them, what their tiles say to whom, and when they are sent."""

import io
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from zipfile import ZipFile

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.boards.actions import (
    add_board,
    add_sending,
    add_tile,
    archive_board,
    change_board,
    change_tile,
    copy_board,
    end_sending,
    move_tile,
    remove_tile,
)
from denyut.boards.jobs import due, send_one
from denyut.boards.models import Board, Sending, Tile
from denyut.boards.subjects import SUBJECTS
from denyut.boards.subjects.subject import Question
from denyut.boards.tiles import drawn_tiles
from denyut.chat.actions import open_room, say
from denyut.chat.models import Line, Room
from denyut.okr.actions import check_in
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.access import Refused
from denyut.tasks.actions import add_task
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def pulse(mei: Person, goals: Goals) -> Board:
    """Mei's board with one tile of each kind that counts."""
    board = add_board(mei, name="Pulse", audience="all")
    add_tile(mei, board, kind="number", subject="tasks", measure="count")
    add_tile(mei, board, kind="bar", subject="key_results", measure="progress", by="person")
    add_tile(mei, board, kind="line", subject="check_ins", measure="count", by="week")
    add_tile(mei, board, kind="heat", subject="tasks", measure="count", by="person", across="state")
    add_tile(mei, board, kind="table", subject="tasks", measure="late", by="department")
    add_tile(mei, board, kind="funnel", subject="tasks", measure="count", by="state")
    add_tile(mei, board, kind="goals")
    add_tile(mei, board, kind="chain", objective=goals.speed)
    add_tile(mei, board, kind="matrix")
    return board


def cells(viewer: Person, subject: str, measure: str, by: str = "", **more: object) -> list[tuple[str, Decimal | None]]:
    question = Question(measure, by, **more)  # type: ignore[arg-type]
    return [(cell.by[1], cell.value) for cell in SUBJECTS[subject].cells(viewer, question, "en")]


def test_board_is_found_by_whom_it_is_shared_with(world: World) -> None:
    own = add_board(world.mei, name="Own")
    near = add_board(world.mei, name="Near", audience="department")
    add_board(world.mei, name="All", audience="all")
    seen = {
        who.name: [b.name for b in Board.objects.visible_to(who)]
        for who in (world.mei, world.bo, world.cem, world.dora)
    }
    assert list(seen.values()) == [["All", "Near", "Own"], ["All", "Near"], ["All", "Near"], ["All"]]
    archive_board(world.mei, near)
    assert set(Board.objects.visible_to(world.bo).standing().values_list("name", flat=True)) == {"All"}
    assert own.pk


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "A", "audience": "world"}, "audience"),
        ({"name": "A", "days": 0}, "days"),
        ({"name": "A", "days": 9999}, "days"),
    ],
)
def test_board_is_refused_with_its_field(mei: Person, words: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_board(mei, **words)  # type: ignore[arg-type]
    assert (refusal.value.field, Board.objects.count()) == (field, 0)


def test_whoever_has_no_department_shares_with_none(ada: Person) -> None:
    with pytest.raises(Refused) as refusal:
        add_board(ada, name="A", audience="department")
    assert refusal.value.code == "no_department"


def test_others_change_nothing(world: World, pulse: Board) -> None:
    tile = pulse.tiles.all()[0]
    for deed in (
        lambda: change_board(world.bo, pulse, name="B", audience="all"),
        lambda: archive_board(world.bo, pulse),
        lambda: add_tile(world.bo, pulse, kind="goals"),
        lambda: change_tile(world.bo, tile),
        lambda: move_tile(world.bo, tile, position=2),
        lambda: remove_tile(world.bo, tile),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "not_owner"
    with pytest.raises(Refused):
        add_board(world.aldo, name="Auditors read")


def test_a_board_that_was_changed_meanwhile_is_refused(mei: Person, pulse: Board) -> None:
    change_board(mei, pulse, name="Pulse 2", audience="all", edition=0)
    with pytest.raises(Refused) as refusal:
        change_board(mei, pulse, name="Pulse 3", audience="all", edition=0)
    assert (refusal.value.code, Board.objects.get().name) == ("stale", "Pulse 2")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"kind": "pie"}, "kind"),
        ({"kind": "bar", "subject": "wishes"}, "subject"),
        ({"kind": "bar", "subject": "tasks", "measure": "joy"}, "measure"),
        ({"kind": "bar", "subject": "tasks", "measure": "count"}, "by"),
        ({"kind": "bar", "subject": "tasks", "measure": "count", "by": "weather"}, "by"),
        ({"kind": "heat", "subject": "tasks", "measure": "count", "by": "state", "across": "state"}, "across"),
        ({"kind": "line", "subject": "readings", "measure": "mean", "by": "week"}, "indicator"),
        ({"kind": "chain"}, "objective"),
        ({"kind": "goals", "width": 3}, "width"),
        ({"kind": "goals", "days": 0}, "days"),
    ],
)
def test_tile_that_cannot_be_drawn_is_refused(mei: Person, words: dict[str, object], field: str) -> None:
    board = add_board(mei, name="A")
    with pytest.raises(Refused) as refusal:
        add_tile(mei, board, **words)  # type: ignore[arg-type]
    assert (refusal.value.field, Tile.objects.count()) == (field, 0)


def test_twenty_four_tiles_are_enough(mei: Person, goals: Goals) -> None:
    board = add_board(mei, name="A")
    for _number in range(24):
        add_tile(mei, board, kind="goals")
    with pytest.raises(Refused) as refusal:
        add_tile(mei, board, kind="goals")
    assert refusal.value.code == "full"


def test_tiles_are_moved_and_keep_their_order(mei: Person, pulse: Board) -> None:
    last = pulse.tiles.last()
    move_tile(mei, last, position=0)
    assert list(pulse.tiles.values_list("kind", flat=True))[:3] == ["matrix", "number", "bar"]
    move_tile(mei, pulse.tiles.first(), position=99)
    assert pulse.tiles.last().kind == "matrix"
    assert list(pulse.tiles.values_list("position", flat=True)) == list(range(9))


def test_numbers_equal_a_count_by_hand(world: World, goals: Goals) -> None:
    add_task(world.mei, title="One", owner=world.mei, due_on=date(2026, 11, 1))
    add_task(world.mei, title="Two", owner=world.bo)
    add_task(world.mei, title="Three", owner=world.bo)
    assert cells(world.mei, "tasks", "count") == [("", Decimal(3))]
    assert cells(world.mei, "tasks", "late") == [("", Decimal(1))]
    assert cells(world.mei, "tasks", "count", "person") == [("Bo Santoso", Decimal(2)), ("Mei Lin", Decimal(1))]
    assert cells(world.mei, "tasks", "count", scope=frozenset({world.warehouse.pk})) == [("", Decimal(0))]


def test_check_ins_are_laid_out_by_week(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=Decimal(25))
    with time_machine.travel(TODAY + timedelta(days=7), tick=False):
        check_in(world.mei, goals.median, value=Decimal(24))
        check_in(world.bo, goals.rules, value=Decimal(2))
        assert [value for _week, value in cells(world.mei, "check_ins", "count", "week")] == [1, 2]
        since = TODAY.date() + timedelta(days=3)
        assert [value for _week, value in cells(world.mei, "check_ins", "count", "week", since=since)] == [2]


def test_each_reader_counts_what_they_see(world: World, goals: Goals) -> None:
    room = open_room(world.mei, name="Quiet", kind=Room.RoomKind.CLOSED)
    add_task(world.mei, title="Hidden", owner=world.mei, line=say(world.mei, room, text="Hidden"))
    assert [cells(who, "tasks", "count") for who in (world.mei, world.dora)] == [[("", Decimal(1))], [("", Decimal(0))]]


def test_page_shows_every_tile(world: World, goals: Goals, pulse: Board, signed_in: Browser) -> None:
    add_task(world.mei, title="One", owner=world.mei)
    check_in(world.mei, goals.median, value=Decimal(24))
    for address in (f"/boards/{pulse.pk}/", f"/boards/{pulse.pk}/?edit", f"/boards/{pulse.pk}/wall/"):
        answer = signed_in(world.mei).get(address)
        assert (answer.status_code, answer.content.decode().count('class="pane card')) == (200, 9)
    drawn = drawn_tiles(pulse, world.dora, "en", company_now())
    assert [(one.tile.kind, one.is_empty) for one in drawn if one.tile.kind in ("number", "goals")] == [
        ("number", False),
        ("goals", False),
    ]


def test_page_takes_the_same_queries_for_one_and_three_tasks(world: World, pulse: Board, signed_in: Browser) -> None:
    counts = []
    for number in (1, 2):
        for _more in range(number):
            add_task(world.mei, title="Task", owner=world.mei)
        browser = signed_in(world.mei)
        browser.get(f"/boards/{pulse.pk}/")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/boards/{pulse.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_behind_a_number_stand_its_rows(world: World, pulse: Board, signed_in: Browser) -> None:
    add_task(world.mei, title="Count the boxes", owner=world.bo)
    add_task(world.mei, title="Not this", owner=world.mei)
    tile = pulse.tiles.get(kind="heat")
    page = signed_in(world.dora).get(f"/tiles/{tile.pk}/?by={world.bo.pk}&across=open").content.decode()
    assert ("Count the boxes" in page, "Not this" in page) == (True, False)
    assert signed_in(world.dora).get(f"/tiles/{tile.pk}/?by=nonsense").status_code == 404
    assert signed_in(world.dora).get(f"/tiles/{pulse.tiles.get(kind='goals').pk}/").status_code == 404


def test_tile_is_put_on_by_hand(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    browser.post("/boards/new/", {"key": "a", "name": "Mine", "audience": "owner", "days": "30"})
    board = Board.objects.get()
    assert browser.get(f"/boards/{board.pk}/tiles/").status_code == 200
    address = f"/boards/{board.pk}/tiles/bar/?about=tasks"
    assert browser.post(address, {"key": "b", "measure": "count", "width": "2"}).status_code == 422
    browser.post(address, {"key": "c", "measure": "count", "by": "state", "width": "2"})
    browser.post(address, {"key": "c", "measure": "count", "by": "state", "width": "2"})
    tile = board.tiles.get()
    assert (tile.subject, tile.by, tile.title) == ("tasks", "state", "")
    browser.post(
        f"/tiles/{tile.pk}/change/", {"key": "d", "title": "Work", "measure": "late", "by": "person", "width": "4"}
    )
    tile.refresh_from_db()
    assert (tile.title, tile.measure, tile.by, tile.width) == ("Work", "late", "person", 4)
    browser.post(f"/tiles/{tile.pk}/remove/", {"key": "e"})
    assert board.tiles.count() == 0
    assert browser.get(f"/boards/{board.pk}/tiles/pie/").status_code == 404
    assert browser.get(f"/boards/{board.pk}/tiles/bar/?about=wishes").status_code == 404


def test_copy_is_ones_own(world: World, pulse: Board) -> None:
    copy = copy_board(world.bo, pulse)
    assert (copy.owner, copy.audience, copy.tiles.count(), pulse.tiles.count()) == (world.bo, "owner", 9, 9)
    with pytest.raises(Refused):
        copy_board(world.dora, copy)


def test_workbook_holds_a_sheet_for_each_table(world: World, pulse: Board, signed_in: Browser) -> None:
    add_task(world.mei, title="=1+1", owner=world.mei)
    answer = signed_in(world.bo).get(f"/boards/{pulse.pk}/workbook/")
    names = ZipFile(io.BytesIO(answer.content)).namelist()
    assert len([name for name in names if name.startswith("xl/worksheets/sheet")]) == 6


def test_sending_is_due_once_on_its_day(world: World, pulse: Board) -> None:
    add_sending(world.dora, pulse, at=time(8), weekday=0)
    monday = company_now().replace(hour=9) + timedelta(days=1)
    assert (company_now().weekday(), monday.weekday()) == (6, 0)
    assert (due(company_now()), due(monday.replace(hour=7)), len(due(monday))) == ([], [], 1)
    with time_machine.travel(monday, tick=False):
        send_one.func(due(monday)[0])
        assert ([letter.to for letter in mail.outbox], due(monday)) == ([["dora@example.com"]], [])
        names = [one[0] for one in mail.outbox[0].attachments]
        assert names[0] == "pulse.xlsx"
    end_sending(world.dora, Sending.objects.get())
    assert due(monday + timedelta(days=7)) == []


def test_room_gets_a_card_of_a_shared_board(world: World, pulse: Board) -> None:
    room = open_room(world.mei, name="Service")
    own = add_board(world.mei, name="Own")
    with pytest.raises(Refused) as refusal:
        add_sending(world.mei, own, at=time(8), room=room)
    assert refusal.value.code == "not_shared"
    with pytest.raises(Refused):
        add_sending(world.bo, pulse, at=time(8), room=room)
    sending = add_sending(world.mei, pulse, at=time(8), room=room)
    with time_machine.travel(TODAY + timedelta(days=1), tick=False):
        send_one.func(sending.pk)
        send_one.func(sending.pk)
    assert Line.objects.filter(room=room, kind=Line.LineKind.CARD).count() == 1
