"""The calendar over REST."""

from datetime import UTC, date, datetime, time

import pytest

from denyut.rhythm.actions import add_ritual, attend, write_output
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _now():
    with clock.at(NOW):
        yield


@pytest.fixture
def check_in(cem, cycle):
    return add_ritual(cem, cycle, kind="check_in", first_on=date(2026, 10, 5), at=time(9))


def test_usual_calendar_and_one_more(rest, cem, mei, cycle):
    path = f"/cycles/{cycle.pk}"
    assert rest(cem).post(f"{path}/usual-calendar", {}).json()["id"] == cycle.pk
    body = {"kind": "custom", "title": "Stand-up", "first_on": "2026-11-17", "at": "08:30"}
    made = rest(cem).post(f"{path}/rituals", body)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in ("title", "at", "every", "minutes", "department")} == {
        "title": "Stand-up",
        "at": "08:30:00",
        "every": "week",
        "minutes": 30,
        "department": None,
    }
    assert len(rest(mei).get(f"/rituals?cycle={cycle.pk}").json()["items"]) == 5
    assert rest(mei).post(f"{path}/rituals", body).json()["code"] == "not_manager"


@pytest.mark.parametrize("at", ["nine", "09:00Z", 9, "25:00"])
def test_time_is_that_of_a_clock(rest, cem, cycle, at):
    answer = rest(cem).post(f"/cycles/{cycle.pk}/rituals", {"title": "X", "first_on": "2026-11-17", "at": at})
    assert (answer.status_code, answer.json()["field"]) == (422, "at")


def test_ritual_keeps_what_a_change_leaves_out_and_ends(rest, cem, check_in):
    path = f"/rituals/{check_in.pk}"
    assert rest(cem).patch(path, {"at": "10:15"}).json()["at"] == "10:15:00"
    assert Ritual.objects.get().kind == "check_in"
    assert rest(cem).delete(path).status_code == 204
    assert rest(cem).get(path).status_code == 404


def test_attendance_and_output(rest, mei, bo, cem, check_in):
    path, day = f"/rituals/{check_in.pk}", MONDAY.isoformat()
    assert rest(mei).post(f"{path}/attendances", {"day": day}).json()["attended"] == [mei.pk]
    written = rest(bo).post(f"{path}/outputs", {"day": day, "output": "Two risks", "version": 0}).json()
    assert (written["output"], written["version"], written["day"]) == ("Two risks", 1, day)
    sitting = f"/sittings/{Sitting.objects.get().pk}"
    assert rest(mei).delete(f"{sitting}/attendance").json()["attended"] == []
    assert rest(mei).post(f"{sitting}/closure").status_code == 403
    assert rest(cem).post(f"{sitting}/closure").json()["closed_at"] is not None
    assert rest(mei).post(f"{path}/attendances", {"day": day}).json()["code"] == "sitting_closed"
    assert rest(cem).delete(f"{sitting}/closure").json()["closed_at"] is None


@pytest.mark.parametrize(
    ("day", "status", "code"), [("2026-11-17", 404, "not_planned"), ("2026-11-23", 409, "not_open_yet")]
)
def test_attendance_of_another_day_is_refused(rest, mei, check_in, day, status, code):
    answer = rest(mei).post(f"/rituals/{check_in.pk}/attendances", {"day": day})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_lists_take_the_same_queries_for_one_and_three(rest, mei, bo, cem, cycle, check_in, django_assert_num_queries):
    caller = rest(mei)
    for number, person in enumerate((mei, bo, cem)):
        attend(person, check_in, day=MONDAY)
        write_output(person, check_in, day=date(2026, 11, 2 + 7 * number), output="Calm")
        add_ritual(cem, cycle, title=f"T{number}", first_on=MONDAY, at=time(10))
        for path, queries in (("/rituals", 3), ("/sittings", 4)):
            with django_assert_num_queries(queries):
                assert caller.get(path).status_code == 200
