"""How early, how late, how regularly: measures of time against values worked out by hand."""

from datetime import date, timedelta

import pytest

from denyut.benefits.measures.foresight import adjustments
from denyut.benefits.measures.rhythm import first_answers
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.meetings.actions import give_feedback
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from tests.goals import Goals
from tests.world import World

from .test_measures import HOUR, MONDAY, NOON, counted, counted_all, sampled, update

pytestmark = pytest.mark.django_db


def test_the_first_adjustment_after_a_signal_counts(goals: Goals) -> None:
    day = timedelta(days=1)
    raised = [(1, 7, NOON), (2, 8, NOON), (3, 9, NOON)]
    acted = [(1, NOON + 3 * day), (1, NOON + day), (2, NOON - day)]
    changed = [(7, NOON + 2 * day), (8, NOON + 4 * day), (None, NOON)]
    assert adjustments(raised, acted, changed) == [(NOON + day, 1.0), (NOON + 4 * day, 4.0)]


def test_interventions_before_red_and_the_lead_of_warnings(goals: Goals, mei: Person) -> None:
    def warning(kind: str, *, was_red: bool, days: int) -> EarlyWarning:
        told = dict.fromkeys(("raised_at", "owner_told_at", "open_at"), NOON)
        closed = NOON + timedelta(days=days)
        state = {"status_then": "at_risk", "was_red": was_red, "closed_at": closed}
        return EarlyWarning.objects.create(key_result=goals.median, kind=kind, **told, **state)

    kinds = EarlyWarning.WarningKind.values
    early, late = warning(kinds[0], was_red=False, days=2), warning(kinds[1], was_red=True, days=1)
    for one, was_red in ((early, False), (late, True), (early, False)):
        Intervention.objects.create(
            warning=one,
            kind=Intervention.InterventionKind.values[0],
            by=mei,
            at=NOON + timedelta(days=1),
            status_then="at_risk",
            was_red=was_red,
            lead_days=3,
        )
    assert counted("proactive_ratio") == {MONDAY: (2, 3)}
    assert sampled("warning_lead") == {MONDAY: [2.0]}
    assert sampled("signal_to_adjustment") == {MONDAY: [1.0, 1.0]}


def test_the_first_word_of_somebody_else_counts() -> None:
    said = {1: (7, NOON), 2: (8, NOON)}
    answers = [(1, 7, NOON + HOUR), (1, 9, NOON + 3 * HOUR), (1, 8, NOON + 5 * HOUR), (2, 8, NOON + HOUR), (3, 9, NOON)]
    assert first_answers(said, answers) == [(NOON + 3 * HOUR, 3 * HOUR)]


def test_feedback_latency_is_told_in_hours(goals: Goals, world: World) -> None:
    update(goals, world.mei, NOON, 28)
    said = CheckIn.objects.get()
    for who, hours in ((world.mei, 1), (world.cem, 4), (world.bo, 6)):
        with clock.at(NOON + hours * HOUR):
            give_feedback(who, said, text="Good.")
    assert sampled("feedback_latency") == {MONDAY: [4.0]}


def test_a_missed_ritual_lowers_the_share_held(goals: Goals, world: World) -> None:
    first = MONDAY - timedelta(weeks=1)
    ritual = Ritual.objects.create(
        cycle=goals.quarter,
        first_on=first,
        at="09:00",
        minutes=30,
        made_by=world.cem,
        made_at=NOON - timedelta(weeks=2),
    )
    sitting = Sitting.objects.create(ritual=ritual, day=MONDAY, opened_at=NOON - timedelta(days=2))
    sitting.attended.set([world.mei])
    held: dict[date, tuple[float, float]] = counted("rituals_held")
    assert held == {MONDAY: (1, 1)}
    assert counted_all("rituals_held") == {first: (0, 1), MONDAY: (1, 1)}
