from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.closing.actions import write_lesson
from denyut.launch.actions import choose_sponsor, publish_commitment
from denyut.launch.commitment_score import Part, total
from denyut.launch.models import Start
from denyut.launch.rows.leaders import leaders_of
from denyut.okr.actions import add_key_result, add_objective, check_in
from denyut.people.models import Person
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from tests.goals import TODAY, Goals
from tests.world import World

type Browser = Callable[[Person], Client]


def test_parts_without_anything_expected_are_left_out() -> None:
    assert total([Part(1, 2), Part(0, 0), Part(4, 4)]) == 75
    assert total([Part(0, 0)]) is None
    assert Part(9, 3).percent == 100


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), min_size=1))
def test_scores_lie_between_0_and_100(parts: list[tuple[int, int]]) -> None:
    found = total([Part(done, expected) for done, expected in parts])
    assert found is None or 0 <= found <= 100


@pytest.mark.django_db
def test_each_review_counts_once_however_many_were_there(world: World, goals: Goals) -> None:
    made = {"cycle": goals.quarter, "first_on": TODAY.date(), "at": time(9), "made_by": world.cem, "made_at": TODAY}
    own = Ritual.objects.create(kind=Ritual.Kind.CHECK_IN, department=world.service, **made)
    others = Ritual.objects.create(kind=Ritual.Kind.CHECK_IN, department=world.warehouse, **made)
    whole = Ritual.objects.create(kind=Ritual.Kind.MONTHLY_REVIEW, **made)
    everybody = [world.cem, world.mei, world.bo, world.dora]
    for ritual, people in ((own, everybody), (others, everybody), (whole, [world.mei, world.bo])):
        sitting = Sitting.objects.create(ritual=ritual, day=TODAY.date(), opened_at=TODAY)
        sitting.attended.set(people)
    # Nobody came to this one, so that it was not held.
    Sitting.objects.create(ritual=own, day=TODAY.date() - timedelta(days=7), opened_at=TODAY)
    [cem] = [row for row in leaders_of(goals.quarter, TODAY.date()) if row.face.id == world.cem.pk]
    assert cem.reviews == Part(1, 2)


@pytest.mark.django_db
def test_a_leader_who_never_checks_in_scores_low_even_after_signing(
    world: World, goals: Goals, start: Start, signed_in: Browser
) -> None:
    for leader in (world.cem, world.ada):
        goal = add_objective(leader, goals.quarter, title=leader.name)
        add_key_result(leader, goal, title=f"KR of {leader.name}", unit="%")
    sponsor = choose_sponsor(world.cem, start, person=world.ada)
    publish_commitment(world.ada, sponsor, text="I check in my own goals every single week.")
    own = world.cem.key_results.get()
    for week in range(1, 4):
        with time_machine.travel(TODAY + timedelta(days=7 * week), tick=False):
            check_in(world.cem, own, value=Decimal(week))
            write_lesson(world.cem, goals.speed, text=f"Lesson {week}")
    with time_machine.travel(TODAY + timedelta(days=25), tick=False):
        rows = {row.face.name: row for row in leaders_of(goals.quarter, clock.now().date())}
        words = signed_in(world.dora).get("/launch/leaders/").content.decode()
    signed, busy = rows["Ada Pratiwi"], rows["Cem Arslan"]
    assert (signed.has_signed, signed.score, signed.check_ins.done) == (True, 0, 0)
    assert signed.check_ins.expected >= 2
    assert busy.comments.done == 3
    assert (busy.score or 0) > 50
    assert "KR of" not in words
    assert ("Ada Pratiwi" in words, "Cem Arslan" in words) == (True, True)
