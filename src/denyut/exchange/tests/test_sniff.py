from decimal import Decimal

from denyut.exchange.sniff import (
    confidence_scale,
    date_order,
    decimal_mark,
    looks_like_key,
    numbers_in,
    progress_scale,
)


def test_the_mark_is_told_by_cells_that_read_only_one_way():
    assert decimal_mark(["1.234", "5,5"], "en") == ","
    assert decimal_mark(["1,234", "5.5"], "id") == "."
    assert decimal_mark(["1.234.567"], "en") == ","
    assert decimal_mark(["1.234,56"], "en") == ","


def test_the_language_decides_when_no_cell_does():
    assert decimal_mark(["1.234"], "id") == ","
    assert decimal_mark(["1.234"], "en") == "."
    assert decimal_mark([], "vi") == ","


def test_date_order():
    assert date_order(["01/02/2026", "25/02/2026"]) == "dmy"
    assert date_order(["01/02/2026", "02/25/2026"]) == "mdy"
    assert date_order(["2026-01-05"]) == "ymd"
    assert date_order([]) == "dmy"


def test_progress_scale():
    assert progress_scale(["0.35", "1.0"], ".") == 1
    assert progress_scale(["35", "1"], ".") == 100
    assert progress_scale(["1%", "0%"], ".") == 100
    assert progress_scale(["0"], ".") == 100


def test_confidence_scale():
    assert confidence_scale(["High", "Low"], ".") == 10
    assert confidence_scale(["0.5", "1"], ".") == 1
    assert confidence_scale(["1", "5"], ".") == 5
    assert confidence_scale(["0", "5"], ".") == 10
    assert confidence_scale(["7"], ".") == 10
    assert confidence_scale(["70"], ".") == 100


def test_numbers_in():
    assert numbers_in(["1", "x", 2.5], ".") == [Decimal(1), Decimal("2.5")]


def test_keys_and_titles():
    assert [looks_like_key(cell) for cell in ("32.0", "OKR-7", 5)] == [True, True, True]
    assert [looks_like_key(cell) for cell in ("Loyalty", "NPS to 50")] == [False, False]
