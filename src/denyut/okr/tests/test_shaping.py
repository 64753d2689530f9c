"""Key results of every kind are given their numbers; what makes no sense is refused with the remedy."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from denyut.okr.actions import (
    add_key_result,
    add_objective,
    change_cycle,
    change_key_result,
    change_objective,
    check_in,
    move_key_result,
    open_cycle,
    retype_key_result,
    set_rate,
)
from denyut.okr.models import Cycle, KeyResult, Objective, Phase
from denyut.okr.progress import Kind
from denyut.spine.access import Conflict, Invalid, Refused
from tests.goals import Goals
from tests.world import World


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_added_by_its_name(world: World, goals: Goals, kind: Kind) -> None:
    setup: dict[str, Any] = {"low": Decimal(1)} if kind is Kind.RANGE else {}
    kr = add_key_result(world.mei, goals.speed, title="One", kind=kind, target=Decimal(5), setup=setup)
    assert (kr.kind, kr.progress) == (kind, 0)
    assert kr.original == kr.promise()


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"kind": "range", "target": Decimal(5)}, "impossible_range", "low"),
        ({"kind": "range", "target": Decimal(5), "setup": {"low": Decimal(5)}}, "impossible_range", "low"),
        ({"kind": "metric", "baseline": Decimal(5), "target": Decimal(5)}, "no_way", "target"),
        ({"kind": "at_most", "setup": {"share": Decimal(2)}}, "share", "share"),
        ({"kind": "at_most", "setup": {"tolerance": Decimal(0)}}, "tolerance", "tolerance"),
        ({"kind": "coverage", "setup": {"sessions": 0}}, "too_small", "sessions"),
        ({"kind": "statistic", "setup": {"statistic": "mode"}}, "setup", "setup"),
        ({"setup": {"colour": "red"}}, "setup", "setup"),
        ({"due_on": date(2027, 1, 1)}, "outside_cycle", "due_on"),
        ({"starts_on": date(2026, 9, 30)}, "outside_cycle", "starts_on"),
        ({"starts_on": date(2026, 12, 1), "due_on": date(2026, 11, 1)}, "dates", "due_on"),
        ({"currency": "XYZ"}, "currency", "currency"),
        ({"pace": "curve"}, "curve", "curve"),
        (
            {"pace": "curve", "setup": {"curve": [[Decimal(0), Decimal(0)], [Decimal("0.5"), Decimal("0.2")]]}},
            "curve",
            "curve",
        ),
        ({"pace": "leaps"}, "not_a_choice", "pace"),
        ({"counts_as": "fun"}, "not_a_choice", "counts_as"),
        ({"hypothesis": "x" * 501}, "too_long", "hypothesis"),
        ({"weight": Decimal("1.5")}, "weight", "weight"),
        ({"weight": Decimal("-0.1")}, "weight", "weight"),
    ],
)
def test_what_makes_no_sense_is_refused(
    world: World, goals: Goals, words: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        add_key_result(world.mei, goals.speed, title="Odd", **words)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert KeyResult.objects.count() == 2


def test_a_range_is_kept_by_the_share_of_time(world: World, goals: Goals) -> None:
    kr = add_key_result(
        world.mei,
        goals.speed,
        title="Stock",
        kind="range",
        target=Decimal(5),
        setup={"low": Decimal(4), "hold": "check_ins"},
    )
    for value in (Decimal("4.5"), Decimal(6), Decimal(5), Decimal(4)):
        check_in(world.mei, kr, value=value)
    assert KeyResult.objects.get(pk=kr.pk).progress == Decimal("0.75")


def test_a_bound_that_is_strict_is_outside(world: World, goals: Goals) -> None:
    words: dict[str, Any] = {"kind": "at_most", "target": Decimal(25)}
    usual = add_key_result(world.mei, goals.speed, title="Usual", **words)
    strict = add_key_result(world.mei, goals.speed, title="Strict", **words, setup={"is_strict": True})
    for kr in (usual, strict):
        check_in(world.mei, kr, value=Decimal(25))
    assert [KeyResult.objects.get(pk=kr.pk).progress for kr in (usual, strict)] == [1, 0]


def test_a_baseline_is_measured_by_any_value(world: World, goals: Goals) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Measure churn", kind="baseline", unit="%")
    check_in(world.mei, kr, value=Decimal("7.5"))
    kr = KeyResult.objects.get(pk=kr.pk)
    assert (kr.value, kr.progress) == (Decimal("7.5"), 1)


def test_the_form_asks_which_change_is_meant_and_works_it_out(world: World, goals: Goals, signed_in) -> None:
    browser = signed_in(world.mei)
    address = f"/objectives/{goals.speed.pk}/key-results/new/"
    asked = {"title": "Time to answer", "kind": "metric", "baseline": "30", "unit": "min", "change": "-40"}
    answer = browser.post(address, asked)
    assert answer.status_code == 422
    assert "40% less time is a target of 18; 40% more speed is a target of 21.43." in answer.content.decode()
    for means, target in (("time", "18"), ("speed", "21.428571")):
        change = "-40" if means == "time" else "40"
        assert browser.post(address, {**asked, "change": change, "means": means}).status_code == 302
        kr = KeyResult.objects.order_by("-pk")[0]
        assert (kr.target, kr.setup) == (Decimal(target), {"change": change, "means": means})


def test_the_form_keeps_a_setup(world: World, goals: Goals, signed_in) -> None:
    address = f"/objectives/{goals.speed.pk}/key-results/new/"
    sent = {"title": "Stock", "kind": "range", "low": "4", "target": "5", "hold": "now", "tolerance": "0.5"}
    assert signed_in(world.mei).post(address, sent).status_code == 302
    kr = KeyResult.objects.order_by("-pk")[0]
    assert kr.setup == {"low": "4", "hold": "now", "tolerance": "0.5"}
    page = signed_in(world.mei).get(f"/key-results/{kr.pk}/edit/").content.decode()
    assert 'name="tolerance" value="0.5"' in page


def test_money_of_two_currencies_is_added_with_a_rate_alone(world: World, goals: Goals) -> None:
    summed = add_objective(world.mei, goals.quarter, title="Sales", department=world.service, roll_up="sum")
    add_key_result(world.mei, summed, title="Here", currency="IDR", target=Decimal(1600))
    set_rate(world.cem, currency="idr", from_on=date(2026, 1, 1), rate=Decimal(1))
    there = {"title": "There", "currency": "USD", "target": Decimal(1)}
    with pytest.raises(Invalid) as refusal:
        add_key_result(world.mei, summed, **there)
    assert (refusal.value.code, refusal.value.field) == ("no_rate", "currency")
    set_rate(world.cem, currency="USD", from_on=date(2026, 1, 1), rate=Decimal(1600))
    check_in(world.mei, add_key_result(world.mei, summed, **there), value=Decimal(1))
    assert Objective.objects.get(pk=summed.pk).progress == Decimal("0.5")


def test_a_sum_of_two_currencies_without_a_rate_is_refused(world: World, goals: Goals) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Sales", department=world.service)
    add_key_result(world.mei, goal, title="Here", currency="IDR")
    add_key_result(world.mei, goal, title="There", currency="USD")
    with pytest.raises(Invalid) as refusal:
        change_objective(world.mei, goal, title="Sales", department=world.service, roll_up="sum")
    assert (refusal.value.code, refusal.value.field) == ("no_rate", "roll_up")


@pytest.mark.parametrize(
    ("currency", "rate", "code"),
    [("XX", Decimal(1), "currency"), ("", Decimal(1), "currency"), ("USD", Decimal(0), "rate")],
)
def test_a_rate_that_is_none_is_refused(world: World, currency: str, rate: Decimal, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        set_rate(world.cem, currency=currency, from_on=date(2026, 1, 1), rate=rate)
    assert refusal.value.code == code


def test_members_enter_no_rates(world: World) -> None:
    with pytest.raises(Refused):
        set_rate(world.mei, currency="USD", from_on=date(2026, 1, 1), rate=Decimal(1))


def test_several_cycles_run_at_once_each_in_its_phase(world: World) -> None:
    year = open_cycle(world.cem, name="2027", kind="year", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    sprint = open_cycle(
        world.cem,
        name="Six weeks",
        kind="six_weeks",
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 3, 14),
        parent=year,
        drafts_on=date(2027, 1, 25),
        aligns_on=date(2027, 1, 28),
        closes_on=date(2027, 3, 10),
    )
    days = {
        date(2027, 1, 20): Phase.AHEAD,
        date(2027, 1, 25): Phase.DRAFT,
        date(2027, 1, 30): Phase.ALIGN,
        date(2027, 2, 1): Phase.RUN,
        date(2027, 3, 10): Phase.CLOSE,
    }
    assert {day: sprint.phase(day) for day in days} == days
    assert year.phase(date(2027, 1, 30)) == Phase.RUN
    assert list(Cycle.objects.values_list("name", flat=True)) == ["Six weeks", "2027"]


@pytest.mark.parametrize(
    "phases",
    [{"closes_on": date(2027, 4, 1)}, {"drafts_on": date(2027, 1, 2)}, {"aligns_on": date(2026, 12, 1)}],
)
def test_phases_that_don_t_follow_each_other_are_refused(world: World, phases: dict[str, date]) -> None:
    with pytest.raises(Invalid) as refusal:
        open_cycle(world.cem, name="Q1", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31), **phases)
    assert refusal.value.code == "phases"


def test_what_joins_a_sum_is_measured_as_the_others(world: World, goals: Goals) -> None:
    goal = add_objective(world.mei, goals.quarter, title="Earn", department=world.service, roll_up="sum")
    first = add_key_result(world.mei, goal, title="Shops", unit="boxes", target=Decimal(10))
    wrong = {"title": "Web", "target": Decimal(10)}
    for words, code, field in (
        ({"unit": "kg"}, "units_differ", "unit"),
        ({"currency": "IDR"}, "units_differ", "currency"),
    ):
        with pytest.raises(Invalid) as refusal:
            add_key_result(world.mei, goal, **wrong, **words)
        assert (refusal.value.code, refusal.value.field) == (code, field)
    second = add_key_result(world.mei, goal, **wrong, unit="boxes")
    for change in (
        lambda: change_key_result(world.mei, second, **wrong, unit="kg"),
        lambda: retype_key_result(world.mei, second, kind="metric", unit="kg", target=Decimal(9), reason="learning"),
    ):
        with pytest.raises(Invalid) as refusal:
            change()
        assert refusal.value.code == "units_differ"
    move_key_result(world.mei, first, to="cancelled")
    assert change_key_result(world.mei, second, **wrong, currency="USD").currency == "USD"
    with pytest.raises(Invalid) as refusal:
        add_key_result(world.mei, goal, title="Shops", target=Decimal(10), currency="IDR")
    assert (refusal.value.code, refusal.value.field) == ("no_rate", "currency")


def test_a_cycle_keeps_the_days_of_its_key_results(world: World, goals: Goals) -> None:
    due = add_key_result(world.mei, goals.speed, title="Late", due_on=date(2026, 12, 20))
    for days, field in (
        ((date(2026, 10, 1), date(2026, 12, 15)), "ends_on"),
        ((date(2026, 12, 21), date(2026, 12, 31)), "starts_on"),
    ):
        with pytest.raises(Conflict) as refusal:
            change_cycle(world.ada, goals.quarter, name="Q4", starts_on=days[0], ends_on=days[1])
        assert (refusal.value.code, refusal.value.field) == ("outside_cycle", field)
        assert due.label in str(refusal.value.reason)
    move_key_result(world.mei, due, to="cancelled", reason="Gone.")
    assert change_cycle(world.ada, goals.quarter, name="Q4", starts_on=days[0], ends_on=days[1]).name == "Q4"
