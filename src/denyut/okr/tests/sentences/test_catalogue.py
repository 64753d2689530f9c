"""Key results of a living organisation: their own units, titles in one language, nothing at all."""

import pytest

from denyut.okr.sentences import CatalogueItem, parse


def kr(label: str, unit: str, *names: str, direction: str = "increase") -> CatalogueItem:
    return {
        "id": label,
        "unit": unit,
        "direction": direction,
        "start": 0,
        "target": 10,
        "names": {"title": list(names)},
    }


@pytest.mark.parametrize(
    ("unit", "text"),
    [("tickets", "KR12 = 47 tickets"), ("Rp", "KR12 = Rp 47"), ("", "KR12 47"), ("ulasan", "KR12 sudah 47 ulasan")],
)
def test_any_unit_is_harmless(unit, text):
    (update,) = parse(text, [kr("KR12", unit, "Support load")])

    assert (update["kr"], update["op"], update["value"]) == ("KR12", "set", 47)


def test_nothing_is_found_in_nothing():
    assert parse("KR1 = 5", []) == []
    assert parse("KR1 = 5", [{**kr("KR1", "count"), "names": {}}])[0]["value"] == 5
    assert parse("KR1 = 5", [kr("KR1", "count", "", " ", "7")])[0]["value"] == 5


def test_name_of_two_is_the_name_of_none():
    two = [kr("KR1", "count", "Visits"), kr("KR2", "count", "Visits")]

    assert parse("visits now 5", two) == []
    assert [update["kr"] for update in parse("KR2 visits now 5", two)] == ["KR2"]


def test_most_words_of_a_name_are_enough():
    known = [kr("KR1", "minutes", "Median waiting time at reception"), kr("KR2", "count", "Complaints")]

    assert [update["kr"] for update in parse("median waiting reception now 12 minutes", known)] == ["KR1"]


def test_hash_before_a_name():
    assert [
        update["kr"] for update in parse("rata-rata sekarang 18 menit #respons", [kr("KR4", "minutes", "respons")])
    ] == ["KR4"]


def test_leading_zero_and_native_digits():
    known = [kr("KR7", "count", "Visits")]

    assert [parse(text, known)[0]["kr"] for text in ("KR07 = 5", "KR٧ = 5", "kr-๗ = 5", "#7 = 5")] == ["KR7"] * 4


def test_better_follows_the_direction():
    up, down = kr("KR1", "count", "Visits"), kr("KR1", "count", "Visits", direction="decrease")

    assert parse("KR1 improved by 3", [up])[0]["value"] == 3
    assert parse("KR1 improved by 3", [down])[0]["value"] == -3
