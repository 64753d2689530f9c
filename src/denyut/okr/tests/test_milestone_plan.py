"""Milestones are a promise: a day after publishing another weight or day takes a reason and stays written down."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from denyut.okr.actions import add_key_result, add_milestone, change_milestone, reach_milestone, remove_milestone
from denyut.okr.changes import revisions_of
from denyut.okr.models import KeyResult, Milestone, Revision
from denyut.spine.access import Conflict, Invalid
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

LATER = TODAY + timedelta(days=3)
HALF = Decimal("0.5")


@pytest.fixture(autouse=True)
def traveller() -> Iterator[Any]:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def rollout(world: World, goals: Goals) -> KeyResult:
    kr = add_key_result(world.mei, goals.speed, title="Rollout", kind="milestone")
    for title in ("Pilot", "Everywhere"):
        add_milestone(world.mei, kr, title=title)
    return kr


def kept() -> list[tuple[str, dict[str, Any], str, bool]]:
    found = Revision.objects.order_by("id").values_list("kind", "changes", "reason", "is_free")
    return [row for row in found if set(row[1]) & {"milestone_weights", "milestone_dates"}]


def test_on_the_first_day_a_change_is_a_correction(world: World, rollout: KeyResult) -> None:
    pilot = Milestone.objects.get(title="Pilot")
    change_milestone(world.mei, pilot, title="Pilot", weight=Decimal("0.3"))
    weights = Milestone.objects.order_by("position").values_list("weight", "is_weight_fixed")
    assert list(weights) == [(Decimal("0.3"), True), (Decimal("0.7"), False)]
    kind, changes, reason, is_free = kept()[-1]
    assert (kind, reason, is_free) == ("reweight", "", True)
    assert changes == {
        "milestone_weights": [[["Pilot", "0.5"], ["Everywhere", "0.5"]], [["Pilot", "0.3"], ["Everywhere", "0.7"]]]
    }


@pytest.mark.parametrize("words", [{"weight": Decimal("0.3")}, {"due_on": date(2026, 12, 1)}])
def test_later_a_change_takes_a_reason(world: World, rollout: KeyResult, traveller: Any, words: dict[str, Any]) -> None:
    pilot, before = Milestone.objects.get(title="Pilot"), len(kept())
    traveller.move_to(LATER)
    with pytest.raises(Invalid) as refusal:
        change_milestone(world.mei, pilot, title="Pilot", **words)
    assert (refusal.value.code, refusal.value.field, len(kept())) == ("reason_needed", "reason", before)
    change_milestone(world.mei, pilot, title="Pilot", **words, reason="resources", note="One trainer left")
    kind, _changes, reason, is_free = kept()[-1]
    assert (kind, reason, is_free) == ("reweight" if "weight" in words else "redate", "resources", False)


def test_later_a_new_milestone_and_one_less_take_a_reason(world: World, rollout: KeyResult, traveller: Any) -> None:
    traveller.move_to(LATER)
    with pytest.raises(Invalid) as new:
        add_milestone(world.mei, rollout, title="Training")
    with pytest.raises(Invalid) as less:
        remove_milestone(world.mei, Milestone.objects.get(title="Pilot"))
    assert (new.value.code, less.value.code, Milestone.objects.count()) == ("reason_needed", "reason_needed", 2)
    add_milestone(world.mei, rollout, title="Training", reason="learning")
    remove_milestone(world.mei, Milestone.objects.get(title="Pilot"), reason="strategy")
    assert [row[2] for row in kept()[-2:]] == ["learning", "strategy"]
    assert kept()[-1][1]["milestone_weights"] == [
        [["Pilot", "0.334"], ["Everywhere", "0.333"], ["Training", "0.333"]],
        [["Everywhere", "0.5"], ["Training", "0.5"]],
    ]


def test_other_words_need_no_reason_and_what_is_said_again_changes_nothing(
    world: World, rollout: KeyResult, traveller: Any
) -> None:
    traveller.move_to(LATER)
    pilot, before = Milestone.objects.get(title="Pilot"), len(kept())
    change_milestone(world.mei, pilot, title="Pilot in one branch")
    change_milestone(world.mei, pilot, title="Pilot in one branch", weight=HALF)
    found = Milestone.objects.get(pk=pilot.pk)
    assert (found.title, found.is_weight_fixed, len(kept())) == ("Pilot in one branch", False, before)


def test_a_new_weight_of_a_reached_milestone_moves_the_value(world: World, rollout: KeyResult) -> None:
    pilot = reach_milestone(world.mei, Milestone.objects.get(title="Pilot"))
    change_milestone(world.mei, pilot, title="Pilot", weight=Decimal("0.2"))
    assert KeyResult.objects.get(pk=rollout.pk).value == 20
    with pytest.raises(Conflict):
        remove_milestone(world.mei, pilot)


def test_the_page_changes_a_milestone_and_tells_how_it_was(
    world: World, rollout: KeyResult, traveller: Any, signed_in: Any
) -> None:
    pilot, browser = Milestone.objects.get(title="Pilot"), signed_in(world.mei)
    address = f"/milestones/{pilot.pk}/edit/"
    assert "Why it changes" not in browser.get(address).content.decode()
    traveller.move_to(LATER)
    words = {"title": "Pilot", "due_on": "2026-12-01", "weight": "0.25"}
    refused = browser.post(address, words)
    assert (refused.status_code, "Say why it changes" in refused.content.decode()) == (422, True)
    browser.post(address, {**words, "reason": "resources", "note": "One trainer left"})
    shown = whole_page(browser, f"/key-results/{rollout.pk}/").replace("\xa0", " ")
    assert all(text in shown for text in ("Pilot 25%", "Everywhere 75%", "One trainer left", "Days of the milestones"))
    before = {change.before for row in revisions_of(rollout, "en")[:2] for change in row.changes}
    assert before == {"Pilot 50%, Everywhere 50%", "Pilot –"}
