"""Acting upon warnings, what came of it, and what is proposed next."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from denyut.foresight.actions import intervene
from denyut.foresight.effects import measure_effects, net_of
from denyut.foresight.jobs import open_due
from denyut.foresight.looking import look_at_all
from denyut.foresight.models import EarlyWarning, Forecast, Intervention
from denyut.foresight.playbook import ACTS, PLAYS, Record, drawn, proposed, quantile, ranked
from denyut.foresight.records import hits, known_early, proactive, records
from denyut.foresight.rows.warnings import said_of
from denyut.matters.actions import raise_blocker
from denyut.okr.actions import add_key_result, check_in
from denyut.okr.models import KeyResult
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.goals import Goals
from tests.world import World

from .test_warnings import BEGIN, DAY, clock, miss, slip

__all__ = ["clock"]


@pytest.fixture
def warning(goals: Goals, clock: time_machine.Traveller) -> EarlyWarning:
    """A warning about Mei's median that everybody may know of."""
    slip(clock, goals)
    look_at_all()
    clock.shift(DAY)
    open_due()
    return miss()


def test_act_keeps_lead_time_status_and_chance(warning: EarlyWarning, goals: Goals, world: World) -> None:
    done = intervene(world.cem, warning, kind="hands", note=" Bo joins. ", with_person=world.bo)
    left = (goals.quarter.ends_on - done.at.date()).days
    assert (done.lead_days, done.note, done.with_person, done.was_red) == (left, "Bo joins.", world.bo, True)
    assert done.probability_then == Forecast.objects.get(key_result=goals.median).probability
    event = Event.objects.get(verb="foresight.intervened")
    assert set(VERBS[event.verb].told(event)) == {world.mei.pk, world.bo.pk}


def test_unblocking_looks_at_the_blocker_that_stands(warning: EarlyWarning, goals: Goals, world: World) -> None:
    raised = raise_blocker(world.mei, goals.median, text="No price list", waits_on=world.dora)
    assert intervene(world.mei, warning, kind="unblock").blocker == raised


def test_refusals(warning: EarlyWarning, world: World) -> None:
    for person, code in ((world.bo, "not_concerned"), (world.dora, "not_concerned"), (world.aldo, "reads_only")):
        with pytest.raises(Refused) as refused:
            intervene(person, warning, kind="help")
        assert refused.value.code == code
    for words, code in (({"kind": "pray"}, "no_kind"), ({"kind": "help", "note": "x" * 501}, "too_long")):
        with pytest.raises(Invalid) as wrong:
            intervene(world.mei, warning, **words)
        assert wrong.value.code == code
    with pytest.raises(Invalid) as bot:
        intervene(world.mei, warning, kind="hands", with_person=world.robo)
    EarlyWarning.objects.filter(pk=warning.pk).update(closed_at=warning.raised_at + 2 * DAY)
    with pytest.raises(Conflict) as over:
        intervene(world.mei, warning, kind="help")
    assert (bot.value.code, over.value.code, Intervention.objects.count()) == ("not_a_colleague", "closed", 0)


def test_leader_does_not_act_before_it_opens(goals: Goals, world: World, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    with pytest.raises(NotThere):
        intervene(world.cem, miss(), kind="help")


def forecast(kr: KeyResult, day: date, chance: float, *, is_red: bool = False) -> None:
    Forecast.objects.update_or_create(
        key_result=kr,
        day=day,
        defaults={
            "probability": chance,
            "trend": chance,
            "progress": Decimal(0),
            "status": "off_track" if is_red else "at_risk",
            "is_red": is_red,
            "pace": 0.0,
            "progress_pace": chance / 10,
            "made_at": BEGIN,
        },
    )


def test_effect_is_the_change_beyond_like_key_results(
    warning: EarlyWarning, goals: Goals, world: World, clock: time_machine.Traveller
) -> None:
    other = add_key_result(world.mei, goals.speed, title="Like it", baseline=Decimal(0), target=Decimal(9))
    done = intervene(world.mei, warning, kind="help")
    day = done.at.date()
    for kr, before, after in ((goals.median, 0.2, 0.6), (other, 0.25, 0.35), (goals.rules, 0.9, 0.95)):
        forecast(kr, day, before)
        forecast(kr, day + timedelta(days=7), after)
    assert measure_effects() == 0
    clock.shift(7 * DAY)
    assert (measure_effects(), measure_effects()) == (1, 0)
    done.refresh_from_db()
    assert done.effects == {"7": {"probability": 0.4, "pace": 0.04, "matched": 0.1, "n": 1}}
    assert (done.helped, round(net_of(done.effects["7"]), 2)) == (True, 0.3)
    assert records() == {"miss": {"help": Record(1, 1)}}


def test_proactive_ratio_equals_the_hand_count(warning: EarlyWarning, goals: Goals, world: World) -> None:
    done = [intervene(world.mei, warning, kind=kind) for kind in ("help", "scope", "action")]
    Intervention.objects.filter(pk__in=[one.pk for one in done[:2]]).update(was_red=False)
    assert (proactive().acts, proactive().before_red, proactive().ratio) == (3, 2, 2 / 3)
    EarlyWarning.objects.exclude(pk=warning.pk).delete()
    EarlyWarning.objects.update(was_red=False)
    Forecast.objects.all().delete()
    forecast(goals.median, warning.raised_at.date() + 9 * DAY, 0.1, is_red=True)
    assert (proactive().lead_days, proactive(goals.quarter).lead_days) == (9, 9)


def test_how_early_a_miss_was_known(warning: EarlyWarning, goals: Goals, world: World) -> None:
    EarlyWarning.objects.filter(pk=warning.pk).update(outcome="missed")
    raised = warning.raised_at.date()
    Forecast.objects.all().delete()
    forecast(goals.median, raised + 12 * DAY, 0.1, is_red=True)
    [known] = known_early(goals.quarter, world.cem)
    assert (known.days_to_red, known.lead_days) == (12, (goals.quarter.ends_on - raised).days)


def test_hits_are_told_from_five_on(goals: Goals, world: World) -> None:
    for number in range(5):
        kr = add_key_result(world.mei, goals.speed, title=f"K {number}", baseline=Decimal(0), target=Decimal(9))
        times = {"raised_at": BEGIN, "owner_told_at": BEGIN, "open_at": BEGIN, "closed_at": BEGIN}
        outcome = "missed" if number else "reached"
        EarlyWarning.objects.create(key_result=kr, kind="miss", status_then="at_risk", outcome=outcome, **times)
        assert (hits() is None) == (number < 4)
    found = hits()
    assert found is not None
    assert (found.right, found.number) == (4, 5)


def test_act_is_ranked_from_three_tries_on() -> None:
    plays = list(PLAYS["miss"])
    assert proposed("miss", {"scope": Record(2, 2)}, 1) == plays[:3]
    assert ranked("miss", {"scope": Record(2, 2)})[: len(plays)] == plays
    assert (said_of(Record(2, 2), "en"), said_of(Record(6, 4), "en")) == ("", "Tried here: 6, helped: 4 (40%–83%)")
    known = {"help": Record(9, 0), "scope": Record(9, 9)}
    assert [act for act in ranked("miss", known) if act in known] == ["scope", "help"]
    assert (round(quantile(1, 1, 0.3), 6), round(quantile(5, 3, 0.5), 3)) == (0.3, 0.636)


def test_learning_regrets_less_than_a_fixed_policy_after_forty_acts() -> None:
    chance, truth = random.Random(7), dict(zip(ACTS, (0.3, 0.25, 0.35, 0.4, 0.7, 0.1), strict=True))
    learnt = fixed = 0.0
    for _company in range(60):
        records: dict[str, Record] = {}
        for act in range(80):
            choice = drawn(ACTS, records, chance)[0]
            before = records.get(choice, Record())
            records[choice] = Record(before.tried + 1, before.helped + (chance.random() < truth[choice]))
            if act >= 40:
                learnt += max(truth.values()) - truth[choice]
                fixed += max(truth.values()) - truth[PLAYS["miss"][act % 3]]
    assert learnt < fixed / 2


def test_saved_key_result_shows_its_effect(goals: Goals, world: World, clock: time_machine.Traveller) -> None:
    slip(clock, goals)
    look_at_all()
    intervene(world.mei, miss(), kind="action", note="Another way")
    for value in (26, 22, 19, 18):
        clock.shift(7 * DAY)
        check_in(world.mei, goals.median, value=Decimal(value))
        look_at_all()
        measure_effects()
    done = Intervention.objects.get()
    assert (sorted(done.effects, key=int), done.helped, miss().is_standing) == (["7", "14", "28"], True, False)
