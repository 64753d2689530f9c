"""The words by which people ask for what the data knows, in seven languages."""

from typing import NamedTuple


class Asking(NamedTuple):
    """How one language asks: `status` for where something stands, `owner` for whose it is, `late` for what lags, `what` opens a list,
    `mine` narrows it to the asker."""

    status: tuple[str, ...]
    owner: tuple[str, ...]
    late: tuple[str, ...]
    what: tuple[str, ...]
    mine: tuple[str, ...]


ENGLISH = Asking(
    ("how is", "how's", "how are", "how far", "progress", "status", "where are we", "where do we stand", "update on"),
    ("who owns", "who is responsible", "who's responsible", "owner of", "whose", "who leads", "who has", "who runs"),
    ("late", "overdue", "behind", "stale", "off track", "at risk", "slipping"),
    ("what", "which", "anything", "show"),
    ("my ", "mine"),
)
INDONESIAN = Asking(
    ("bagaimana", "gimana", "progres", "progress", "status", "sampai mana", "sejauh mana", "sudah sampai", "apa kabar"),
    (
        "siapa pemilik",
        "siapa yang pegang",
        "siapa yang punya",
        "punya siapa",
        "milik siapa",
        "bertanggung jawab",
        "siapa pic",
    ),
    ("terlambat", "telat", "tertinggal", "lewat tenggat", "berisiko", "molor"),
    ("apa", "yang mana", "mana"),
    ("saya", "aku", "-ku"),
)
MALAY = Asking(
    ("bagaimana", "macam mana", "kemajuan", "status", "sejauh mana", "sampai mana"),
    ("siapa pemilik", "milik siapa", "siapa punya", "bertanggungjawab", "siapa yang pegang"),
    ("lewat", "terlambat", "ketinggalan", "tertunggak", "berisiko"),
    ("apa", "yang mana", "mana"),
    ("saya", "aku"),
)
VIETNAMESE = Asking(
    ("thế nào", "tiến độ", "ra sao", "tới đâu", "đến đâu", "trạng thái", "tình hình"),
    ("ai phụ trách", "của ai", "ai chịu trách nhiệm", "ai sở hữu", "ai quản lý"),
    ("trễ", "chậm", "quá hạn", "rủi ro"),
    ("gì", "nào", "những"),
    ("của tôi", "của em", "của mình"),
)
THAI = Asking(
    ("เป็นอย่างไร", "เป็นยังไง", "เป็นไง", "ยังไง", "ความคืบหน้า", "คืบหน้า", "ถึงไหน", "สถานะ"),
    ("ใครดูแล", "ของใคร", "ใครรับผิดชอบ", "ใครเป็นเจ้าของ", "เจ้าของ"),
    ("ล่าช้า", "ช้า", "เลยกำหนด", "ตามหลัง", "เสี่ยง"),
    ("อะไร", "อันไหน", "ตัวไหน"),
    ("ของฉัน", "ของผม", "ของเรา"),
)
CHINESE = Asking(
    ("怎么样", "怎样", "进度", "进展", "到哪", "情况", "如何", "状态"),
    ("谁负责", "谁的", "负责人", "谁在管", "谁管"),
    ("落后", "延迟", "延误", "逾期", "拖延", "有风险", "晚了"),
    ("什么", "哪些", "哪个"),
    ("我的", "我们"),
)
ARABIC = Asking(
    ("كيف", "ما حال", "تقدم", "حالة", "وضع", "إلى أين", "أين وصل", "اين وصل", "ما أخبار"),
    ("من يملك", "من صاحب", "من المسؤول", "من مسؤول", "لمن", "من يتولى"),
    ("متأخر", "متأخرة", "تأخر", "متعثر", "في خطر"),
    ("ما ", "ماذا", "أي ", "اي "),
    ("لي", "عندي", "فريقي"),
)
LANGUAGES = (ENGLISH, INDONESIAN, MALAY, VIETNAMESE, THAI, CHINESE, ARABIC)
