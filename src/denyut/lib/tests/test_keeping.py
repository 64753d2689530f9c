"""What is kept, and what goes."""

from collections.abc import Sequence

import pytest

from denyut.lib.keeping import Kept, forget_all


@pytest.fixture
def made() -> list[int]:
    return []


def squares(made: list[int], keys: Sequence[int]) -> dict[int, str]:
    made += keys
    return {key: str(key * key) for key in keys if key >= 0}


def test_what_is_kept_is_made_once(made: list[int]) -> None:
    kept = Kept[int, str](3)
    assert kept.many([1, 2], lambda keys: squares(made, keys)) == {1: "1", 2: "4"}
    assert kept.many([2, 3], lambda keys: squares(made, keys)) == {2: "4", 3: "9"}
    assert made == [1, 2, 3]


def test_what_nobody_asked_for_goes_first(made: list[int]) -> None:
    kept = Kept[int, str](2)
    for key in (1, 2, 1, 3):
        kept.many([key], lambda keys: squares(made, keys))
    assert [kept.get(key) for key in (1, 2, 3)] == ["1", None, "9"]


def test_what_is_not_made_is_left_out(made: list[int]) -> None:
    assert Kept[int, str](2).many([-1, 1], lambda keys: squares(made, keys)) == {1: "1"}


def test_everything_is_forgotten() -> None:
    kept, other = Kept[int, str](2), Kept[str, int](2)
    kept.keep({1: "1"})
    other.keep({"1": 1})
    forget_all()
    assert (kept.get(1), other.get("1")) == (None, None)
