from datetime import date
from decimal import Decimal

import pytest

from denyut.exchange.drafts import CheckInDraft
from denyut.exchange.linking import KnownKeyResults
from denyut.exchange.problems import RowRefused


def check_in(**names):
    return CheckInDraft(key="k", has_own_key=False, at=date(2026, 1, 1), value=Decimal(1), row_number=2, **names)


def known():
    found = KnownKeyResults()
    found.add(1, keys=["32", "KR-1"], title="NPS to 50", goal_title="Grow")
    found.add(2, keys=["33"], title="Visits", goal_title="Grow")
    found.add(3, keys=["", "34"], title="Visits", goal_title="Shrink")
    return found


def test_by_key_by_title_and_within_an_objective():
    assert known().meant_by(check_in(key_result_key="KR-1")) == 1
    assert known().meant_by(check_in(key_result_title="nps TO 50")) == 1
    assert known().meant_by(check_in(key_result_title="Visits", goal_title="shrink")) == 3


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({"key_result_key": "99"}, "unknown_key_result"),
        ({"key_result_title": "Nothing"}, "unknown_key_result"),
        ({"key_result_title": "Visits"}, "ambiguous_key_result"),
    ],
)
def test_refusals(names, code):
    with pytest.raises(RowRefused) as refusal:
        known().meant_by(check_in(**names))
    assert refusal.value.code == code
