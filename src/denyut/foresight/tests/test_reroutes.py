"""Ways to re-route lead to a better chance, and to none where none is needed or known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.foresight.forecast import probability
from denyut.foresight.reroutes import LIKELY, reroutes, rounded

BEHIND = ([1, 2.2, 2.9, 4.1, 5, 5.8], 0, 20, "increase", 6, 13)


def test_ways_are_told_with_what_they_bring():
    ways = reroutes(*BEHIND)
    now = probability(*BEHIND)

    assert {way.kind for way in ways} <= {"capacity", "action", "scope", "time"}
    assert 2 <= len(ways) <= 3
    assert all(way.before == now and way.probability > now for way in ways)
    assert [way.probability for way in ways] == sorted((way.probability for way in ways), reverse=True)


def test_scope_is_a_target_that_is_likely_to_be_reached():
    scope = next(way for way in reroutes(*BEHIND) if way.kind == "scope")
    assert 5.8 < scope.value < 20
    history, baseline, _target, *rest = BEHIND
    assert scope.probability == probability(history, baseline, scope.value, *rest)
    assert scope.probability > LIKELY - 0.05


def test_a_pace_that_leads_nowhere_asks_for_another_action():
    ways = {way.kind: way for way in reroutes([42, 42, 43, 43, 44], 42, 20, "decrease", 5, 13)}
    assert "capacity" not in ways
    assert ways["action"].value < 0


@pytest.mark.parametrize(
    "case",
    [
        ([3], 0, 20, "increase", 1, 13),
        ([], 0, 20, "increase", 6, 13),
        ([3, 5, 21], 0, 20, "increase", 3, 13),
        ([3, 5, 7], 0, 20, "increase", 3, 3),
        ([4, 8, 12, 16, 19.9], 0, 20, "increase", 5, 13),
    ],
)
def test_nobody_is_re_routed_too_early_too_late_or_without_need(case):
    assert reroutes(*case) == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(-1e5, 1e5)), max_size=13),
    st.floats(-1e4, 1e4),
    st.floats(-1e4, 1e4),
    st.sampled_from(["increase", "decrease"]),
)
def test_ways_are_never_worse_than_staying(history, baseline, target, direction):
    ways = reroutes(history, baseline, target, direction, len(history), 13)
    assert all(0 <= way.before < way.probability <= 1 for way in ways)


def test_numbers_are_rounded_as_people_say_them():
    assert [rounded(value) for value in (12345.6, 0.012345, -7.777, 0)] == [12300, 0.0123, -7.78, 0]
