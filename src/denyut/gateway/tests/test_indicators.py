"""Indicators over REST."""

from decimal import Decimal

import pytest

from denyut.metrics.actions import adopt_indicator, link_signal, read_indicator
from denyut.metrics.models import Indicator, Reading, Signal


@pytest.fixture
def nps(cem, mei):
    return adopt_indicator(cem, known="nps", owner=mei)


def test_library_is_listed(rest, dora):
    known = {one["key"]: one for one in rest(dora).get("/indicators/library").json()}
    assert known["churn"] == {
        "key": "churn",
        "name": "Customer churn",
        "unit": "%",
        "good": "lower",
        "formula": "churn",
        "inputs": ["lost", "start"],
        "scores": "",
        "band_low": None,
        "band_high": "5",
        "is_leading": False,
        "description": "How many customers left.",
    }


def test_indicator_is_added_or_adopted(rest, cem, mei, world):
    added = rest(cem).post("/indicators", {"name": "Hold time", "unit": "s", "good": "lower", "band_high": 40})
    assert (added.status_code, added.json()["key"], added.json()["band_high"]) == (201, "hold-time", "40")
    adopted = rest(cem).post("/indicators/adoptions", {"known": "churn", "department": world.service.pk}).json()
    assert (adopted["formula"], adopted["department"], adopted["is_healthy"]) == ("churn", world.service.pk, None)
    assert rest(mei).post("/indicators/adoptions", {"known": "churn"}).status_code == 403
    assert rest(cem).post("/indicators/adoptions", {"known": "magic"}).status_code == 404


def test_change_keeps_what_it_leaves_out(rest, mei, nps):
    path = f"/indicators/{nps.pk}"
    changed = rest(mei).patch(path, {"band_low": "40", "reason": "Last year's average"}).json()
    assert (changed["version"], changed["band_low"], changed["formula"]) == (2, "40", "nps")
    versions = rest(mei).get(f"{path}/definitions").json()["items"]
    assert [(one["version"], one["band_low"], one["reason"]) for one in versions] == [
        (1, "30", ""),
        (2, "40", "Last year's average"),
    ]


def test_readings_are_entered_and_worked_out(rest, mei, nps):
    path = f"/indicators/{nps.pk}"
    entered = rest(mei).post(f"{path}/readings", {"value": 12, "at": "2026-03-02T09:00:00+07:00"})
    assert (entered.status_code, entered.json()["value"], entered.json()["inputs"]) == (201, "12", {})
    inputs = {"promoters": 50, "passives": "30", "detractors": 20}
    made = rest(mei).post(f"{path}/calculations", {"inputs": inputs}).json()
    assert (made["value"], made["inputs"]) == ("30", {"promoters": "50", "passives": "30", "detractors": "20"})
    scores = rest(mei).post(f"{path}/calculations", {"inputs": {"scores_0_to_10": [10, 0]}}).json()
    assert scores["value"] == "0"
    assert [one["value"] for one in rest(mei).get(f"{path}/readings").json()["items"]] == ["12", "30", "0"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"inputs": {"promoters": 1}}, "passives"),
        ({"inputs": {"magic": 1}}, "magic"),
        ({"inputs": {"promoters": "x"}}, "inputs/promoters/number"),
    ],
)
def test_calculation_without_a_result_is_refused(rest, mei, nps, body, field):
    answer = rest(mei).post(f"/indicators/{nps.pk}/calculations", body)
    assert (answer.status_code, answer.json().get("field")) == (422, field)
    assert not Reading.objects.exists()


def test_reading_is_refused_to_a_stranger(rest, dora, nps):
    answer = rest(dora).post(f"/indicators/{nps.pk}/readings", {"value": 1})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_owner")


def test_signals_are_linked_and_unlinked(rest, cem, mei, dora, nps):
    first = adopt_indicator(cem, known="first-response")
    path = f"/indicators/{nps.pk}/signals"
    linked = rest(mei).post(path, {"leading": first.pk})
    signal = Signal.objects.get()
    assert (linked.status_code, linked.json()["leading"]) == (201, first.pk)
    assert [one["id"] for one in rest(dora).get(path).json()["items"]] == [signal.pk]
    assert rest(dora).delete(f"/signals/{signal.pk}").status_code == 403
    assert rest(mei).delete(f"/signals/{signal.pk}").status_code == 204
    assert not Signal.objects.exists()


def test_lists_take_the_same_queries_for_one_and_three(rest, cem, mei, nps, django_assert_num_queries):
    caller = rest(mei)
    for number, known in enumerate(("first-response", "conversion", "first-contact")):
        link_signal(cem, nps, leading=adopt_indicator(cem, known=known))
        read_indicator(cem, nps, value=Decimal(number))
        for path, queries in (("", 3), (f"/{nps.pk}/readings", 4), (f"/{nps.pk}/signals", 4)):
            with django_assert_num_queries(queries):
                assert caller.get(f"/indicators{path}").status_code == 200
    assert Indicator.objects.count() == 4
