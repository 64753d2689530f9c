"""What indicators mean: adding, adopting, changing, and the versions that stay behind."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from denyut.metrics.actions import add_indicator, adopt_indicator, change_indicator, read_indicator
from denyut.metrics.calculation import FORMULAS
from denyut.metrics.duplicates import duplicates
from denyut.metrics.library import LIBRARY
from denyut.metrics.models import MEANING, Definition, Indicator, is_in_band
from denyut.metrics.names import is_near
from denyut.people.models import Workspace
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from tests.world import World

EARLIER = datetime(2026, 3, 2, tzinfo=UTC)


def meaning(indicator: Indicator, **changes: Any) -> dict[str, Any]:
    kept = {name: getattr(indicator, name) for name in MEANING}
    return {**kept, "department": indicator.department, **changes}


def test_add_indicator_keeps_a_first_version(world: World) -> None:
    added = add_indicator(world.cem, name=" Hold time ", unit="s", good="lower", band_high=Decimal(40), owner=world.mei)
    assert (added.key, added.name, added.version, added.owner) == ("hold-time", "Hold time", 1, world.mei)
    first = added.definitions.get()
    assert (first.version, first.unit, first.band_high, first.made_by) == (1, "s", 40, world.cem)
    assert Event.objects.get().verb == "metrics.indicator_added"


def test_keys_made_from_names_are_never_taken(world: World) -> None:
    keys = [add_indicator(world.cem, name=name).key for name in ("Hold time", "Hold time", "等待时间")]
    assert keys == ["hold-time", "hold-time-2", "indicator"]
    with pytest.raises(Conflict) as refusal:
        add_indicator(world.cem, key="hold-time", name="Other")
    assert refusal.value.code == "key_taken"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"unit": "x" * 21}, "unit"),
        ({"description": "x" * 2001}, "description"),
        ({"good": "sideways"}, "good"),
        ({"formula": "magic"}, "formula"),
        ({"band_low": Decimal(5), "band_high": Decimal(4)}, "band_high"),
        ({"band_low": Decimal("NaN")}, "band_low"),
        ({"band_low": Decimal("0.0000001")}, "band_low"),
        ({"key": "not a key"}, "key"),
    ],
)
def test_add_indicator_is_invalid(world: World, words: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_indicator(world.cem, **{"name": "Hold time", **words})
    assert refusal.value.field == field
    assert not Indicator.objects.exists()


@pytest.mark.parametrize("who", ["mei", "dora", "aldo"])
def test_add_and_adopt_are_refused_to(world: World, who: str) -> None:
    for attempt in (lambda a: add_indicator(a, name="X"), lambda a: adopt_indicator(a, known="nps")):
        with pytest.raises(Refused) as refusal:
            attempt(getattr(world, who))
        assert refusal.value.code == "not_manager"


def test_adopt_indicator_brings_formula_and_band(world: World) -> None:
    adopted = adopt_indicator(world.cem, known="churn", owner=world.mei, department=world.service)
    assert (adopted.key, adopted.name, adopted.unit, adopted.good) == ("churn", "Customer churn", "%", "lower")
    assert (adopted.formula, adopted.band_low, adopted.band_high) == ("churn", None, 5)
    assert adopt_indicator(world.cem, known="churn").key == "churn-2"


def test_adopt_indicator_counts_money_in_the_regions_currency(world: World) -> None:
    assert adopt_indicator(world.cem, known="order-value").unit == "IDR"
    Workspace.objects.update(region="MY")
    assert adopt_indicator(world.cem, known="order-value").unit == "MYR"


def test_adopt_indicator_that_the_library_does_not_know(world: World) -> None:
    with pytest.raises(NotThere) as refusal:
        adopt_indicator(world.cem, known="magic")
    assert refusal.value.field == "known"


def test_library_is_whole() -> None:
    assert len(LIBRARY) >= 24
    assert {one.formula for one in LIBRARY.values()} == set(FORMULAS)
    assert all(one.key == key and one.good in Indicator.Good.values for key, one in LIBRARY.items())
    assert sum(one.is_leading for one in LIBRARY.values()) >= 4


def test_change_indicator_is_a_new_version_and_readings_keep_theirs(world: World) -> None:
    nps = adopt_indicator(world.cem, known="nps", owner=world.mei)
    old = read_indicator(world.mei, nps, value=Decimal(31), at=EARLIER)
    changed = change_indicator(world.mei, nps, **meaning(nps, band_low=Decimal(40)), reason="Last year's average")
    new = read_indicator(world.mei, changed, value=Decimal(42))
    assert [reading.version for reading in (old, new)] == [1, 2]
    assert [(d.version, d.band_low, d.reason) for d in nps.definitions.all()] == [
        (2, 40, "Last year's average"),
        (1, 30, ""),
    ]
    nps.refresh_from_db()
    assert (nps.value, nps.before, nps.series, nps.is_healthy()) == (42, 31, ["31", "42"], True)
    facts = Event.objects.filter(verb="metrics.indicator_changed").get().facts
    assert (facts["version"], facts["changed"]) == (2, ["band_low"])


@pytest.mark.parametrize("change", [{"unit": "points"}, {"formula": "ces"}])
def test_another_unit_or_formula_begins_a_new_series(world: World, change: dict[str, Any]) -> None:
    nps = adopt_indicator(world.cem, known="nps")
    for days, value in ((0, 31), (1, 33)):
        read_indicator(world.cem, nps, value=Decimal(value), at=EARLIER + timedelta(days=days))
    nps = change_indicator(world.cem, nps, **meaning(nps, **change))
    assert (nps.series_from, nps.value, nps.before, nps.read_at, nps.series) == (2, None, None, None, [])
    read_indicator(world.cem, nps, value=Decimal(5))
    nps.refresh_from_db()
    assert (nps.value, nps.before, nps.series, nps.readings.count()) == (5, None, ["5"], 3)


def test_another_owner_or_department_is_no_new_version(world: World) -> None:
    nps = adopt_indicator(world.cem, known="nps")
    moved = change_indicator(world.cem, nps, **meaning(nps, department=world.service), owner=world.mei)
    assert (moved.owner, moved.department, moved.version) == (world.mei, world.service, 1)
    assert Event.objects.latest("id").verb == "metrics.indicator_moved"
    assert Definition.objects.count() == 1


def test_change_without_a_change_says_nothing(world: World) -> None:
    nps = adopt_indicator(world.cem, known="nps")
    change_indicator(world.cem, nps, **meaning(nps), owner=None)
    assert Event.objects.count() == 1


@pytest.mark.parametrize("who", ["bo", "dora", "aldo"])
def test_change_indicator_is_refused_to(world: World, who: str) -> None:
    nps = adopt_indicator(world.cem, known="nps", owner=world.mei)
    with pytest.raises(Refused) as refusal:
        change_indicator(getattr(world, who), nps, **meaning(nps, name="Mine"))
    assert refusal.value.code == "not_owner"


def test_an_auditor_changes_nothing_even_as_owner(world: World) -> None:
    nps = adopt_indicator(world.cem, known="nps", owner=world.aldo)
    with pytest.raises(Refused):
        change_indicator(world.aldo, nps, **meaning(nps, name="Mine"))


@pytest.mark.parametrize(
    ("low", "high", "value", "expected"),
    [
        (None, None, 5, None),
        (4, 5, None, None),
        (4, 5, 4, True),
        (4, 5, 5, True),
        (4, None, 3, False),
        (None, 5, 6, False),
    ],
)
def test_band_includes_its_ends(low: Any, high: Any, value: Any, expected: bool | None) -> None:
    assert is_in_band(value, low, high) is expected


def test_duplicates_are_of_one_unit_and_almost_one_name(world: World, django_assert_num_queries: Any) -> None:
    one = add_indicator(world.cem, name="First response time", unit="min")
    add_indicator(world.cem, name="First response time", unit="h")
    add_indicator(world.cem, name="Resolution time", unit="min")
    other = add_indicator(world.cem, name="Response time, first", unit="min ")
    with django_assert_num_queries(1):
        assert duplicates() == [(one, other)]
    assert duplicates([one]) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("NPS", "nps", True),
        ("Churn rate", "Rate of churn", True),
        ("Churn rate", "Return rate", False),
        ("Tingkat churn pelanggan", "Churn pelanggan (tingkat)", True),
        ("Première réponse", "premiere reponse", True),
        ("客户流失率", "客户流失率", True),
        ("客户流失率", "客户留存率", False),
        ("Orders", "Order", True),
        ("", "", False),
    ],
)
def test_names_that_are_near(one: str, other: str, expected: bool) -> None:
    assert is_near(one, other) is expected
