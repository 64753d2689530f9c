from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from denyut.okr.actions import add_key_result, add_objective, cancel_objective, check_in
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.spine.access import Invalid, Refused
from denyut.spine.models import Event, words_of
from tests.closing import shut
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
D = Decimal


@pytest.fixture
def frozen():
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def test_check_in_moves_value_progress_and_all_above(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24), confidence=70, note=" queue is flowing ")
    kr = KeyResult.objects.get(pk=goals.median.pk)
    assert (kr.value, kr.progress, kr.confidence, kr.checked_in_at, kr.series) == (24, D("0.5"), 70, TODAY, ["24"])
    assert Objective.objects.get(pk=goals.speed.pk).progress == D("0.25")
    assert Objective.objects.get(pk=goals.company.pk).progress == D("0.25")


def test_check_in_keeps_what_was_said(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24))
    said = check_in(world.mei, goals.median, value=D("21.5"), confidence=90, note="faster")
    assert (said.before, said.value, said.progress, said.author, said.note) == (
        24,
        D("21.5"),
        D("0.7083"),
        world.mei,
        "faster",
    )
    assert CheckIn.objects.count() == 2


def test_check_in_is_recorded_with_its_facts_and_its_words_beside(world: World, goals: Goals) -> None:
    said = check_in(world.mei, goals.median, value=D(24), note="queue is flowing")
    event = Event.objects.get(verb="okr.checked_in")
    moved = [[goals.speed.pk, True], [goals.company.pk, True]]
    assert {k: event.facts[k] for k in ("key_result", "check_in", "value", "before", "moved", "open")} == {
        "key_result": goals.median.pk,
        "check_in": said.pk,
        "value": "24",
        "before": None,
        "moved": moved,
        "open": True,
    }
    assert words_of(event) == "queue is flowing"
    assert "queue" not in str(event.facts)


@pytest.mark.parametrize("value", ["-4", "0.000001", "1000000", "-0.5"])
def test_check_in_takes_negative_and_fractional_values(world: World, goals: Goals, value: str) -> None:
    assert check_in(world.mei, goals.median, value=D(value)).value == D(value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1E+15", "too_large"),
        ("1E+999999999", "too_large"),
        ("1234567890.1234567", "too_fine"),
        ("1E-999999999", "too_fine"),
        ("0.0000001", "too_fine"),
    ],
)
def test_check_in_refuses_values_that_cannot_be_kept(world: World, goals: Goals, value: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_in(world.mei, goals.median, value=D(value))
    assert (refusal.value.code, refusal.value.field, CheckIn.objects.count()) == (code, "value", 0)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [("binary", "0.5", "not_binary"), ("manual", "101", "not_percent"), ("manual", "-1", "not_percent")],
)
def test_check_in_refuses_values_that_the_kind_does_not_take(
    world: World, goals: Goals, kind: str, value: str, code: str
) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Live", kind=kind)
    with pytest.raises(Invalid) as refusal:
        check_in(world.mei, kr, value=D(value))
    assert refusal.value.code == code


def test_check_in_refuses_a_confidence_that_is_no_percentage(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as refusal:
        check_in(world.mei, goals.median, value=D(24), confidence=101)
    assert (refusal.value.code, refusal.value.field) == ("not_percent", "confidence")


def test_check_in_refuses_an_endless_note(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as refusal:
        check_in(world.mei, goals.median, value=D(24), note="x" * 2001)
    assert refusal.value.field == "note"


def test_check_in_refuses_the_future(world: World, goals: Goals) -> None:
    with pytest.raises(Invalid) as refusal:
        check_in(world.mei, goals.median, value=D(24), at=TODAY + timedelta(days=1))
    assert refusal.value.code == "future"


def test_check_in_is_refused_to_a_stranger_with_the_owners_name(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        check_in(world.dora, goals.median, value=D(24))
    assert refusal.value.code == "not_owner"
    assert "Mei Lin" in str(refusal.value)


def test_check_in_is_refused_to_a_team_mate(world: World, goals: Goals) -> None:
    with pytest.raises(Refused):
        check_in(world.bo, goals.median, value=D(24))


@pytest.mark.parametrize("who", ["mei", "cem", "ada"])
def test_check_in_is_open_to_owner_lead_and_administrator(world: World, goals: Goals, who: str) -> None:
    assert check_in(getattr(world, who), goals.median, value=D(24)).author == getattr(world, who)


def test_check_in_is_open_to_a_delegate(world: World, goals: Goals) -> None:
    KeyResult.objects.filter(pk=goals.median.pk).update(delegate=world.dora)
    assert check_in(world.dora, goals.median, value=D(24)).author == world.dora


def test_check_in_is_refused_to_an_auditor(world: World, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        check_in(world.aldo, goals.median, value=D(24))
    assert refusal.value.code == "reads_only"


def test_check_in_is_refused_when_cycle_is_closed(world: World, goals: Goals) -> None:
    shut(world.cem, goals.quarter)
    with pytest.raises(Refused) as refusal:
        check_in(world.mei, goals.median, value=D(24))
    assert refusal.value.code == "cycle_closed"


def test_check_in_is_refused_when_objective_is_cancelled(world: World, goals: Goals) -> None:
    cancel_objective(world.mei, goals.speed)
    with pytest.raises(Refused) as refusal:
        check_in(world.mei, goals.median, value=D(24))
    assert refusal.value.code == "cancelled"


def test_an_older_check_in_joins_the_history_and_leaves_the_value(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(20))
    check_in(world.mei, goals.median, value=D(28), at=datetime(2026, 10, 10, tzinfo=UTC))
    kr = KeyResult.objects.get(pk=goals.median.pk)
    assert (kr.value, kr.series, kr.checked_in_at) == (20, ["28", "20"], TODAY)


def test_the_trend_keeps_a_quarter_of_weeks(world: World, goals: Goals) -> None:
    for week in range(15):
        check_in(world.mei, goals.median, value=D(30 - week), at=TODAY - timedelta(weeks=20 - week))
    assert KeyResult.objects.get(pk=goals.median.pk).series == [str(30 - week) for week in range(2, 15)]


def test_a_check_in_costs_the_same_whatever_the_history(world: World, goals: Goals) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            check_in(world.mei, goals.median, value=D(24))
        return len(captured)

    first = queries()
    for _ in range(12):
        check_in(world.mei, goals.median, value=D(23))
    assert queries() == first


def test_ancestors_beyond_one_that_does_not_move_are_left_alone(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(24))
    version = Objective.objects.get(pk=goals.company.pk).version
    check_in(world.mei, goals.median, value=D(24))
    assert Objective.objects.get(pk=goals.company.pk).version == version


def test_both_ways_of_rolling_up_average_item_by_item(world: World, goals: Goals) -> None:
    Objective.objects.filter(pk=goals.company.pk).update(roll_up="both")
    own = add_key_result(
        world.ada, Objective.objects.get(pk=goals.company.pk), title="NPS", baseline=D(0), target=D(100)
    )
    check_in(world.ada, own, value=D(50))
    check_in(world.mei, goals.median, value=D(18))
    assert Objective.objects.get(pk=goals.company.pk).progress == D("0.5")


def test_a_cancelled_child_no_longer_counts(world: World, goals: Goals) -> None:
    other = add_objective(world.cem, goals.quarter, title="Other", department=world.service, parent=goals.company)
    check_in(world.mei, goals.median, value=D(18))
    assert Objective.objects.get(pk=goals.company.pk).progress == D("0.25")
    cancel_objective(world.cem, other)
    assert Objective.objects.get(pk=goals.company.pk).progress == D("0.5")


def test_an_older_check_in_moves_the_version_because_the_trend_has_changed(world: World, goals: Goals) -> None:
    check_in(world.mei, goals.median, value=D(20))
    version = Objective.objects.get(pk=goals.speed.pk).version
    check_in(world.mei, goals.median, value=D(28), at=datetime(2026, 10, 10, tzinfo=UTC))
    assert Objective.objects.get(pk=goals.speed.pk).version == version + 1


def test_a_note_keeps_no_null_characters(world: World, goals: Goals) -> None:
    assert check_in(world.mei, goals.median, value=D(20), note="a\x00b ").note == "ab"
