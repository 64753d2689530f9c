"""What a person has: over an annual and a quarterly cycle at once, by their own clock."""

from datetime import date, time, timedelta
from typing import Any

from denyut.okr.actions import close_cycle
from denyut.okr.models import Cycle
from denyut.people.actions import add_absence, add_holiday
from denyut.rhythm.actions import add_ritual, attend, use_usual_calendar, write_output
from denyut.rhythm.agenda import agenda_of, departments_of, next_of
from denyut.rhythm.models import Ritual
from denyut.rhythm.widgets import draw_next, draw_of_cycle
from denyut.spine import clock
from tests.world import World, make_person

MONDAY = date(2026, 11, 16)


def listed(entries: Any) -> list[tuple[str, str, str]]:
    return [(e.ritual.cycle.name, e.ritual.kind, f"{e.held_on:%m-%d}") for e in entries]


def test_annual_and_quarterly_cycles_run_together(world: World, quarter: Cycle, year: Cycle) -> None:
    for cycle in (quarter, year):
        use_usual_calendar(world.cem, cycle)
    entries = agenda_of(world.mei, date(2026, 12, 1), date(2026, 12, 31))
    assert sorted(listed(entries), key=lambda one: (one[2], one[0])) == [
        ("2026", "monthly_review", "12-07"),
        ("Q4 2026", "check_in", "12-07"),
        ("Q4 2026", "monthly_review", "12-07"),
        ("Q4 2026", "check_in", "12-14"),
        ("Q4 2026", "check_in", "12-21"),
        ("2026", "close", "12-25"),
        ("Q4 2026", "close", "12-25"),
        ("2026", "quarterly_review", "12-28"),
        ("Q4 2026", "check_in", "12-28"),
    ]
    assert [e.opens_at for e in entries] == sorted(e.opens_at for e in entries)


def test_entry_is_on_the_persons_own_clock(world: World, check_in: Ritual) -> None:
    mine, hers = (agenda_of(person, MONDAY, MONDAY)[0] for person in (world.mei, world.dora))
    assert [f"{e.opens_at:%H:%M %Z}" for e in (mine, hers)] == ["09:00 WIB", "09:00 WITA"]
    assert mine.opens_at - hers.opens_at == timedelta(hours=1)


def test_free_days_of_a_site_move_the_ritual_for_its_people_alone(world: World, check_in: Ritual) -> None:
    add_holiday(world.ada, world.jakarta, day=MONDAY, name="Local")
    week = (MONDAY, MONDAY + timedelta(days=5))
    mine, hers = agenda_of(world.mei, *week), agenda_of(world.dora, *week)
    assert [(e.held_on.day, e.planned_on.day, e.is_moved) for e in mine] == [(17, 16, True)]
    assert [(e.held_on.day, e.is_moved) for e in hers] == [(16, False)]


def test_saturday_is_free_in_jakarta_and_not_in_makassar(world: World, quarter: Cycle) -> None:
    add_ritual(world.cem, quarter, kind="plan", every="once", first_on=date(2026, 11, 21), at=time(9))
    fortnight = (MONDAY, MONDAY + timedelta(days=13))
    assert [[e.held_on.day for e in agenda_of(p, *fortnight)] for p in (world.mei, world.dora)] == [[23], [21]]


def test_states_attendance_and_absence(world: World, check_in: Ritual) -> None:
    add_absence(world.mei, world.mei, first_on=date(2026, 11, 23), last_on=date(2026, 11, 23))
    opens_at = agenda_of(world.mei, MONDAY, MONDAY)[0].opens_at
    with clock.at(opens_at):
        attend(world.mei, check_in, day=MONDAY)
        write_output(world.bo, check_in, day=MONDAY, output="Calm")
        entries = agenda_of(world.mei, date(2026, 11, 9), date(2026, 11, 23))
        assert [(e.state, e.has_attended, e.has_output, e.is_away) for e in entries] == [
            ("over", False, False, False),
            ("open", True, True, False),
            ("ahead", False, False, True),
        ]
        assert [e.has_attended for e in agenda_of(world.bo, MONDAY, MONDAY)] == [False]


def test_next_is_the_one_that_is_open_or_comes_and_finds_one_there(world: World, check_in: Ritual) -> None:
    def next_day() -> date | None:
        found = next_of(world.mei)
        return found.held_on if found else None

    assert next_day() == MONDAY
    opens_at = agenda_of(world.mei, MONDAY, MONDAY)[0].opens_at
    with clock.at(opens_at + timedelta(minutes=29)):
        assert next_day() == MONDAY
    with clock.at(opens_at + timedelta(minutes=30)):
        assert next_day() == date(2026, 11, 23)
    add_absence(world.mei, world.mei, first_on=MONDAY, last_on=date(2026, 11, 25))
    assert next_day() == date(2026, 11, 30)


def test_closed_cycles_and_other_departments_are_not_mine(world: World, quarter: Cycle, year: Cycle) -> None:
    for cycle, department in ((quarter, None), (year, world.service)):
        use_usual_calendar(world.cem, cycle, department=department)
    month = (date(2026, 12, 1), date(2026, 12, 31))
    assert {name for name, *_rest in listed(agenda_of(world.dora, *month))} == {"Q4 2026"}
    close_cycle(world.ada, quarter)
    assert {name for name, *_rest in listed(agenda_of(world.mei, *month))} == {"2026"}
    assert agenda_of(world.dora, *month) == []


def test_departments_are_ones_own_those_above_and_those_one_leads(world: World) -> None:
    inside = make_person("Eka Sari", department=world.chat_team)
    assert departments_of(inside) == {world.service.pk, world.chat_team.pk}
    assert departments_of(world.mei) == {world.service.pk}
    assert departments_of(world.cem) == {world.service.pk, world.chat_team.pk}
    assert departments_of(world.ada) == set()


def test_agenda_takes_the_same_queries_for_one_and_three(
    world: World, quarter: Cycle, year: Cycle, check_in: Ritual, django_assert_num_queries: Any
) -> None:
    assert world.mei.site.zone == "Asia/Jakarta"
    span = (date(2026, 11, 1), date(2026, 12, 31))
    for cycle in (quarter, year, None):
        with django_assert_num_queries(5):
            agenda_of(world.mei, *span)
        if cycle:
            use_usual_calendar(world.cem, cycle, department=world.service)


def test_widgets_show_the_next_ritual_or_nothing(world: World, quarter: Cycle, year: Cycle, check_in: Ritual) -> None:
    assert f"/rituals/{check_in.pk}/2026-11-16/" in draw_next(world.mei, {})
    assert f"/cycles/{quarter.pk}/calendar/" in draw_of_cycle(world.mei, {"cycle": quarter})
    assert "Check-in" not in draw_of_cycle(world.mei, {"cycle": year})
    close_cycle(world.ada, quarter)
    assert draw_next(world.mei, {}) == ""
