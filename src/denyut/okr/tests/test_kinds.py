"""Each kind of key result as a person meets it: the numbers it shows, the form that asks, the check-in that finishes it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from denyut.okr.actions import add_key_result, check_in, judge_hypothesis
from denyut.okr.amounts import aim, amount, start
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.access import Invalid
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
D = Decimal
type Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.mark.parametrize(
    ("given", "value", "told"),
    [
        ({"baseline": D(30), "target": D(18), "unit": "min"}, 25, ("30\xa0min", "25\xa0min", "18\xa0min")),
        ({"kind": "cumulative", "target": D(12), "currency": "USD"}, 3, ("$0.00", "$3.00", "$12.00")),
        ({"kind": "at_least", "target": D("99.5"), "unit": "%"}, 99, ("", "99%", "\u2066≥\xa099.5%\u2069")),
        ({"kind": "at_least", "target": D(5), "setup": {"is_strict": True}}, 5, ("", "5", "\u2066>\xa05\u2069")),
        ({"kind": "at_most", "target": D(25), "unit": "kg"}, 25, ("", "25\xa0kg", "\u2066≤\xa025\xa0kg\u2069")),
        ({"kind": "range", "target": D(5), "setup": {"low": D(4)}}, 3, ("", "3", "4 to 5")),
        ({"kind": "range", "target": D(5), "setup": {"low": D(4), "is_strict": True}}, 3, ("", "3", "between 4 and 5")),
        ({"kind": "milestone"}, 40, ("0%", "40%", "100%")),
        ({"kind": "manual"}, 40, ("0%", "40%", "100%")),
        ({"kind": "binary"}, 0, ("", "Not done", "Done")),
        ({"kind": "learning"}, 1, ("", "Done", "Done")),
        ({"kind": "baseline", "unit": "%"}, 12, ("", "12%", "Measured")),
    ],
)
def test_numbers_are_told_by_their_kind(
    world: World, goals: Goals, given: dict[str, Any], value: int, told: tuple[str, str, str]
) -> None:
    kr = add_key_result(world.mei, goals.speed, title="One", **given)
    assert (start(kr, "en"), amount(kr, D(value), "en"), aim(kr, "en")) == told
    assert amount(kr, None, "en") == ""


def test_an_experiment_is_done_by_what_it_showed(world: World, goals: Goals) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Does a shorter form help?", kind="learning")
    with pytest.raises(Invalid) as refused:
        check_in(world.mei, kr, value=D(1))
    assert (refused.value.code, refused.value.field) == ("note_needed", "note")
    with pytest.raises(Invalid) as refused:
        judge_hypothesis(world.mei, kr, verdict="refuted")
    assert refused.value.field == "note"
    judge_hypothesis(world.mei, kr, verdict="refuted", note="Half as many forms came back, see the log of May.")
    assert KeyResult.objects.get(pk=kr.pk).progress == 1
    assert [said.note for said in kr.check_ins.all()] == ["Half as many forms came back, see the log of May."]
    judge_hypothesis(world.mei, kr, verdict="unclear", note="The log was wrong.")
    assert KeyResult.objects.get(pk=kr.pk).progress == 0


def test_a_measured_baseline_offers_the_next_step(world: World, goals: Goals, signed_in: Browser) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Error rate", kind="baseline", unit="%")
    browser, new = signed_in(world.mei), f"/objectives/{goals.speed.pk}/key-results/new/?after={kr.pk}"
    assert new not in browser.get(f"/key-results/{kr.pk}/").content.decode()
    check_in(world.mei, kr, value=D("4.5"))
    assert new in browser.get(f"/key-results/{kr.pk}/").content.decode()
    form = browser.get(new).context["form"]
    assert [form[name].value() for name in ("title", "unit", "baseline", "kind")] == [
        "Error rate",
        "%",
        "4.5",
        "metric",
    ]


@pytest.mark.parametrize(
    ("kind", "field"), [("metric", "target"), ("at_most", "target"), ("statistic", "target"), ("range", "target")]
)
def test_the_form_asks_for_the_number_to_reach(
    world: World, goals: Goals, signed_in: Browser, kind: str, field: str
) -> None:
    answer = signed_in(world.mei).post(
        f"/objectives/{goals.speed.pk}/key-results/new/", {"title": "Another", "kind": kind, "key": "k"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_what_is_done_or_not_is_one_tap(world: World, goals: Goals, signed_in: Browser) -> None:
    kr = add_key_result(world.mei, goals.speed, title="Licence granted", kind="binary")
    browser, address = signed_in(world.mei), f"/key-results/{kr.pk}/check-ins/"
    page = browser.get(address).content.decode()
    assert ('type="radio" name="value" value="1"' in page, 'inputmode="decimal"' in page) == (True, False)
    assert browser.post(address, {"value": "1", "key": "k"}).status_code == 302
    assert "Done" in browser.get(f"/key-results/{kr.pk}/").content.decode()
