"""Absences: who enters them, who knows why, and what is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.people.actions import add_absence, change_absence, place_person, remove_absence
from denyut.people.models import Absence, Person, away_until
from denyut.people.verbs import ABSENCE_ADDED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World, make_person

SignedIn = Callable[[Person], Client]
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
DAYS = {"first_on": MONDAY, "last_on": FRIDAY}


def test_add_absence_keeps_the_days_and_says_no_reason_to_the_log(world: World) -> None:
    absence = add_absence(world.mei, world.mei, **DAYS, kind="sick", stand_in=world.bo, note=" Flu ")
    assert (absence.kind, absence.note, absence.stand_in, absence.covers(FRIDAY)) == ("sick", "Flu", world.bo, True)
    event = Event.objects.get()
    assert event.facts == {
        "person": world.mei.pk,
        "first_on": "2026-03-02",
        "last_on": "2026-03-06",
        "stand_in": world.bo.pk,
    }
    assert list(ABSENCE_ADDED.topics(event)) == [f"user:{world.mei.pk}"]
    assert list(ABSENCE_ADDED.told(event)) == [world.bo.pk]


@pytest.mark.parametrize("who", ["mei", "cem", "ada"])
def test_absence_is_entered_by_the_person_their_manager_and_administrators(world: World, who: str) -> None:
    assert add_absence(getattr(world, who), world.mei, **DAYS).person == world.mei


def test_absence_is_entered_by_a_manager_further_up(world: World) -> None:
    place_person(world.ada, world.cem, department=None, site=None, manager=world.dora)
    assert add_absence(world.dora, Person.objects.get(pk=world.mei.pk), **DAYS).person == world.mei


def test_a_circle_of_managers_comes_to_an_end(world: World) -> None:
    Person.objects.filter(pk=world.cem.pk).update(manager=world.mei)
    assert add_absence(world.mei, Person.objects.get(pk=world.bo.pk), **DAYS).person == world.bo
    with pytest.raises(Refused):
        add_absence(world.dora, Person.objects.get(pk=world.bo.pk), **DAYS)


@pytest.mark.parametrize("who", ["bo", "dora", "aldo"])
def test_absence_of_another_is_refused_to(world: World, who: str) -> None:
    absence = add_absence(world.mei, world.mei, **DAYS)
    actor = getattr(world, who)
    for attempt in (
        lambda: add_absence(actor, world.mei, first_on=date(2026, 5, 1), last_on=date(2026, 5, 2)),
        lambda: change_absence(actor, absence, **DAYS),
        lambda: remove_absence(actor, absence),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "not_manager"
    assert Event.objects.count() == 1


def test_a_program_is_never_away(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        add_absence(world.ada, world.robo, **DAYS)
    assert refusal.value.code == "is_bot"


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"first_on": FRIDAY, "last_on": MONDAY}, "not_in_order", "last_on"),
        ({"first_on": MONDAY, "last_on": date(2027, 3, 3)}, "too_long", "last_on"),
        ({"kind": "holiday"}, "unknown_kind", "kind"),
        ({"note": "x" * 501}, "too_long", "note"),
    ],
)
def test_absence_is_invalid(world: World, words: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_absence(world.mei, world.mei, **{**DAYS, **words})
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_stand_in_is_a_colleague_and_somebody_else(world: World) -> None:
    closed = make_person("Eka Closed", is_active=False)
    for wrong, code in ((world.mei, "own"), (world.robo, "not_a_colleague"), (closed, "not_a_colleague")):
        with pytest.raises(Invalid) as refusal:
            add_absence(world.mei, world.mei, **DAYS, stand_in=wrong)
        assert (refusal.value.code, refusal.value.field) == (code, "stand_in")


@pytest.mark.parametrize(("first", "last"), [(1, 2), (6, 9), (3, 4), (1, 9), (2, 6)])
def test_overlapping_absence_conflicts_and_says_what_to_do(world: World, first: int, last: int) -> None:
    add_absence(world.mei, world.mei, **DAYS)
    with pytest.raises(Conflict) as refusal:
        add_absence(world.mei, world.mei, first_on=date(2026, 3, first), last_on=date(2026, 3, last))
    assert (refusal.value.code, refusal.value.field) == ("overlaps", "first_on")
    assert str(refusal.value) == (
        "There is an absence from Mar 2, 2026 to Mar 6, 2026 already. Change that one, or choose other days."
    )


def test_absences_side_by_side_and_of_others_do_not_overlap(world: World) -> None:
    add_absence(world.mei, world.mei, **DAYS)
    add_absence(world.mei, world.mei, first_on=date(2026, 3, 7), last_on=date(2026, 3, 8))
    add_absence(world.bo, world.bo, **DAYS)
    assert Absence.objects.standing().count() == 3


def test_change_absence_moves_it(world: World) -> None:
    absence = add_absence(world.mei, world.mei, **DAYS)
    moved = change_absence(world.cem, absence, first_on=FRIDAY, last_on=FRIDAY, kind="training", note="Course")
    assert (moved.first_on, moved.last_on, moved.kind, moved.note) == (FRIDAY, FRIDAY, "training", "Course")
    assert Event.objects.latest("id").facts["first_before"] == "2026-03-02"


def test_remove_absence_frees_the_days_and_erases_the_note(world: World) -> None:
    absence = remove_absence(world.mei, add_absence(world.mei, world.mei, **DAYS, note="Flu"))
    assert (absence.note, absence.removed_at is None) == ("", False)
    add_absence(world.mei, world.mei, **DAYS)
    for attempt in (lambda: remove_absence(world.mei, absence), lambda: change_absence(world.mei, absence, **DAYS)):
        with pytest.raises(Conflict) as refusal:
            attempt()
        assert refusal.value.code == "removed"


def test_absence_is_visible_to_whom_it_concerns(world: World) -> None:
    add_absence(world.mei, world.mei, **DAYS)
    seers = [who for who in ("mei", "bo", "cem", "dora", "ada", "aldo", "robo") if seen_by(getattr(world, who))]
    assert seers == ["mei", "cem", "ada"]
    world.mei.is_active = False
    assert not seen_by(world.mei)


def seen_by(viewer: Person) -> bool:
    return Absence.objects.visible_to(viewer).exists()


def test_away_until_runs_through_absences_that_follow_each_other() -> None:
    days = [(2, 6), (7, 8), (20, 21)]
    absences = [Absence(first_on=date(2026, 3, a), last_on=date(2026, 3, b)) for a, b in days]
    assert away_until(absences, date(2026, 3, 4)) == date(2026, 3, 8)
    assert away_until(absences, date(2026, 3, 9)) is None
    assert away_until(absences[::-1], date(2026, 3, 21)) == date(2026, 3, 21)


def test_others_see_until_when_and_not_why(world: World, signed_in: SignedIn) -> None:
    add_absence(world.mei, world.mei, **DAYS, kind="sick", note="Flu", stand_in=world.bo)
    with clock.at(NOON):
        for viewer, knows in ((world.mei, True), (world.cem, True), (world.ada, True), (world.bo, False)):
            page = signed_in(viewer).get(f"/people/{world.mei.pk}/").content.decode()
            assert "Away until Mar 6, 2026" in page
            assert ("Flu" in page, "Sick" in page, "Bo Santoso</bdi> stands in" in page) == (knows, knows, knows)


def test_nobody_is_away_on_another_day(world: World, signed_in: SignedIn) -> None:
    add_absence(world.mei, world.mei, first_on=FRIDAY, last_on=FRIDAY)
    with clock.at(NOON):
        assert "Away until" not in signed_in(world.dora).get(f"/people/{world.mei.pk}/").content.decode()


def test_pages_enter_change_and_remove(world: World, signed_in: SignedIn) -> None:
    browser, new = signed_in(world.mei), f"/people/{world.mei.pk}/absences/new/"
    key = browser.get(new).context["form"]["key"].value()
    words = {"key": key, "first_on": "2026-03-02", "last_on": "2026-03-06", "kind": "leave", "stand_in": world.bo.pk}
    assert browser.post(new, words).url == f"/people/{world.mei.pk}/"
    absence = Absence.objects.get()
    assert browser.post(new, words).status_code == 302
    assert Absence.objects.count() == 1
    page = browser.get(f"/absences/{absence.pk}/")
    assert 'value="2026-03-02"' in page.content.decode()
    assert browser.post(f"/absences/{absence.pk}/", {**words, "key": "k2", "last_on": "2026-03-03"}).status_code == 302
    with clock.at(NOON):
        assert "Leave" in browser.get("/settings/profile/").content.decode()
    overlap = browser.post(new, {**words, "key": "k3"})
    assert (overlap.status_code, list(overlap.context["form"].errors)) == (409, ["first_on"])
    assert browser.post(f"/absences/{absence.pk}/removal/", {"key": "k4"}).status_code == 302
    assert not Absence.objects.standing().exists()
    assert browser.get(f"/absences/{absence.pk}/").status_code == 404


def test_pages_are_shut_to_others(world: World, signed_in: SignedIn) -> None:
    absence = add_absence(world.mei, world.mei, **DAYS)
    for who in (world.bo, world.dora, world.aldo):
        browser = signed_in(who)
        assert browser.get(f"/people/{world.mei.pk}/absences/new/").status_code == 403
        assert browser.post(f"/people/{world.mei.pk}/absences/new/", {"key": "k"}).status_code == 403
        assert browser.get(f"/absences/{absence.pk}/").status_code == 404
        assert browser.post(f"/absences/{absence.pk}/removal/", {"key": "k"}).status_code == 404


def test_person_page_takes_the_same_queries_for_one_and_three_absences(world: World, signed_in: SignedIn) -> None:
    browser, counts = signed_in(world.cem), []
    browser.get(f"/people/{world.mei.pk}/")
    with clock.at(NOON):
        for month in (3, 4, 5):
            day = date(2026, month, 2)
            add_absence(world.cem, world.mei, first_on=day, last_on=day, stand_in=world.bo)
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"/people/{world.mei.pk}/")
            counts.append(len(queries))
    assert len(set(counts)) == 1
