import csv
from pathlib import Path

import pytest

from denyut.exchange.tests.sheets_for_tests import table

# One heading per line: column names in seven languages, and the fields they stand for.
HEADINGS = {
    "indonesian": (
        "Tujuan|Hasil kunci|Penanggung jawab|Nilai awal|Nilai target|Nilai saat ini|Satuan|Bobot|Kuartal|Tenggat\n"
        "Loyal|NPS naik|mei@example.org|31|50|38|poin|1|Kuartal 1 2026|31/03/2026",
        "rows",
        "objective_title key_result_title owner_email baseline target current unit weight cycle end_date",
    ),
    "arabic": (
        "الهدف|النتيجة الرئيسية|المسؤول|القيمة الابتدائية|القيمة المستهدفة|القيمة الحالية|الربع\n"
        "ولاء العملاء|رفع المؤشر|مي|٣١|٥٠|٣٨|الربع الأول 2026",
        "rows",
        "objective_title key_result_title owner_name baseline target current cycle",
    ),
    "malay": (
        "Objektif|Hasil utama|Pemilik|Nilai permulaan|Nilai sasaran|Nilai semasa|Suku tahun\n"
        "Setia|NPS|Mei|31|50|38|Q1 2026",
        "rows",
        "objective_title key_result_title owner_name baseline target current cycle",
    ),
    "thai": (
        "วัตถุประสงค์|ผลลัพธ์หลัก|ผู้รับผิดชอบ|ค่าเริ่มต้น|ค่าเป้าหมาย|ค่าปัจจุบัน|ไตรมาส\nความภักดี|เพิ่มคะแนน|เหม่ย|31|50|38|ไตรมาส 1/2569",
        "rows",
        "objective_title key_result_title owner_name baseline target current cycle",
    ),
    "vietnamese": (
        "Mục tiêu|Kết quả then chốt|Người phụ trách|Giá trị ban đầu|Giá trị mục tiêu|Giá trị hiện tại|Quý\n"
        "Trung thành|Tăng điểm|Mei|31|50|38|Quý 1/2026",
        "rows",
        "objective_title key_result_title owner_name baseline target current cycle",
    ),
    "chinese": (
        "目标|关键结果|负责人|起始值|目标值|当前值|周期\n提高忠诚度|提升评分|梅|31|50|38|2026年第一季度",
        "rows",
        "objective_title key_result_title owner_name baseline target current cycle",
    ),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_columns_in_many_languages(name):
    text, shape, fields = HEADINGS[name]
    found = table(text)
    meant = dict(enumerate(fields.split()))

    assert {index: field for field, index in found.mapping.columns.items()} == {
        index: field for index, field in meant.items() if field != "-"
    }
    assert (found.mapping.kind, found.mapping.shape) == ("goals", shape)


CHECK_INS = {
    "two tabs": (
        "Date|Key Result|Owner|Current Value|Confidence|Notes\n12/01/2026|NPS|Dina|31|Medium|ok",
        "date key_result_title author_name value confidence note",
    ),
    "puzzle": (
        "id|kr|type|created_on|value|zone|confidence\n66.0|32.0|metric|2023-07-27 11:39:02|17021.0||5.0",
        "key key_result_key - date value zone confidence",
    ),
    "portuguese": (
        "id_atualizacao|id_user|user|id_obj|id_kr|ppp|atual|data\n1|2|Mei|1|1|fine|38|2026-01-12",
        "key - author_name - key_result_key note value date",
    ),
    "indonesian": (
        "Tanggal|Hasil kunci|Nilai|Tingkat keyakinan|Catatan\n12/01/2026|NPS naik|38|tinggi|lancar",
        "date key_result_title value confidence note",
    ),
    "chinese": (
        "日期|关键结果|数值|信心指数|备注\n2026-01-12|提升评分|38|高|好",
        "date key_result_title value confidence note",
    ),
}


@pytest.mark.parametrize("name", CHECK_INS)
def test_columns_of_check_ins(name):
    text, fields = CHECK_INS[name]
    found = table(text)
    meant = dict(enumerate(fields.split()))

    assert {index: field for field, index in found.mapping.columns.items()} == {
        index: field for index, field in meant.items() if field != "-"
    }
    assert found.mapping.kind == "check_ins"


def test_the_kind_that_the_person_says_wins():
    assert table(CHECK_INS["puzzle"][0], kind="goals").mapping.kind == "goals"
    assert table(CHECK_INS["puzzle"][0], changes={"kind": "goals"}).mapping.kind == "goals"


def test_repeated_columns_are_numbered():
    found = table(
        "email|name|status|key_result_1_title|key_result_1_completion|KR 2|KR 2 Target\n"
        "mei@example.org|Grow|ongoing|NPS|0.35|Churn|3"
    )

    assert found.mapping.columns == {
        "owner_email": 0,
        "objective_title": 1,
        "status": 2,
        "key_result_title.1": 3,
        "progress.1": 4,
        "key_result_title.2": 5,
        "target.2": 6,
    }
    assert (found.mapping.shape, found.mapping.progress_scale) == ("repeated", 1)


def test_values_decide_where_the_name_does_not():
    titles = table("Objective|KR|Target|Target\nGrow|NPS up|words only|50")
    keys = table("Objective|KR|Target\n7|32|50")

    assert titles.mapping.columns["target"] == 3
    assert {"objective_title", "key_result_title"} <= titles.mapping.columns.keys()
    assert {"objective_key", "key_result_key"} <= keys.mapping.columns.keys()


def test_a_longer_name_is_recognised_by_the_known_one_in_it():
    found = table("The objective|Key result (measurable)|Target value Q1|Begin\nGrow|NPS|50|x")

    assert found.mapping.columns == {"objective_title": 0, "key_result_title": 1, "target": 2}
    assert found.mapping.certainty["target"] < found.mapping.certainty["objective_title"] + 1


def test_every_term_of_the_glossary_is_known():
    """The words of the interface are those people use in their own sheets."""
    glossary = Path(__file__).parents[4].parent / "shared" / "spec" / "glossary.csv"
    if not glossary.exists():
        pytest.skip("the glossary is not beside the repository")
    terms = {row["en"]: list(row.values()) for row in csv.DictReader(glossary.open(encoding="utf-8"))}
    for english, field in {
        "Objective": "objective_title",
        "Key result": "key_result_title",
        "Start value": "baseline",
        "Current value": "current",
        "Target value": "target",
        "Weight": "weight",
    }.items():
        for word in terms[english]:
            text = "50" if field in {"baseline", "current", "target", "weight"} else "some words"
            assert field in table(f"{word}|x y|z w\n{text}|q|q", kind="goals").mapping.columns, word
