"""The written translations: whole, true to their placeholders, and in the agreed words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from denyut.site.catalogues import is_translated
from denyut.site.extraction import PLURALS, catalogue_of, refreshed, texts_of

SOURCE = Path(__file__).resolve().parents[1] / "src" / "denyut"
APPS = sorted(path.parent for path in SOURCE.glob("*/locale"))
OWN = [catalogue_of(app, locale) for app in APPS for locale in PLURALS]
BORROWED = sorted((SOURCE / "site" / "borrowed").glob("*/LC_MESSAGES/django.po"))
WRITTEN = OWN + BORROWED
LIBRARIES = [Path(django.__file__).parent / place for place in ("conf", "contrib/auth")] + [
    Path(allauth.__file__).parent
]
# What Django says without marking it in the catalogues of every language.
UNMARKED = "- Select an option -"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%%|\{\w*\}")
MARKUP = re.compile(r"[<>]|&\w*;?")
INVISIBLE = re.compile("[\u200b\u202a-\u202e\ufeff\u00ad]")

# Words on the first screens, as the glossary has them.
AGREED = {
    "Objective": ("الهدف", "Tujuan", "Objektif", "วัตถุประสงค์", "Mục tiêu", "目标"),
    "Key result": ("النتيجة الرئيسية", "Hasil kunci", "Hasil utama", "ผลลัพธ์หลัก", "Kết quả then chốt", "关键结果"),
    "Check-in": ("متابعة التقدم", "Check-in", "Semakan kemajuan", "เช็กอินความคืบหน้า", "Check-in tiến độ", "进展更新"),
    "Not started": ("لم يبدأ", "Belum dimulai", "Belum bermula", "ยังไม่เริ่ม", "Chưa bắt đầu", "未开始"),
    "On track": ("على المسار", "Sesuai rencana", "Mengikut rancangan", "เป็นไปตามแผน", "Đúng tiến độ", "进展正常"),
    "At risk": ("معرّض للخطر", "Berisiko", "Berisiko", "มีความเสี่ยง", "Có rủi ro", "有风险"),
    "Off track": ("خارج المسار", "Melenceng dari rencana", "Tersasar", "ไม่เป็นไปตามแผน", "Chệch tiến độ", "偏离目标"),
    "Achieved": ("مُحقَّق", "Tercapai", "Tercapai", "บรรลุแล้ว", "Đã đạt", "已达成"),
    "Confidence": ("مستوى الثقة", "Tingkat keyakinan", "Tahap keyakinan", "ระดับความมั่นใจ", "Mức độ tự tin", "信心指数"),
    "Owner": ("المسؤول", "Penanggung jawab", "Pemilik", "ผู้รับผิดชอบ", "Người phụ trách", "负责人"),
    "Alignment": ("المواءمة", "Penyelarasan", "Penjajaran", "ความสอดคล้องของเป้าหมาย", "Liên kết mục tiêu", "对齐"),
    "Cycle": ("الدورة", "Siklus", "Kitaran", "รอบ", "Chu kỳ", "周期"),
    "Quarter": ("الربع", "Kuartal", "Suku tahun", "ไตรมาส", "Quý", "季度"),
    "Weight": ("الوزن النسبي", "Bobot", "Pemberat", "น้ำหนัก", "Trọng số", "权重"),
    "Start value": ("القيمة الابتدائية", "Nilai awal", "Nilai permulaan", "ค่าเริ่มต้น", "Giá trị ban đầu", "起始值"),
    "Current value": ("القيمة الحالية", "Nilai saat ini", "Nilai semasa", "ค่าปัจจุบัน", "Giá trị hiện tại", "当前值"),
    "Board": ("اللوحة", "Papan", "Papan", "บอร์ด", "Bảng công việc", "看板"),
    "Department": ("القسم", "Departemen", "Jabatan", "แผนก", "Phòng ban", "部门"),
    "Job title": ("المسمى الوظيفي", "Jabatan", "Jawatan", "ตำแหน่ง", "Chức vụ", "职位"),
    "Unread": ("غير مقروء", "Belum dibaca", "Belum dibaca", "ยังไม่อ่าน", "Chưa đọc", "未读"),
    "Sign in": ("تسجيل الدخول", "Masuk", "Log masuk", "เข้าสู่ระบบ", "Đăng nhập", "登录"),
    "Sign out": ("تسجيل الخروج", "Keluar", "Log keluar", "ออกจากระบบ", "Đăng xuất", "退出登录"),
    "Save": ("حفظ", "Simpan", "Simpan", "บันทึก", "Lưu", "保存"),
    "Cancel": ("إلغاء", "Batal", "Batal", "ยกเลิก", "Hủy", "取消"),
    "Edit": ("تعديل", "Ubah", "Sunting", "แก้ไข", "Chỉnh sửa", "编辑"),
    "Search": ("بحث", "Cari", "Cari", "ค้นหา", "Tìm kiếm", "搜索"),
    "Settings": ("الإعدادات", "Pengaturan", "Tetapan", "การตั้งค่า", "Cài đặt", "设置"),
    "Language": ("اللغة", "Bahasa", "Bahasa", "ภาษา", "Ngôn ngữ", "语言"),
    "Offline": ("غير متصل", "Luring", "Luar talian", "ออฟไลน์", "Ngoại tuyến", "离线"),
    "Try again": ("إعادة المحاولة", "Coba lagi", "Cuba lagi", "ลองอีกครั้ง", "Thử lại", "重试"),
}

LEAVE = r"^leaves?$|^leave (?!the )|\b(?:annual|sick|personal|unpaid|parental|hourly|on|for) leave\b"
# What other products really shipped: the English, and the words that are wrong for it in a language.
FORBIDDEN: list[tuple[str, dict[str, str]]] = [
    (
        LEAVE,
        {
            "id": r"meninggalkan|tinggalkan|daun",
            "ms": r"tinggalkan|daun",
            "th": "ออกจาก|ใบไม้|ฝาก",
            "vi": r"rời khỏi|để lại|\blá\b",
            "ar": "غادر",
            "zh_Hans": "离开|树叶",
        },
    ),
    (r"\battendance\b", {"th": "การดูแลรักษา|การเข้าร่วม", "vi": "tham gia|tham dự", "ar": "الحاضرين"}),
    (r"\bshifts?\b", {"id": "bergeser", "th": "เปลี่ยน", "ar": "تحول|تبديل", "zh_Hans": "转移"}),
    (r"^present$", {"th": "นำเสนอ", "vi": r"\bnay\b"}),
    (
        r"\b(?:clock|punch)(?:es|ed)? (?:in|out)\b",
        {"ar": "ساعة في", "vi": "cú đấm", "id": "pukulan", "ms": "pengemasaan"},
    ),
    (r"\bearly (?:exit|leave)\b", {"vi": "xuất cảnh"}),
    (r"^to date$", {"id": "berkencan|sampai saat ini", "vi": "cho đến nay", "zh_Hans": "至今"}),
    (r"\btaken\b", {"th": "ยึด"}),
    (r"\bdrafts?\b", {"ar": "مشروع", "zh_Hans": "草案"}),
    (r"\bcarr(?:y|ied) (?:forward|over)\b", {"ar": "السيارات", "id": r"\bcarry\b"}),
    (r"\bbehind\b", {"ar": "خلف"}),
    (r"\bkey results?\b", {"ar": "المفتاح"}),
    (r"\bgrace\b", {"ar": "التعتيم"}),
    (r"^save\b|\bsaved?\b", {"id": "^menyimpan|diselamatkan"}),
    (r"\b(?:travel|business trip)", {"vi": "du lịch", "th": "ท่องเที่ยว"}),
]


def messages(written: Path) -> Iterator[Message]:
    with written.open("rb") as source:
        yield from (message for message in read_po(source, abort_invalid=True) if message.id)


def ids_of(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def strings_of(message: Message) -> list[str]:
    return [string for string in ([message.string] if isinstance(message.string, str) else message.string) if string]


def locale_of(written: Path) -> str:
    return written.parents[1].name


def told(written: Path) -> str:
    return f"{written.parents[3].name}-{locale_of(written)}"


def is_forbidden(english: str, translation: str, locale: str) -> bool:
    return any(
        re.search(said, english, re.IGNORECASE) and re.search(wrong[locale], translation, re.IGNORECASE)
        for said, wrong in FORBIDDEN
        if locale in wrong
    )


@pytest.fixture(scope="module")
def texts() -> dict[str, Catalog]:
    """Every app's texts as the code marks them today."""
    return {app.name: texts_of(app) for app in sorted(SOURCE.iterdir()) if app.is_dir()}


def test_every_app_that_speaks_has_every_catalogue(texts: dict[str, Catalog]) -> None:
    assert [app.name for app in APPS] == [app for app, found in texts.items() if len(found)]
    assert [told(written) for written in OWN if not written.exists()] == []


def test_catalogues_hold_the_texts_of_today(texts: dict[str, Catalog]) -> None:
    """When this fails: ./denyut messages writes them in, then they want a translation."""
    assert [
        told(written)
        for written in OWN
        if refreshed(texts[written.parents[3].name], written, locale_of(written)) != written.read_text(encoding="utf8")
    ] == []


@pytest.mark.parametrize("written", WRITTEN, ids=told)
def test_placeholders_are_the_same(written: Path) -> None:
    wrong = []
    for message in messages(written):
        wanted = sorted(PLACEHOLDER.findall(ids_of(message)[-1]))
        strings = strings_of(message)
        # A plural form that stands for one number may say it in a word: "two people" has no digit in Arabic.
        if any(sorted(PLACEHOLDER.findall(string)) != wanted for string in strings[-1:]):
            wrong.append(message.id)
        if any(not set(PLACEHOLDER.findall(string)) <= set(wanted) for string in strings):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("written", WRITTEN, ids=told)
def test_plurals_are_those_of_the_language(written: Path) -> None:
    assert PLURALS[locale_of(written)] in written.read_text(encoding="utf8")
    wanted = int(re.search(r"nplurals=(\d)", PLURALS[locale_of(written)])[1])  # type: ignore[index]
    plural = [message for message in messages(written) if message.pluralizable]
    assert [message.id for message in plural if len(message.string) != wanted] == []
    assert [message.id for message in plural if any(message.string) and not all(message.string)] == []


@pytest.mark.parametrize("written", WRITTEN, ids=told)
def test_nothing_waits_for_review_or_is_left_over(written: Path) -> None:
    assert [message.id for message in messages(written) if message.fuzzy] == []
    assert "#~" not in written.read_text(encoding="utf8")


@pytest.mark.parametrize("written", WRITTEN, ids=told)
def test_translations_keep_markup_and_edges(written: Path) -> None:
    wrong = []
    for message in messages(written):
        source = ids_of(message)[-1]
        for string in strings_of(message):
            has_edges = (source[:1].isspace(), source[-1:].isspace()) == (string[:1].isspace(), string[-1:].isspace())
            if not has_edges or MARKUP.findall(source) != MARKUP.findall(string) or INVISIBLE.search(string):
                wrong.append(string)
    assert wrong == []


@pytest.mark.parametrize("written", [path for path in OWN if locale_of(path) == "id"], ids=told)
def test_indonesian_is_complete(written: Path) -> None:
    assert [message.id for message in messages(written) if not is_translated(message)] == []


@pytest.mark.parametrize("locale", [locale for locale in PLURALS if locale != "id"])
def test_other_languages_are_nearly_complete(locale: str) -> None:
    every = [message for app in APPS for message in messages(catalogue_of(app, locale))]
    missing = [message.id for message in every if not is_translated(message)]
    assert len(missing) <= 0.05 * len(every), missing


@pytest.mark.parametrize("written", BORROWED, ids=told)
def test_borrowed_texts_are_those_the_libraries_leave_untranslated(written: Path) -> None:
    """When this fails after an update: the library says it otherwise, or has a translation of its own now."""
    spoken = {message.id for library in LIBRARIES for message in messages(theirs(library, "de"))} | {UNMARKED}
    known = {
        message.id
        for library in LIBRARIES
        if theirs(library, locale_of(written)).exists()
        for message in messages(theirs(library, locale_of(written)))
        if is_translated(message) and not message.fuzzy
    }
    borrowed = {message.id for message in messages(written)}
    assert borrowed - spoken == set()
    assert borrowed & known == set()
    assert [message.id for message in messages(written) if not is_translated(message)] == []


def theirs(library: Path, locale: str) -> Path:
    return library / "locale" / locale / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("locale", PLURALS)
def test_a_text_is_translated_alike_in_every_app(locale: str) -> None:
    found = defaultdict(set)
    for app in APPS:
        for message in messages(catalogue_of(app, locale)):
            if strings_of(message):
                found[message.context, message.id].add(tuple(strings_of(message)))
    assert {key: strings for key, strings in found.items() if len(strings) > 1} == {}


@pytest.mark.parametrize("locale", PLURALS)
def test_agreed_words_are_used(locale: str) -> None:
    place = ["ar", "id", "ms", "th", "vi", "zh_Hans"].index(locale)
    every = [message for app in APPS for message in messages(catalogue_of(app, locale))]
    used = {message.id: message.string for message in every if isinstance(message.id, str) and not message.context}
    assert {word: used[word] for word in AGREED} == {word: agreed[place] for word, agreed in AGREED.items()}


@pytest.mark.parametrize("locale", PLURALS)
def test_signing_in_checking_in_and_joining_differ(locale: str) -> None:
    every = [message for app in APPS for message in messages(catalogue_of(app, locale))]
    words = {message.id: message.string for message in every if message.id in ("Sign in", "Check in", "Join")}
    assert len(set(words.values())) == len(words) == 3


@pytest.mark.parametrize("written", WRITTEN, ids=told)
def test_forbidden_translations_appear_nowhere(written: Path) -> None:
    assert [
        string
        for message in messages(written)
        for string in strings_of(message)
        if is_forbidden(ids_of(message)[-1], string, locale_of(written))
    ] == []


@pytest.mark.parametrize(
    ("english", "translation", "locale", "is_wrong"),
    [
        ("Leave", "Meninggalkan", "id", True),
        ("Leave", "Cuti", "id", False),
        ("Leave the room", "ออกจากห้อง", "th", False),
        ("Annual leave", "Nghỉ phép năm", "vi", False),
        ("Sick leave", "Lá ốm", "vi", True),
        ("Key result", "نتيجة المفتاح", "ar", True),
        ("Save", "Menyimpan", "id", True),
        ("Draft", "草案", "zh_Hans", True),
        ("Clock in", "Cú đấm", "vi", True),
    ],
)
def test_the_list_of_forbidden_words_knows_the_sense(
    english: str, translation: str, locale: str, is_wrong: bool
) -> None:
    assert is_forbidden(english, translation, locale) is is_wrong


def test_the_terminal_speaks_english() -> None:
    spoken = [path for room in ("management", "storage") for path in SOURCE.rglob(f"{room}/**/*.py")]
    marked = [path for path in spoken if "tests" not in path.parts and "gettext" in path.read_text(encoding="utf8")]
    assert [str(path.relative_to(SOURCE)) for path in marked] == []
