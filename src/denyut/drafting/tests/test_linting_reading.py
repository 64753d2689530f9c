"""What the linter sees in a text: its language, its numbers, its times, its words in all their forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.drafting.linting import Draft, lint_key_result, lint_objective
from denyut.drafting.linting.languages import language_of, normal
from denyut.drafting.linting.lexicon import LANGUAGES, lexicon_of
from denyut.drafting.linting.likeness import likeness, twin_of
from denyut.drafting.linting.morphology import arabic_stem, english_forms, folded, malay_forms, unmarked
from denyut.drafting.linting.reading import Reading


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("zh-Hans", "zh-hans"),
        ("zh_CN", "zh-hans"),
        ("zh", "zh-hans"),
        ("id-ID", "id"),
        ("EN", "en"),
        ("de", ""),
        (None, ""),
    ],
)
def test_language_codes_are_read_in_many_ways(code: str | None, known: str) -> None:
    assert normal(code) == known


@pytest.mark.parametrize(
    ("text", "preferred", "language"),
    [
        ("Menaikkan NPS", "ms", "ms"),
        ("Menaikkan NPS", "id", "id"),
        ("Menaikkan NPS", None, "id"),
        ("Kualiti perkhidmatan pasukan", "id", "ms"),
        ("Kualitas layanan karyawan", "ms", "id"),
        ("Improve the quality of our service", "id", "en"),
        ("Nâng NPS", "en", "vi"),
        ("ยก NPS ของ Denyut", "en", "th"),
        ("NPS 提高到 50", "en", "zh-hans"),
        ("رفع NPS إلى 50", "en", "ar"),
        ("NPS 50", "th", "th"),
        ("NPS 50", None, "en"),
        ("", "vi", "vi"),
        ("xyzzy", "de", "en"),
    ],
)
def test_script_and_small_words_tell_the_language(text: str, preferred: str | None, language: str) -> None:
    assert language_of(text, preferred) == language


@pytest.mark.parametrize(
    "text",
    [
        "Cut it to 18 min",
        "Turun ke 40 persen",
        "Naik empat puluh persen",
        "خفضها إلى ٤٠٪",
        "خفضها إلى النصف",
        "تقليل الشكاوى بمقدار الثلث",
        "ลดลงเหลือ ๔๐",
        "ลดลงสี่สิบเปอร์เซ็นต์",
        "ลดลงครึ่งหนึ่ง",
        "Giảm bốn mươi phần trăm",
        "Giảm năm mươi lần",
        "Tăng gấp đôi",
        "增长两倍",
        "提高百分之四十",
        "四分之三的客户",
        "Meningkat dua kali ganda",
        "Naik sepuluh toko",
        "Cut it by half",
        "From ４０ to ３０",
        "Customers get an answer the same day",
    ],
)
def test_numbers_are_seen_in_every_script_and_in_words(text: str) -> None:
    assert Reading(text).is_measured


@pytest.mark.parametrize(
    "text",
    [
        "Grow in 2027",
        "Grow in Q3 2027",
        "Grow by 31 December 2026",
        "Grow by December 31",
        "Grow by 2026-12-31",
        "Grow by 31/12/2026",
        "Finish KR2 and O1",
        "Reach ISO 9001",
        "Be there 24/7",
        "Be number 1",
        "Industry 4.0",
        "Tumbuh di kuartal ketiga",
        "Tumbuh sebelum 5 Oktober",
        "Menjadi nomor satu",
        "Jualan suku tahun ketiga",
        "نمو في الربع الثالث من عام 2027",
        "أن نصبح رقم واحد",
        "เติบโตในไตรมาส 3 ปี 2570",
        "พนักงานสามารถทำงานในห้างได้เรียบร้อย",
        "Tăng trưởng quý 3 năm 2027",
        "Trở thành số một",
        "2027年第三季度增长",
        "统一一线零售流程",
        "成为行业第一",
    ],
)
def test_dates_labels_and_ranks_measure_nothing(text: str) -> None:
    assert Reading(text).numbers == ()


@pytest.mark.parametrize(
    "text",
    [
        "by 2026-12-31",
        "by December",
        "this quarter",
        "in Q4",
        "pada kuartal ini",
        "sebelum akhir Desember",
        "suku tahun ini",
        "في هذا الربع",
        "قبل نهاية ديسمبر",
        "ภายในไตรมาสนี้",
        "ปี 2570",
        "trong quý này",
        "trước tháng 12",
        "本季度",
        "2026年12月31日前",
    ],
)
def test_times_are_seen_in_every_language(text: str) -> None:
    assert Reading(text).is_dated


@pytest.mark.parametrize(
    "text", ["Answer faster", "Menjawab lebih cepat", "ตอบเร็วขึ้น", "更快答复", "الرد أسرع", "Trả lời nhanh"]
)
def test_no_time_is_seen_where_there_is_none(text: str) -> None:
    assert not Reading(text).is_dated


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("meningkatkan", {"tingkatkan", "ditingkatkan", "peningkatan"}),
        ("mengurangi", {"kurangi", "dikurangi", "pengurangan"}),
        ("mengadakan", {"adakan", "diadakan", "pengadaan"}),
        ("memperbaiki", {"perbaiki", "diperbaiki"}),
        ("membuat", {"buat", "dibuat", "pembuatan"}),
        ("menurunkan", {"turunkan", "diturunkan", "penurunan"}),
        ("menyelenggarakan", {"selenggarakan", "penyelenggaraan"}),
        ("merilis", {"rilis", "dirilis", "perilisan"}),
        ("mengecek", {"cek", "dicek"}),
    ],
)
def test_malay_prefixes_are_taken_off(verb: str, forms: set[str]) -> None:
    assert forms <= set(malay_forms(verb))


@pytest.mark.parametrize("word", ["naik", "rapat", "menu"])
def test_words_without_prefix_stay(word: str) -> None:
    assert list(malay_forms(word)) == [word]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reduce", {"reduces", "reduced", "reducing"}),
        ("cut", {"cuts", "cutting"}),
        ("carry out", {"carries out", "carried out", "carrying out"}),
        ("establish", {"establishes", "established"}),
    ],
)
def test_english_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    assert forms <= set(english_forms(verb))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والعملاء", "عملاء"),
        ("للعملاء", "عملاء"),
        ("بالجودة", "جودة"),
        ("وتقليل", "تقليل"),
        ("وقت", "وقت"),
        ("على", "على"),
    ],
)
def test_arabic_words_lose_what_is_joined_in_front(word: str, stem: str) -> None:
    assert arabic_stem(word) == stem


def test_letters_that_are_written_in_two_ways_are_one() -> None:
    assert folded(unmarked("إطْلاقُ الخدمةِ")) == folded("اطلاق الخدمه")
    assert folded("Tối ưu hoá") == folded("tối ưu hóa")
    assert folded("quý") == "quý"


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(max_size=120), st.sampled_from([None, *LANGUAGES]))
def test_any_text_is_linted(text: str, language: str | None) -> None:
    for report in (lint_objective(text, language=language), lint_key_result(Draft(title=text), language=language)):
        assert report.language in LANGUAGES
        assert len(report.letters) == 5


@given(st.sampled_from(LANGUAGES), st.lists(st.integers(0, 900), min_size=1, max_size=6))
def test_marks_stand_in_order_and_apart(language: str, places: list[int]) -> None:
    words = sorted(lexicon_of(language).tags)
    reading = Reading(" ".join(words[place % len(words)] for place in places), language)
    ends = [0, *(mark.end for mark in reading.marks)]
    assert all(mark.start >= end for mark, end in zip(reading.marks, ends, strict=False))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Median first response", "Median first response time"),
        ("Publish 12 articles", "publish 20 articles"),
        ("First response, median", "Median first response"),
        ("Waktu respons pertama", "waktu respons pertama (menit)"),
        ("Tỷ lệ rời bỏ", "tỷ lệ rời bỏ của khách"),
        ("客户流失率降到3%", "客户流失率降到5%"),
        ("อัตราเลิกใช้ของลูกค้า", "อัตราเลิกใช้ ของลูกค้า 3%"),
        ("معدل التسرب", "معدل التسرّب ٣٪"),
    ],
)
def test_titles_that_say_the_same_are_twins(one: str, other: str) -> None:
    assert (twin_of(one, ["Something else", other]), twin_of(other, [one])) == (other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Response time Jakarta", "Response time Surabaya"),
        ("Customer churn", "Customer churn in Jakarta"),
        ("Waktu respons toko A", "Waktu respons toko B"),
        ("北京门店响应时间", "上海门店响应时间"),
        ("เวลาตอบกลับร้านเชียงใหม่", "เวลาตอบกลับร้านภูเก็ต"),
        ("Refunds per month", "Complaints per month"),
        ("", ""),
        ("12", "12"),
    ],
)
def test_titles_that_differ_in_one_thing_are_not(one: str, other: str) -> None:
    assert twin_of(one, [other]) == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


def test_an_unknown_language_has_no_lexicon() -> None:
    with pytest.raises(KeyError):
        lexicon_of("de")
