"""The demo company, loaded: what the article's reader finds in the middle of a quarter."""

from collections import Counter
from datetime import datetime
from decimal import Decimal

import pytest
from django.db.models import F, Max

from denyut.chat.models import Line, Room, Seat
from denyut.chat.outlets import CHECK_IN_CARD
from denyut.chat.unread import rooms_of
from denyut.demo import shapes
from denyut.demo.load import is_loaded
from denyut.demo.load.goals import reports_of
from denyut.demo.load.times import Almanac
from denyut.demo.proof import FED
from denyut.demo.tests.telling import ARTICLE, MIDDLE, scene_of, told
from denyut.metrics.models import Indicator, Reading
from denyut.okr.board import board_of
from denyut.okr.models import CheckIn, Cycle, KeyResult, Objective
from denyut.okr.rows import objective_rows
from denyut.people.models import Department, Person, Role, Site, Workspace
from denyut.spine.events import breaks
from denyut.spine.models import Event, OutletCursor, OutletFailure

# One worker loads the company for all of them.
pytestmark = pytest.mark.xdist_group("demo")
FROM_SOURCES = 3


def test_everything_of_the_content_is_there(founder: Person, company: shapes.Company) -> None:
    commands = [m for m in company.messages if m.kind == "command"]
    made = {model: model.objects.count() for model in (Person, Site, Department, Cycle, Objective, KeyResult)}
    assert made == {Person: 61, Site: 2, Department: 13, Cycle: 5, Objective: 60, KeyResult: 167}
    assert CheckIn.objects.filter(surface="chat").count() == len(commands)
    assert CheckIn.objects.filter(surface="web").count() == told(company, MIDDLE)
    assert Indicator.objects.count() == len(company.indicators) + FROM_SOURCES
    assert Reading.objects.filter(origin="").count() == len(company.indicators) * (1 + 13 + 13 + 7)
    assert Room.objects.count() == len(company.rooms)
    assert Line.objects.filter(kind="talk").count() == len(company.messages) - len(commands)


def test_founder_is_the_administrator_in_their_own_place(founder: Person) -> None:
    assert (founder.name, founder.role, founder.title) == ("Teguh Wibowo", Role.ADMINISTRATOR, "Administrator Sistem")
    assert founder.department is not None
    assert (founder.department.name, str(founder.zone)) == ("Tim Rekayasa", "Asia/Jakarta")
    assert Workspace.objects.get().name == "Nusa Niaga"
    assert is_loaded()


def test_nobody_has_a_password(founder: Person) -> None:
    assert [person for person in Person.objects.all() if person.has_usable_password()] == []
    assert not Person.objects.filter(is_bot=True).exists()


def test_the_log_is_whole_in_order_and_past(founder: Person, company: shapes.Company) -> None:
    until = Almanac(company, MIDDLE).until
    moments = list(Event.objects.order_by("id").values_list("at", flat=True))
    assert [*breaks()] == []
    assert moments == sorted(moments)
    assert moments[-1] < until
    newest = [
        CheckIn.objects.aggregate(m=Max("valid_at"))["m"],
        Line.objects.aggregate(m=Max("said_at"))["m"],
        Reading.objects.aggregate(m=Max("valid_at"))["m"],
        Seat.objects.aggregate(m=Max("taken_at"))["m"],
    ]
    assert max(newest) < until


def test_values_are_those_of_the_content(founder: Person, company: shapes.Company) -> None:
    scene = scene_of(company, MIDDLE)
    wanted = {}
    anew = {one.options["goal"]: one.options["title"] for one in company.episodes if one.what == "retarget"}
    for objective in company.objectives:
        for kr in objective.key_results:
            periods = [report.check_in.period for report in reports_of(scene, objective.cycle, kr)]
            title = scene.words(anew.get(kr.key, kr.title), objective.language)
            if kr.kind not in FED and kr.key != "anggota-dari-baru":
                wanted[title, objective.cycle] = kr.value_after(periods[-1]) if periods else None
    spans = {cycle.starts_on: cycle.pk for cycle in Cycle.objects.filter(kind="quarter")}
    keys = dict(zip(sorted(spans), ("earlier", "previous", "current", "next"), strict=True))
    found = {
        (kr.title, "year" if kr.objective.cycle.kind == "year" else keys[kr.objective.cycle.starts_on]): kr.value
        # Those of the workshop and the template stand in no content: they are drafts of the running quarter.
        for kr in KeyResult.objects.select_related("objective__cycle").exclude(
            objective__state="draft", objective__cycle__name="Kuartal 4 2026"
        )
        if kr.kind not in FED and kr.fed_value is None and kr.carried_from_id is None
    }
    assert found == wanted


def test_article_objective_is_on_the_board(founder: Person, company: shapes.Company) -> None:
    dewi = Person.objects.get(name="Dewi Kartikasari")
    cycle = Cycle.objects.get(name="Kuartal 4 2026")
    moment = Almanac(company, MIDDLE).until
    board = board_of(dewi, cycle, language="id", moment=moment)
    section = next(s for s in board.sections if s.department and s.department.name == "Layanan Pelanggan")
    assert any(ARTICLE in row for row in section.rows)
    pk = Objective.objects.get(title=ARTICLE).pk
    row = objective_rows([pk], language="id", moment=moment)[pk]
    assert [(kr.title, kr.value) for kr in row.key_results] == [
        ("Membuat aturan penugasan otomatis untuk 12 jenis permintaan", "7\u00a0jenis permintaan"),
        ("Melacak median respons setiap hari dan menurunkannya dari 30 menjadi 18 menit", "24,1\u00a0menit"),
        ("Menyelesaikan tiga sesi pelatihan simulasi situasi bagi seluruh staf", "35,7%"),
    ]
    assert {kr.is_stale for kr in row.key_results} == {False}
    assert {row.status, *(kr.status for kr in row.key_results)} <= {"on_track", "at_risk"}


def test_statuses_of_the_quarter_are_mixed(founder: Person, company: shapes.Company) -> None:
    ids = list(Objective.objects.filter(cycle__name="Kuartal 4 2026").values_list("pk", flat=True))
    rows = objective_rows(ids, language="id", moment=Almanac(company, MIDDLE).until)
    statuses = Counter(kr.status for row in rows.values() for kr in row.key_results)
    assert {"on_track", "at_risk", "off_track", "achieved"} <= {*statuses}


def test_quarters_that_ended_are_closed_and_say_what_was_learnt(founder: Person, company: shapes.Company) -> None:
    closed = [cycle.name for cycle in Cycle.objects.order_by("starts_on") if cycle.is_closed]
    assert closed == ["Kuartal 2 2026", "Kuartal 3 2026"]
    lesson = next(o.lesson for o in company.objectives if o.key == "layanan-dulu")
    assert Objective.objects.get(title="Semua percakapan pelanggan di satu tempat").description == lesson


def test_company_goals_move_with_those_that_serve_them(founder: Person) -> None:
    year = Objective.objects.get(title="Menjadi toko daring yang paling dipercaya pelanggan")
    below = Objective.objects.get(parent=year, cycle__kind="quarter")
    assert (year.roll_up, below.roll_up) == (Objective.RollUp.KEY_RESULTS, Objective.RollUp.BOTH)
    assert Decimal(0) < below.progress < Decimal(1)


def test_goals_keep_the_language_of_their_owner(founder: Person) -> None:
    assert Objective.objects.get(owner__name="Layla Haddad").title == "خدمة العملاء الناطقين بالعربية دون وسيط"
    assert KeyResult.objects.filter(owner__name="Oliver Bennett", unit="%").exists()


def test_private_goal_stays_private(founder: Person) -> None:
    private = Objective.objects.get(visibility="private")
    stranger = Person.objects.get(name="Basri Makmur")
    assert not Objective.objects.visible_to(stranger).filter(pk=private.pk).exists()
    assert not Line.objects.filter(facts__objective=private.pk).exists()


def test_a_number_in_a_line_is_the_one_of_that_day(founder: Person) -> None:
    line = Line.objects.get(text__startswith="KR median respons turun ke")
    then = KeyResult.objects.get(title__startswith="Melacak median").check_ins.filter(valid_at__lt=line.said_at)
    value = then.order_by("-valid_at")[0].value.normalize()
    assert line.text == f"KR median respons turun ke {str(value).replace('.', ',')} menit, antrian sudah lancar."


def test_a_check_in_by_command_is_told_in_its_room_at_its_moment(founder: Person) -> None:
    for check_in in CheckIn.objects.filter(surface="chat"):
        line = Line.objects.get(facts__card=CHECK_IN_CARD, facts__number=check_in.pk)
        assert (line.author_id, line.said_at) == (check_in.author_id, check_in.valid_at)
    assert CheckIn.objects.filter(surface="chat").exclude(value=F("before")).exists()


def test_rooms_tell_of_the_last_ten_days_only(founder: Person, company: shapes.Company) -> None:
    almanac = Almanac(company, MIDDLE)
    fresh: datetime = almanac.at(almanac.common.before(MIDDLE, 10), datetime.min.time())
    commands = CheckIn.objects.filter(surface="chat", valid_at__lt=fresh).count()
    assert Line.objects.filter(facts__card=CHECK_IN_CARD, said_at__lt=fresh).count() == commands
    assert Line.objects.filter(facts__card=CHECK_IN_CARD, said_at__gte=fresh).count() > 20
    moments = list(Line.objects.order_by("id").values_list("said_at", flat=True))
    assert moments == sorted(moments)


def test_outlets_have_read_everything_without_trouble(founder: Person) -> None:
    last = Event.objects.aggregate(last=Max("id"))["last"]
    assert {*OutletCursor.objects.values_list("position", flat=True)} == {last}
    assert OutletFailure.objects.count() == 0


def test_everybody_finds_something_unread_but_not_everything(founder: Person) -> None:
    for person in Person.objects.all():
        marks = rooms_of(person)
        unread = sum(mark.has_unread for mark in marks)
        assert unread < len(marks), person.name
    assert sum(any(mark.has_unread for mark in rooms_of(person)) for person in Person.objects.all()) > 40


def test_closed_room_holds_its_members_alone(founder: Person) -> None:
    closed = Room.objects.get(kind="closed")
    assert (closed.name, closed.seats.count()) == ("Ruang Direksi", 6)
    assert Room.objects.get(name="Umum").seats.count() == 61
    assert Room.objects.get(name="Layanan Pelanggan").department == Department.objects.get(name="Layanan Pelanggan")


def test_progress_is_said_from_nothing_to_all(founder: Person, said: list[tuple[str, float]]) -> None:
    shares = [share for _text, share in said]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(said) > 20
