"""The words by which people chase work, in seven languages."""

from typing import NamedTuple


class Words(NamedTuple):
    """How one language asks: `status` how far something is, `when` for its end, `whose` for its owner; `asking` marks a question without a
    question mark; `never` are greetings and the like that only look like one."""

    status: tuple[str, ...]
    when: tuple[str, ...]
    whose: tuple[str, ...]
    asking: tuple[str, ...]
    never: tuple[str, ...]


ENGLISH = Words(
    (
        "any update", "any updates", "any news", "any progress", "how far", "status of", "what's the status",
        "what is the status", "where are we", "where do we stand", "is it done", "is this done", "are you done",
        "have you finished", "did you finish", "finished yet", "done yet", "ready yet", "still waiting for",
        "progress on", "how is it going with", "how's it going with",
    ),
    (
        "when will", "when can", "when do we get", "by when", "what is the eta", "eta for", "eta on", "how long until",
        "how much longer", "please send the report", "please update your", "remember to update", "send me an update",
    ),
    ("who is responsible", "who owns", "who is on", "who is doing", "who has this", "whose task", "who takes care"),
    ("can you tell", "let me know", "please tell me", "just checking", "checking in on", "following up"),
    ("how are you", "how was your"),
)  # fmt: skip
INDONESIAN = Words(
    (
        "sudah sampai mana", "sampai mana", "sejauh mana", "progresnya", "progres nya", "gimana progres",
        "bagaimana progres", "bagaimana perkembangan", "ada kabar", "ada update", "updatenya", "update dong",
        "statusnya", "sudah selesai", "udah selesai", "udah beres", "sudah beres", "udah kelar", "sudah jadi",
        "belum selesai", "udah sampe mana",
    ),
    (
        "kapan selesai", "kapan jadi", "kapan beres", "kapan bisa", "kapan kelar", "masih lama", "berapa lama lagi",
        "tolong update", "mohon update", "tolong kirim laporan", "jangan lupa update", "ditunggu laporannya",
    ),
    ("siapa yang pegang", "siapa yang kerjakan", "siapa penanggung jawab", "siapa pic", "punya siapa", "tugas siapa"),
    ("ya kak", "tolong info", "mohon info", "mohon kabar", "gimana nih", "bagaimana ya"),
    ("apa kabar",),
)  # fmt: skip
MALAY = Words(
    (
        "dah sampai mana", "sudah sampai mana", "macam mana dengan", "apa perkembangan", "ada perkembangan",
        "dah siap", "sudah siap", "belum siap", "kemajuan untuk", "status terkini",
    ),
    ("bila siap", "bila boleh siap", "berapa lama lagi", "sila kemas kini", "tolong kemas kini", "jangan lupa kemas kini"),
    ("siapa yang buat", "siapa bertanggungjawab", "siapa uruskan", "tugas siapa"),
    ("boleh maklumkan", "sila maklumkan", "mohon maklum"),
    ("apa khabar",),
)  # fmt: skip
VIETNAMESE = Words(
    (
        "tiến độ", "đến đâu rồi", "tới đâu rồi", "xong chưa", "đã xong", "hoàn thành chưa", "làm xong chưa",
        "có cập nhật gì", "tình hình", "sao rồi",
    ),
    ("khi nào xong", "bao giờ xong", "bao giờ có", "khi nào có", "nhớ cập nhật", "cập nhật giúp", "gửi báo cáo"),
    ("ai phụ trách", "ai làm", "ai chịu trách nhiệm", "việc của ai"),
    ("cho anh hỏi", "cho chị hỏi", "cho em hỏi", "cho mình hỏi", "báo giúp"),
    ("có khỏe không",),
)  # fmt: skip
THAI = Words(
    ("ถึงไหนแล้ว", "คืบหน้า", "เสร็จหรือยัง", "เสร็จยัง", "เรียบร้อยหรือยัง", "มีอัปเดต", "อัปเดตหน่อย", "สถานะเป็น"),
    ("เสร็จเมื่อไหร่", "เมื่อไหร่จะ", "อีกนานไหม", "ช่วยอัปเดต", "อย่าลืมอัปเดต", "ส่งรายงาน"),
    ("ใครรับผิดชอบ", "ใครดูแล", "ใครทำ", "งานของใคร"),
    ("หรือยัง", "ไหม", "มั้ย", "เมื่อไหร่", "หน่อย", "ใคร"),
    ("สบายดีไหม",),
)
CHINESE = Words(
    (
        "进度怎么样",
        "进度如何",
        "进展如何",
        "进展怎么样",
        "到哪一步",
        "做完了吗",
        "完成了吗",
        "好了吗",
        "弄好了没",
        "有更新吗",
        "有进展吗",
        "怎么样了",
    ),
    ("什么时候能", "什么时候完成", "什么时候好", "还要多久", "几时能", "请更新", "记得更新", "报告发我"),
    ("谁负责", "谁在做", "负责人是谁", "谁的任务"),
    ("吗", "呢", "没有", "麻烦", "谁", "什么时候", "多久"),
    ("你好吗", "最近好吗"),
)
ARABIC = Words(
    (
        "أين وصل",
        "أين وصلنا",
        "أين وصلت",
        "ما حالة",
        "ما وضع",
        "هل انتهى",
        "هل انتهيت",
        "هل تم",
        "هل اكتمل",
        "أي تحديث",
        "هل من جديد",
        "ما التقدم",
    ),
    (
        "متى ينتهي",
        "متى سينتهي",
        "متى يكون",
        "متى نستلم",
        "كم بقي",
        "يرجى التحديث",
        "الرجاء التحديث",
        "أرسل التقرير",
        "لا تنس التحديث",
    ),
    ("من المسؤول", "من يتولى", "من يعمل على", "مهمة من"),
    ("هل", "أخبرني", "من فضلك أخبرنا"),
    ("كيف حالك", "كيف الحال"),
)
LANGUAGES = (ENGLISH, INDONESIAN, MALAY, VIETNAMESE, THAI, CHINESE, ARABIC)
