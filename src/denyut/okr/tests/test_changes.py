"""Changing promised goals: revisions, reasons, overtaken forms, new ways of measuring."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django import forms

from denyut.okr.actions import add_key_result, change_key_result, change_objective, check_in, retype_key_result
from denyut.okr.models import KeyResult, Objective, Revision, Segment
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

D = Decimal
LATER = TODAY + timedelta(hours=25)
SAME = {"title": "Median first response", "unit": "min", "baseline": Decimal(30)}


@pytest.fixture
def free():
    """Within a day of publishing."""
    with time_machine.travel(TODAY + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def promised():
    """More than a day after publishing."""
    with time_machine.travel(LATER, tick=False):
        yield


def test_a_correction_within_a_day_takes_no_reason_and_moves_the_promise(
    world: World, goals: Goals, free: None
) -> None:
    change_key_result(world.mei, goals.median, **SAME, target=Decimal(20))
    revision = Revision.objects.get()
    assert (revision.kind, revision.is_free, revision.changes) == ("retarget", True, {"target": ["18", "20"]})
    assert KeyResult.objects.get(pk=goals.median.pk).original["target"] == "20"


def test_a_promised_target_moves_with_a_reason_alone(world: World, goals: Goals, promised: None) -> None:
    with pytest.raises(Invalid) as refusal:
        change_key_result(world.mei, goals.median, **SAME, target=Decimal(20))
    assert (refusal.value.code, refusal.value.field) == ("reason_needed", "reason")
    assert Revision.objects.count() == 0
    change_key_result(world.mei, goals.median, **SAME, target=Decimal(20), reason="market", note="Twice the traffic")
    revision = Revision.objects.get()
    assert (revision.reason, revision.note, revision.is_free) == ("market", "Twice the traffic", False)
    # What was first promised stays, so that the final score can be compared with it.
    assert Decimal(KeyResult.objects.get(pk=goals.median.pk).original["target"]) == 18


def test_a_reason_that_is_none_is_refused(world: World, goals: Goals, promised: None) -> None:
    with pytest.raises(Invalid) as refusal:
        change_key_result(world.mei, goals.median, **SAME, target=Decimal(20), reason="weather")
    assert (refusal.value.code, refusal.value.field) == ("not_a_choice", "reason")


def test_rewording_takes_no_reason(world: World, goals: Goals, promised: None) -> None:
    change_key_result(world.mei, goals.median, **{**SAME, "title": "Median answer"}, target=Decimal(18))
    assert list(Revision.objects.values_list("kind", flat=True)) == ["reword"]


def test_one_change_of_many_things_is_one_revision_of_each_kind(world: World, goals: Goals, promised: None) -> None:
    change_key_result(
        world.mei,
        goals.median,
        title="Median answer",
        unit="min",
        baseline=Decimal(28),
        target=Decimal(20),
        due_on=date(2026, 12, 1),
        owner=world.bo,
        reason="learning",
    )
    kinds = sorted(Revision.objects.values_list("kind", flat=True))
    assert kinds == ["rebaseline", "redate", "reowner", "retarget", "reword"]


def test_changing_nothing_writes_no_revision(world: World, goals: Goals, promised: None) -> None:
    change_key_result(world.mei, goals.median, **SAME, target=Decimal(18))
    assert Revision.objects.count() == 0


def test_an_overtaken_change_is_refused_and_loses_nothing(world: World, goals: Goals, free: None) -> None:
    edition = goals.median.edition
    change_key_result(world.mei, goals.median, **SAME, target=Decimal(20), edition=edition)
    with pytest.raises(Conflict) as refusal:
        change_key_result(world.cem, goals.median, **SAME, target=Decimal(15), edition=edition)
    assert refusal.value.code == "stale"
    assert KeyResult.objects.get(pk=goals.median.pk).target == 20


def test_a_check_in_does_not_overtake_a_form(world: World, goals: Goals, free: None) -> None:
    edition = Objective.objects.get(pk=goals.speed.pk).edition
    check_in(world.mei, goals.median, value=Decimal(24))
    change_objective(
        world.mei,
        goals.speed,
        title="Answer faster",
        department=world.service,
        parent=goals.company,
        edition=edition,
    )
    assert Objective.objects.get(pk=goals.speed.pk).title == "Answer faster"


def test_the_unit_stays_once_somebody_has_checked_in(world: World, goals: Goals, free: None) -> None:
    check_in(world.mei, goals.median, value=Decimal(24))
    with pytest.raises(Conflict) as refusal:
        change_key_result(world.mei, goals.median, **{**SAME, "unit": "h"}, target=Decimal(18))
    assert (refusal.value.code, refusal.value.field) == ("measured", "unit")


def test_measuring_differently_begins_a_stretch_and_keeps_the_one_before(
    world: World, goals: Goals, promised: None
) -> None:
    said = check_in(world.mei, goals.median, value=Decimal(24))
    retype_key_result(
        world.mei,
        goals.median,
        kind="metric",
        unit="h",
        baseline=Decimal(8),
        target=Decimal(2),
        reason="learning",
        note="By hours",
    )
    kr = KeyResult.objects.get(pk=goals.median.pk)
    assert (kr.unit, kr.value, kr.progress, kr.segment, kr.series) == ("h", None, 0, 2, [])
    past = Segment.objects.get()
    assert (past.number, past.unit, past.value, past.progress, past.target) == (1, "min", 24, Decimal("0.5"), 18)
    said.refresh_from_db()
    assert (said.value, said.segment) == (24, 1)
    assert check_in(world.mei, kr, value=Decimal(5)).segment == 2
    assert KeyResult.objects.get(pk=kr.pk).progress == Decimal("0.5")
    assert Event.objects.get(verb="okr.key_result_retyped").facts["changed"] == ["baseline", "target", "unit"]


def test_measuring_differently_takes_a_reason(world: World, goals: Goals, free: None) -> None:
    with pytest.raises(Invalid) as refusal:
        retype_key_result(world.mei, goals.median, kind="metric", unit="h", baseline=Decimal(8), target=Decimal(2))
    assert (refusal.value.code, refusal.value.field) == ("reason_needed", "reason")


def test_measuring_in_the_same_way_is_no_change(world: World, goals: Goals, free: None) -> None:
    with pytest.raises(Conflict) as refusal:
        retype_key_result(
            world.mei,
            goals.median,
            kind="metric",
            unit="min",
            baseline=Decimal(30),
            target=Decimal(18),
            reason="learning",
        )
    assert refusal.value.code == "same"
    assert Segment.objects.count() == 0


@pytest.mark.parametrize("person", ["dora", "aldo", "bo"])
def test_strangers_and_auditors_measure_nothing_differently(world: World, goals: Goals, person: str) -> None:
    with pytest.raises(Refused):
        retype_key_result(getattr(world, person), goals.median, kind="binary", reason="learning")


def test_the_form_that_was_overtaken_shows_both_versions(world: World, goals: Goals, free: None, signed_in) -> None:
    browser = signed_in(world.mei)
    change_key_result(world.cem, goals.median, **SAME, target=Decimal(20))
    sent = {
        "title": "Median answer",
        "kind": "metric",
        "unit": "min",
        "baseline": "30",
        "target": "15",
        "edition": goals.median.edition,
    }
    answer = browser.post(f"/key-results/{goals.median.pk}/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Saved meanwhile: 20" in page
    assert 'value="15"' in page
    current = KeyResult.objects.get(pk=goals.median.pk).edition
    assert f'name="edition" value="{current}"' in page
    assert browser.post(f"/key-results/{goals.median.pk}/edit/", {**sent, "edition": current}).status_code == 302
    assert KeyResult.objects.get(pk=goals.median.pk).target == 15


def _filled(form: forms.Form) -> dict[str, str]:
    """What a browser sends of a form that nobody touched."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in shown.items() if value not in (None, "", False)} | {
        name: "" for name, value in shown.items() if value in (None, "")
    }


def test_an_overtaken_form_tells_of_what_differs_and_of_nothing_else(
    world: World, goals: Goals, free: None, signed_in
) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Mood", kind="range", target=D(5), setup={"low": D(4)})
    browser, address = signed_in(world.mei), f"/key-results/{kr.pk}/edit/"
    page = browser.get(address)
    sent = {**_filled(page.context["form"]), "edition": page.context["edition"], "title": "Mood of the team"}
    change_key_result(
        world.cem,
        kr,
        title="Mood",
        kind="range",
        target=D(5),
        setup={"low": D("3.5"), "is_strict": True},
        due_on=date(2026, 12, 1),
    )
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    told = {name: errors[0] for name, errors in answer.context["form"].errors.items() if name != "__all__"}
    assert told == {
        "title": "Saved meanwhile: Mood",
        "low": "Saved meanwhile: 3.5",
        "is_strict": "Saved meanwhile: Yes",
        "due_on": "Saved meanwhile: Dec. 1, 2026",
    }


def test_the_page_tells_what_was_changed_and_what_was_first_promised(
    world: World, goals: Goals, promised: None, signed_in
) -> None:
    check_in(world.mei, goals.median, value=Decimal(28))
    check_in(world.mei, goals.median, value=Decimal(26))
    change_key_result(world.mei, goals.median, **SAME, target=Decimal(20), reason="market", note="Twice the traffic")
    page = whole_page(signed_in(world.bo), f"/key-results/{goals.median.pk}/")
    assert "The market changed" in page
    assert "Twice the traffic" in page
    assert "The dotted line is the target first promised, 18" in page
