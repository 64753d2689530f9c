from datetime import date

import pytest

from denyut.exchange.periods import Period, read_period


@pytest.mark.parametrize(
    "text",
    ["Q1 2026", "2026 Q1", "2026Q1", "1Q 2026", "Kuartal 1 2026", "Triwulan I 2026",
         "Suku Tahun 1 2026", "ไตรมาสที่ 1/2569",
     "Quý 1/2026", "2026年第一季度", "الربع الأول 2026", "FY26 Q1", "Quarter 1, 2026"],
)  # fmt: skip
def test_first_quarter(text):
    assert read_period(text) == Period(text, date(2026, 1, 1), date(2026, 3, 31))


def test_halves_and_years():
    assert read_period("H2 2026") == Period("H2 2026", date(2026, 7, 1), date(2026, 12, 31))
    assert read_period("2026") == Period("2026", date(2026, 1, 1), date(2026, 12, 31))
    assert read_period("FY22") == Period("FY22", date(2022, 1, 1), date(2022, 12, 31))


def test_a_year_that_begins_in_october():
    assert read_period("FY2022 Q1", year_start=10) == Period("FY2022 Q1", date(2021, 10, 1), date(2021, 12, 31))
    assert read_period("FY2022 Q4", year_start=10) == Period("FY2022 Q4", date(2022, 7, 1), date(2022, 9, 30))
    assert read_period("2022", year_start=10) == Period("2022", date(2021, 10, 1), date(2022, 9, 30))


@pytest.mark.parametrize("text", ["", "Quarterly", "Q1", "soon", "12026"])
def test_no_period(text):
    assert read_period(text) is None
