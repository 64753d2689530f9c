"""Absences over REST."""

from datetime import date

import pytest

from denyut.people.actions import add_absence
from denyut.people.models import Absence


@pytest.fixture
def absence(mei):
    return add_absence(mei, mei, first_on=date(2026, 3, 2), last_on=date(2026, 3, 6), kind="sick", note="Flu")


def test_absence_is_entered_changed_and_removed(rest, cem, mei, bo):
    body = {"first_on": "2026-12-24", "last_on": "2026-12-31", "stand_in": bo.pk, "note": "Home"}
    added = rest(cem).post(f"/people/{mei.pk}/absences", body)
    one = Absence.objects.get()
    path = f"/absences/{one.pk}"
    assert added.status_code == 201
    assert {name: added.json()[name] for name in body} == body
    assert (added.json()["kind"], added.json()["person"]) == ("leave", mei.pk)
    moved = rest(mei).patch(path, {"last_on": "2026-12-30"}).json()
    assert (moved["first_on"], moved["last_on"], moved["stand_in"], moved["note"]) == (
        "2026-12-24",
        "2026-12-30",
        bo.pk,
        "Home",
    )
    assert rest(mei).delete(path).status_code == 204
    assert rest(mei).get(path).status_code == 404


def test_absences_are_listed_to_whom_they_concern(rest, absence, mei, bo, cem, dora, ada, aldo):
    def found(caller):
        return [item["id"] for item in rest(caller).get(f"/absences?person={mei.pk}").json()["items"]]

    assert [found(one) for one in (mei, cem, ada)] == [[absence.pk]] * 3
    assert [found(one) for one in (bo, dora, aldo)] == [[], [], []]


def test_absence_of_somebody_else_is_nowhere(rest, absence, bo):
    path = f"/absences/{absence.pk}"
    answers = (rest(bo).get(path), rest(bo).patch(path, {"note": "x"}), rest(bo).delete(path))
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_entering_for_a_colleague_is_refused(rest, mei, bo):
    answer = rest(bo).post(f"/people/{mei.pk}/absences", {"first_on": "2026-12-24", "last_on": "2026-12-31"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_manager")


def test_events_of_an_absence_are_seen_by_whom_it_concerns(rest, absence, mei, bo, cem, aldo):
    def verbs(caller):
        return [item["verb"] for item in rest(caller).get("/events").json()["items"]]

    assert [verbs(one) for one in (mei, cem)] == [["people.absence_added"]] * 2
    assert [verbs(one) for one in (bo, aldo)] == [[], []]


def test_list_takes_the_same_queries_for_one_and_three(rest, absence, mei, bo, django_assert_num_queries):
    caller = rest(mei)
    for month in (4, 5, 6):
        with django_assert_num_queries(3):
            assert caller.get("/absences").status_code == 200
        add_absence(mei, mei, first_on=date(2026, month, 1), last_on=date(2026, month, 2), stand_in=bo)
