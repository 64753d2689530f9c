"""Departments, sites and holidays."""

from datetime import date
from decimal import Decimal

import pytest

from denyut.people.actions import (
    add_department,
    add_holiday,
    add_site,
    change_department,
    change_site,
    remove_holiday,
)
from denyut.people.models import Department, Holiday, Site
from denyut.people.trees import rooted
from denyut.people.verbs import DEPARTMENT_CHANGED
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.world import World


def test_add_department_stands_last_among_its_siblings(world: World) -> None:
    team = add_department(world.ada, name=" Escalation  Team ", parent=world.service, lead=world.mei)
    assert (team.name, team.parent, team.lead, team.position) == ("Escalation Team", world.service, world.mei, 2)
    assert Event.objects.get().facts == {"name": "Escalation Team", "parent": world.service.pk, "lead": world.mei.pk}


def test_add_department_conflicts_with_a_name_in_the_same_place(world: World) -> None:
    with pytest.raises(Conflict):
        add_department(world.ada, name="Warehouse")
    assert add_department(world.ada, name="Warehouse", parent=world.service).parent == world.service


def test_change_department_renames_moves_and_gives_a_lead(world: World) -> None:
    moved = change_department(world.ada, world.chat_team, name="Chat", parent=world.warehouse, lead=world.dora)
    assert (moved.name, moved.parent, moved.lead, moved.position) == ("Chat", world.warehouse, world.dora, 1)


def test_change_department_asks_the_rights_of_its_former_lead_anew(world: World) -> None:
    change_department(world.ada, world.service, name="Service", parent=None, lead=world.mei)
    assert list(DEPARTMENT_CHANGED.withdraws(Event.objects.get())) == [(world.cem.pk, "")]
    change_department(world.ada, world.service, name="Customers", parent=None, lead=world.mei)
    assert list(DEPARTMENT_CHANGED.withdraws(Event.objects.latest("id"))) == []


def test_change_department_is_invalid_inside_itself(world: World) -> None:
    for inside in (world.service, world.chat_team):
        with pytest.raises(Invalid) as refusal:
            change_department(world.ada, world.service, name="Service", parent=inside, lead=None)
        assert (refusal.value.code, refusal.value.field) == ("circle", "parent")


@pytest.mark.parametrize("who", ["cem", "mei", "aldo"])
def test_departments_are_refused_to(world: World, who: str) -> None:
    actor = getattr(world, who)
    with pytest.raises(Refused):
        add_department(actor, name="New")
    with pytest.raises(Refused):
        change_department(actor, world.service, name="New", parent=None, lead=actor)
    assert not Event.objects.exists()


def test_rooted_makes_a_tree_of_one_query(world: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        roots = rooted(Department.objects.with_tree_fields())
    assert [(r.department, [b.department for b in r.inside]) for r in roots] == [
        (world.service, [world.chat_team]),
        (world.warehouse, []),
    ]


def test_add_site(world: World) -> None:
    site = add_site(world.ada, name="Bandung", working_days="6543216", hours_per_day=Decimal("7.5"))
    assert (site.working_days, site.hours_per_day) == ("123456", Decimal("7.5"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"name": ""}, "empty"),
        ({"zone": "Jakarta"}, "unknown_zone"),
        ({"working_days": ""}, "not_a_week"),
        ({"working_days": "08"}, "not_a_week"),
        ({"hours_per_day": Decimal(0)}, "not_hours"),
        ({"hours_per_day": Decimal(25)}, "not_hours"),
    ],
)
def test_add_site_is_invalid_with(world: World, words: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_site(world.ada, **{"name": "Bandung", **words})
    assert refusal.value.code == code


def test_change_site(world: World) -> None:
    site = change_site(
        world.ada, world.jakarta, name="Head office", zone="Asia/Jakarta", working_days="7", hours_per_day=Decimal(6)
    )
    assert (site.name, site.working_days) == ("Head office", "7")
    with pytest.raises(Conflict):
        change_site(world.ada, site, name="Makassar warehouse", zone="UTC", working_days="1", hours_per_day=Decimal(8))


def test_holiday_is_no_working_day(world: World) -> None:
    monday = date(2026, 8, 17)
    assert world.jakarta.is_working_day(monday)
    holiday = add_holiday(world.ada, world.jakarta, day=monday, name="Hari Kemerdekaan")
    assert not Site.objects.get(pk=world.jakarta.pk).is_working_day(monday)
    assert world.makassar.is_working_day(monday)
    remove_holiday(world.ada, holiday)
    assert Site.objects.get(pk=world.jakarta.pk).is_working_day(monday)
    assert list(Event.objects.order_by("id").values_list("verb", "subject_id")) == [
        ("people.holiday_added", world.jakarta.pk),
        ("people.holiday_removed", world.jakarta.pk),
    ]


def test_working_days_are_the_site_s_own(world: World) -> None:
    saturday = date(2026, 8, 15)
    assert (world.jakarta.is_working_day(saturday), world.makassar.is_working_day(saturday)) == (False, True)


def test_add_holiday_conflicts_with_one_on_the_same_day(world: World) -> None:
    add_holiday(world.ada, world.jakarta, day=date(2026, 1, 1), name="New Year")
    with pytest.raises(Conflict):
        add_holiday(world.ada, world.jakarta, day=date(2026, 1, 1), name="Tahun Baru")


@pytest.mark.parametrize("who", ["cem", "mei", "aldo"])
def test_sites_are_refused_to(world: World, who: str) -> None:
    actor, day = getattr(world, who), date(2026, 1, 1)
    holiday = Holiday.objects.create(site=world.jakarta, day=day, name="New Year")
    with pytest.raises(Refused):
        add_site(actor, name="New")
    with pytest.raises(Refused):
        change_site(actor, world.jakarta, name="New", zone="UTC", working_days="1", hours_per_day=Decimal(8))
    with pytest.raises(Refused):
        add_holiday(actor, world.makassar, day=day, name="New Year")
    with pytest.raises(Refused):
        remove_holiday(actor, holiday)
    assert not Event.objects.exists()
