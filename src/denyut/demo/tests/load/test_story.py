"""The story of the demo company as it stands in the middle of a quarter: links, kinds, changes, closes, drafts, meetings."""

from collections import Counter
from decimal import Decimal

import pytest

from denyut.alignment.models import Ask, Challenge, Influence
from denyut.closing.models import Lesson
from denyut.demo.tests.telling import MIDDLE
from denyut.metrics.models import Indicator
from denyut.okr.models import (
    Cycle,
    Edge,
    Initiative,
    KeyResult,
    Milestone,
    Objective,
    Observation,
    Revision,
    Segment,
    State,
)
from denyut.people.models import Absence, Person
from denyut.rhythm.models import Ritual, Sitting

NOW, COMING = "Kuartal 4 2026", "Kuartal 1 2027"

# One worker loads the company for all of them.
pytestmark = pytest.mark.xdist_group("demo")


def test_links_stand_wait_and_were_refused(founder: Person) -> None:
    own = Edge.objects.filter(is_primary=False)
    assert Counter(own.values_list("state", flat=True)) == {
        "accepted": 14,
        "proposed": 2,
        "declined": 1,
        "countered": 1,
    }
    standing = Counter(own.standing().values_list("kind", flat=True))
    assert standing == {"depends": 5, "contributes": 4, "supports": 4, "conflicts": 1}
    asked = own.waiting().values_list("asked__name", flat=True)
    assert {*asked} == {"Sari Wulandari", "Wahyu Nugroho"}


def test_numbers_come_from_data(founder: Person) -> None:
    fed = {kr.kind: kr for kr in KeyResult.objects.filter(objective__owner__name="Fitri Handayani")}
    assert {kind for kind, kr in fed.items() if kr.value} >= {"statistic", "milestone", "tasks", "coverage"}
    assert Observation.objects.filter(key_result=fed["statistic"]).count() > 200
    reached = Milestone.objects.filter(key_result=fed["milestone"])
    assert (reached.count(), reached.exclude(reached_at=None).count()) == (5, 3)
    kinds = Counter(KeyResult.objects.filter(objective__cycle__name=NOW).values_list("kind", flat=True))
    assert len(kinds) == 13


def test_a_key_result_is_fed_by_another(founder: Person) -> None:
    fed = KeyResult.objects.get(title="8.000 anggota yang datang dari pelanggan baru")
    source = Edge.objects.get(to_key_result=fed).source
    assert fed.value == source.value * Decimal("0.4")


def test_work_is_done_open_and_late(founder: Person) -> None:
    work = Initiative.objects.filter(key_result__objective__cycle__name=NOW)
    assert work.values("key_result").distinct().count() >= 12
    open_work = work.filter(done_at=None)
    assert work.exclude(done_at=None).count() > 10
    assert open_work.filter(due_on__lt=MIDDLE).count() >= 5
    assert open_work.filter(due_on__gte=MIDDLE).count() >= 3


def test_changes_keep_their_history(founder: Person) -> None:
    retargets = Revision.objects.filter(kind="retarget", is_free=False, objective__cycle__name=NOW)
    assert {*retargets.values_list("reason", flat=True)} == {"market", "learning"}
    assert retargets.count() == 3
    assert Segment.objects.get().key_result.kind == "metric"
    assert KeyResult.objects.get(declared="off_track").declared_by is not None
    states = KeyResult.objects.filter(objective__cycle__name=NOW).values_list("state", flat=True)
    assert Counter(states)[State.POSTPONED] == 1
    assert Counter(states)[State.PAUSED] == 1


def test_quarters_that_ended_are_scored_and_taught(founder: Person) -> None:
    closed = KeyResult.objects.filter(objective__cycle__closed_at__isnull=False)
    assert closed.filter(score=None).count() == 0
    assert closed.exclude(score_reason="").count() == 3
    told = Lesson.objects.told()
    assert Counter(told.values_list("kind", flat=True)) == {
        "keep": 1,
        "learned": 1,
        "change": 1,
        "stop": 1,
        "post_mortem": 1,
    }
    assert Lesson.objects.waiting().count() >= 1
    carried = Objective.objects.get(carried_from__isnull=False)
    assert (carried.cycle.name, carried.state, carried.lineage) == (NOW, State.ACTIVE, carried.carried_from_id)


def test_coming_quarter_is_being_drafted(founder: Person) -> None:
    coming = Cycle.objects.get(name=COMING)
    states = Objective.objects.of_cycle(coming).values_list("department__name", "state")
    assert Counter(states) == {
        ("Layanan Pelanggan", "draft"): 2,
        ("Layanan Pelanggan", "proposed"): 1,
        (None, "draft"): 1,
        (None, "proposed"): 1,
    }


def test_asks_and_objections_wait_or_were_answered(founder: Person) -> None:
    assert {ask.department.name: ask.is_answered for ask in Ask.objects.all()} == {"Pemasaran": True, "Keuangan": False}
    assert Counter(Challenge.objects.values_list("state", flat=True)) == {"open": 1, "accepted": 1}
    assert KeyResult.objects.get(title="28.000 anggota program loyalitas").target == 28000
    assert Influence.objects.standing().count() == 3


def test_people_meet_and_somebody_is_away(founder: Person) -> None:
    assert Ritual.objects.filter(cycle__name=NOW, department=None).count() == 4
    assert Counter((bool(sitting.output), sitting.is_closed) for sitting in Sitting.objects.all()) == {
        (True, True): 4,
        (True, False): 9,
    }
    away = Absence.objects.get()
    assert (away.person.name, away.stand_in and away.stand_in.name) == ("Rizky Ramadhan", "Ni Putu Ayu Lestari")
    assert away.first_on <= MIDDLE <= away.last_on


def test_indicators_have_healthy_bands(founder: Person) -> None:
    with_band = [one for one in Indicator.objects.all() if (one.band_low, one.band_high) != (None, None)]
    assert len(with_band) == 9
    assert Indicator.objects.exclude(formula="").count() == 1
