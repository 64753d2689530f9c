"""Sentences of our own in seven languages, and the company's key results that they speak of."""

from pathlib import Path

from denyut.okr.sentences import CatalogueItem, Update

HERE = Path(__file__).parent
LANGUAGES = ("id", "en", "ar", "ms", "th", "vi", "zh")
_RESULTS = (
    (
        "KR1",
        "points",
        "increase",
        31,
        50,
        "NPS, net promoter score, skor NPS, صافي نقاط الترويج, คะแนน NPS, điểm NPS, 净推荐值",
    ),
    (
        "KR2",
        "percent",
        "decrease",
        5.5,
        3.5,
        "churn, churn rate, tingkat churn, kadar churn, معدل التسرب, อัตราเลิกใช้, tỷ lệ rời bỏ, 流失率",
    ),
    (
        "KR3",
        "percent",
        "increase",
        35,
        75,
        "onboarding completion, penyelesaian onboarding, إكمال التهيئة, ออนบอร์ด, hoàn tất onboarding, 引导完成率",
    ),
    (
        "KR4",
        "minutes",
        "decrease",
        45,
        15,
        "first response time, response time, FRT, waktu respons pertama, waktu respons, masa respons pertama, masa respons, "
        "زمن الاستجابة الأولى, زمن الاستجابة, เวลาตอบกลับครั้งแรก, เวลาตอบกลับ, "
        "thời gian phản hồi đầu tiên, thời gian phản hồi, 首次响应时间, 响应时间",
    ),
    (
        "KR5",
        "count",
        "increase",
        0,
        40,
        "new customers, pelanggan baru, pelanggan baharu, العملاء الجدد, ลูกค้าใหม่, khách hàng mới, 新客户",
    ),
    (
        "KR6",
        "currency",
        "increase",
        800_000,
        1_500_000,
        "MRR, revenue, pendapatan, hasil bulanan, الإيرادات, รายได้, doanh thu, 营收",
    ),
    (
        "KR7",
        "percent",
        "increase",
        78,
        95,
        "tickets within SLA, tiket sesuai SLA, tiket dalam SLA, الالتزام بمستوى الخدمة, งานตาม SLA, SLA达标率",
    ),
    (
        "KR8",
        "count",
        "increase",
        0,
        12,
        "hiring, engineers hired, rekrutmen, pengambilan pekerja, التوظيف, การจ้างงาน, tuyển dụng, 招聘, 招聘人数",
    ),
    ("KR9", "percent", "increase", 99.5, 99.95, "uptime, وقت التشغيل, อัปไทม์, 可用率"),
    (
        "KR10",
        "hours",
        "increase",
        0,
        300,
        "training hours, jam pelatihan, jam latihan, ساعات التدريب, ชั่วโมงอบรม, giờ đào tạo, 培训时长",
    ),
    (
        "KR11",
        "count",
        "decrease",
        120,
        40,
        "open bugs, bug terbuka, pepijat terbuka, الأخطاء المفتوحة, บั๊กค้าง, lỗi tồn đọng, 未修复缺陷",
    ),
    (
        "KR12",
        "points",
        "increase",
        4.1,
        4.6,
        "CSAT, customer satisfaction, kepuasan pelanggan, رضا العملاء, ความพึงพอใจลูกค้า, hài lòng khách hàng, 客户满意度",
    ),
)
CATALOGUE: list[CatalogueItem] = [
    {
        "id": label,
        "unit": unit,
        "direction": direction,
        "start": start,
        "target": target,
        "names": {"any": names.split(", ")},
    }
    for label, unit, direction, start, target, names in _RESULTS
]
_UNITS = {item["id"]: item["unit"] for item in CATALOGUE}


def said(language: str) -> list[tuple[str, list[Update]]]:
    """Check-ins of a language, each with what it reports. A line: sentence => KR2 set 4.9 percent c8 & KR5 add 4 | note"""
    lines = (HERE / "said" / f"{language}.txt").read_text("utf-8").splitlines()
    return [(text, _updates(meaning)) for text, _, meaning in (line.partition(" => ") for line in lines)]


def unsaid(language: str) -> list[str]:
    """Sentences of a language that look like check-ins and are none."""
    return (HERE / "unsaid" / f"{language}.txt").read_text("utf-8").splitlines()


def _updates(meaning: str) -> list[Update]:
    values, _, note = meaning.partition(" | ")
    return [_update(part.split(), note or None) for part in values.split(" & ")]


def _update(words: list[str], note: str | None) -> Update:
    label, op, value, *rest = words
    sure = next((int(word[1:]) for word in rest if word[0] == "c" and word[1:].isdigit()), None)
    unit = next((word for word in rest if not (word[0] == "c" and word[1:].isdigit())), None)
    return {
        "kr": label,
        "op": "add" if op == "add" else "set",
        "value": float(value),
        "unit": unit,
        "confidence": sure,
        "note": note,
    }


def _squashed(note: str | None) -> str:
    return "".join(letter for letter in (note or "").casefold() if letter.isalnum())


def agrees(got: list[Update], wanted: list[Update]) -> bool:
    """Whether every key result, number, unit, confidence and note is as wanted; a unit that is not said may be the key result's own."""
    return len(got) == len(wanted) and all(any(_same(one, other) for one in got) for other in wanted)


def _same(got: Update, wanted: Update) -> bool:
    note, expected = _squashed(got["note"]), _squashed(wanted["note"])
    return (
        (got["kr"], got["op"], got["confidence"]) == (wanted["kr"], wanted["op"], wanted["confidence"])
        and abs(got["value"] - wanted["value"]) < 1e-6 * max(1, abs(wanted["value"]))
        and (got["unit"] == wanted["unit"] or (wanted["unit"] is None and got["unit"] == _UNITS[got["kr"]]))
        and bool(note) == bool(expected)
        and expected in note
        and len(note) <= len(expected) + 15
    )
