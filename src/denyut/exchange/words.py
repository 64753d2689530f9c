"""Words found inside cells (types, statuses, zones, degrees of confidence) in seven languages, and what they mean."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

BLANKS = frozenset(["-", "–", "—", "n/a", "#n/a", "na", "null", "none", "nil", "nan", ".", "ไม่มี", "لا يوجد", "无"])


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Text without case, accents, punctuation and camelCase, so that two spellings of one name are equal."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    letters = unicodedata.normalize("NFKD", spaced).casefold().replace("đ", "d").replace("ـ", "")
    kept = "".join(sign for sign in letters if unicodedata.category(sign) != "Mn")
    return " ".join(re.findall(r"[^\W_]+|[%#@]", kept))


def table(**lines: str) -> dict[str, str]:
    """Turns `meaning="word | word"` into {plain word: meaning}."""
    return {plain(word): meaning for meaning, words in lines.items() for word in words.split("|")}


ROW_TYPES = table(
    objective="objective | goal | o | okr | company goal | team goal | tujuan | sasaran | objektif | matlamat | الهدف"
    " | هدف | วัตถุประสงค์ | เป้าหมาย | mục tiêu | 目标 | objetivo",
    key_result="key result | keyresult | kr | milestone | metric | kpi | hasil kunci | hasil utama"
    " | tonggak pencapaian | النتيجة الرئيسية | نتيجة رئيسية | ผลลัพธ์หลัก | หมุดหมาย | kết quả then chốt | 关键结果"
    " | 里程碑 | resultado chave",
)
KINDS = table(
    metric="metric | number | numeric | numerical | quantity | currency | dollar | euro | # | measurable increase"
    " | time | measurable decrease | increase | decrease | increase from | decrease from | reach | custom percent"
    " | angka | nilai | metric increase | metric decrease | percentage metric",
    manual="ordinal | default progress | percentage | percent | % | progress | manual | auto rollup | persen",
    unmeasured="target undefined",
    binary="binary | boolean | yes no | done not done | complete milestone | milestone | task | tercapai tidak",
    baseline="baseline | measure baseline | establish baseline",
    at_least="maintain at or above threshold | at least | at_least | stay above | minimum | keep above | above"
    " | minimal",
    at_most="maintain at or below threshold | at most | at_most | stay below | maximum | keep below | below | maksimal",
)
STATUSES = table(
    not_started="not started | pending | draft | new | novo | todo | to do | belum dimulai | لم يبدأ | belum bermula"
    " | ยังไม่เริ่ม | chưa bắt đầu | 未开始",
    on_track="on track | ongoing | in progress | active | open | reopened | started | iniciado | green | ahead | normal"
    " | sesuai rencana"
    " | sedang berjalan | على المسار | قيد التنفيذ | mengikut rancangan | เป็นไปตามแผน | กำลังดำเนินการ"
    " | đúng tiến độ | đang thực hiện | 进展正常 | 进行中 | em andamento",
    at_risk="at risk | risk | yellow | amber | progressing | needs attention | warning | berisiko | معرّض للخطر"
    " | มีความเสี่ยง | có rủi ro | 有风险",
    behind="behind | delayed | late | overdue | slipping | tertinggal | متأخر عن الخطة | ketinggalan | ล่าช้ากว่าแผน"
    " | chậm tiến độ | 落后",
    off_track="off track | red | blocked | stuck | critical | melenceng dari rencana | خارج المسار | tersasar"
    " | ไม่เป็นไปตามแผน | chệch tiến độ | 偏离目标",
    achieved="achieved | successful | done | completed | complete | closed | finished | met | target met | tercapai"
    " | مُحقَّق | บรรลุแล้ว | đã đạt | 已达成 | selesai | concluido",
    not_achieved="not achieved | notsuccessful | not successful | failed | missed | not met | target not met"
    " | tidak tercapai | غير مُحقَّق | tidak dicapai | ไม่บรรลุ | không đạt | 未达成",
    paused="paused | on hold | postponed | deferred | ditunda | معلّق | ditangguh | พักไว้ | tạm dừng | 已暂停",
    cancelled="cancelled | canceled | dropped | abandoned | dibatalkan | ملغى | ยกเลิก | đã hủy | 已取消",
    archived="archived | diarsipkan | مؤرشف | diarkibkan | เก็บถาวร | đã lưu trữ | 已归档",
)
# Units that a type of key result implies.
UNITS = table(
    **{"%": "custom percent | percentage | percent", "USD": "dollar | us dollar", "EUR": "euro", "GBP": "pound"}
)
LEVELS = table(
    company="organization | organisation | company | company goal | org | global | perusahaan",
    team="department | departments | team | division | business unit | group | departemen | tim | divisi",
    person="individual | person | personal | employee | my goal | pribadi",
)
VISIBILITIES = table(
    public="public | everyone | everybody | all | open | company | organization | publik",
    private="private | only me | individual | individuals | manager | owner and manager | restricted | confidential"
    " | pribadi",
)
AMBITIONS = table(
    committed="committed | commitment | roofshot | must",
    aspirational="aspirational | stretch | moonshot",
    learning="learning",
    operational="operational | business as usual",
)
# What no goal is called after, although a column of teams says it.
NO_TEAM = frozenset(table(none="individual | individuals | organization | organisation | company"))
WORK = frozenset(table(work="project | initiative | initiatives | task | activity | deliverable | inisiatif | proyek"))
YES_OR_NO = table(yes="true | yes | y | 1 | ya | x | archived", no="false | no | n | 0 | tidak")
# The words of the ordinal scale fail < commit < target < stretch, in percent of the way.
ZONES = {"fail": Decimal(0), "commit": Decimal(30), "target": Decimal(70), "stretch": Decimal(100)}
CONFIDENCES = {
    word: Decimal(share)
    for share, words in {
        "0.9": "very high | sangat tinggi | عالية جدا | สูงมาก | rất cao | 很高 | green",
        "0.8": "high | tinggi | عالية | مرتفعة | สูง | cao | 高",
        "0.5": "medium | moderate | sedang | sederhana | متوسطة | ปานกลาง | กลาง | trung bình | 中 | 中等 | yellow"
        " | amber",
        "0.2": "low | rendah | منخفضة | ต่ำ | thấp | 低 | red",
        "0.1": "very low | none | sangat rendah | منخفضة جدا | ต่ำมาก | rất thấp | 很低",
    }.items()
    for word in map(plain, words.split("|"))
}
DELETIONS = frozenset(table(delete="delete | remove | archive | hapus | padam | حذف | ลบ | xóa | 删除"))


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing, or one of the signs by which people and programs write nothing."""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or cell.strip().casefold() in BLANKS))
