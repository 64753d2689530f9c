"""Numbers as seven languages write them."""

import pytest

from denyut.okr.sentences import parse
from denyut.okr.sentences.numerals import read_digits
from denyut.okr.tests.sentences.samples import CATALOGUE


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("4,8", 4.8), ("4.8", 4.8), ("1.250", 1250), ("1,250", 1250), ("1.250,5", 1250.5), ("1,250.5", 1250.5), ("1.250.000", 1_250_000),
        ("0.125", 0.125), ("4٫125", 4.125), ("950٬000", 950_000), ("12", 12), ("1234.5", 1234.5), ("1'250'000", 1_250_000),
    ],
)  # fmt: skip
def test_separators(written, value):
    assert float(read_digits(written)) == value


@pytest.mark.parametrize("written", ["1.2.3", "1,2,3", "1" * 19])
def test_no_numbers(written):
    assert read_digits(written) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1,2 jt", 1_200_000), ("850 rb", 850_000), ("850k", 850_000), ("1.2M", 1_200_000), ("1.2bn", 1_200_000_000), ("120万", 1_200_000),
        ("1万2", 12_000), ("1亿2千万", 120_000_000), ("1.2 ล้าน", 1_200_000), ("สองแสนห้าหมื่น", 250_000), ("๑๒", 12),
        ("1 triệu rưỡi", 1_500_000),
        ("2 tỷ", 2_000_000_000), ("1 juta 200 ribu", 1_200_000), ("١٫٢ مليون", 1_200_000), ("مليون ومئتا ألف", 1_200_000), ("٣ آلاف", 3000),
        ("one hundred and twenty", 120), ("thirty-five", 35), ("dua belas", 12), ("seratus dua puluh lima", 125), ("mười hai", 12),
        ("hai trăm linh năm", 205), ("สามสิบแปด", 38), ("สิบเอ็ด", 11), ("一百二十五", 125), ("خمسة وثلاثون", 35), ("three dozen", 36),
        ("dua koma lima juta", 2_500_000), ("satu setengah juta", 1_500_000), ("二十", 20), ("1 250 000", 1_250_000), ("−3", -3),
    ],
)  # fmt: skip
def test_amount(said, value):
    assert [update["value"] for update in parse(f"KR6 = {said}", CATALOGUE)] == [value]


def test_spans_of_time_are_one_number():
    assert [(update["value"], update["unit"]) for update in parse("KR4 now 1 hour 5 minutes", CATALOGUE)] == [
        (65, "minutes")
    ]


def test_shares_of_a_percentage():
    assert [update["value"] for update in parse("KR3 3 of 5", CATALOGUE)] == [60]
    assert [update["value"] for update in parse("KR8 3 of 5", CATALOGUE)] == [3]


@pytest.mark.parametrize(
    ("said", "sure"), [("7", 7), ("70%", 7), ("7/10", 7), ("4/5", 8), ("0.7", 7), ("100%", 10), ("0", 1), ("75%", 8)]
)
def test_confidence(said, sure):
    assert [update["confidence"] for update in parse(f"KR3 43%, confidence {said}", CATALOGUE)] == [sure]
