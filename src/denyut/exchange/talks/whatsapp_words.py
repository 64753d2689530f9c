"""What WhatsApp itself writes into an export, in seven languages: files left out, files that come along, notices. Pure."""

import re
from collections.abc import Container
from dataclasses import dataclass

from denyut.exchange.talks.told import Attached
from denyut.lib.digits import without_invisible_marks

OWN_WORDS = "\u200e"
# What says that a picture or file is not in the export: “<Media omitted>”, “image omitted” and their like.
LEFT_OUT = (
    "omitted",
    *("tidak disertakan", "tidak dimasukkan", "dihilangkan"),
    *("ditinggalkan", "dikecualikan"),
    *("تم استبعاد", "غير مدرج", "تم حذف", "محذوف"),
    *("ถูกละเว้น", "ละเว้น", "ไม่รวมสื่อ", "สื่อถูกลบ", "ไฟล์สื่อถูกลบ"),
    *("bỏ qua", "đã bị loại"),
    *("省略", "忽略"),
)
ATTACHED = (
    "file attached",
    *("file terlampir", "berkas terlampir"),
    *("fail dilampirkan", "fail terlampir"),
    *("الملف مرفق", "ملف مرفق", "تم إرفاق الملف"),
    *("ไฟล์ที่แนบ", "ไฟล์แนบ", "แนบไฟล์", "ไฟล์ที่แนบมา"),
    *("tệp đính kèm", "tập tin đính kèm", "tệp được đính kèm", "đính kèm"),
    *("文件附件", "附件", "檔案附件"),
)
EDITED = re.compile(
    r"\s*<(?:This message was edited|Pesan ini diedit|Mesej ini telah diedit|تم تعديل هذه الرسالة"
    r"|ข้อความนี้ถูกแก้ไข(?:แล้ว)?|Tin nhắn này đã được chỉnh sửa|此消息已编辑|已编辑)>\s*$"
)
DELETED = re.compile(
    r"^(?:This message was deleted|You deleted this message|Pesan ini (?:telah )?dihapus|Anda menghapus pesan ini"
    r"|Mesej ini telah dipadam|Anda telah memadam mesej ini|تم حذف هذه الرسالة|ข้อความนี้ถูกลบแล้ว|คุณลบข้อความนี้แล้ว"
    r"|Tin nhắn này đã bị xóa|Bạn đã xóa tin nhắn này|此消息已删除|您已删除此消息|你删除了这条消息)\.?$"
)
BESIDE = re.compile(r"^(?P<name>[^\n/\\]{1,200}\.\w{1,6}) \((?P<words>[^()\n]{2,40})\)(?:\n|$)")
WITHIN = re.compile(r"(?:^|\s)<[^<>:\n]{2,30}:\s*(?P<name>[^<>\n/\\]{1,200}\.\w{1,6})>\s*$")
SHORT = 60


@dataclass(frozen=True, slots=True)
class Words:
    """What of a message people said, and what came with it. `is_notice` says that nobody said it."""

    text: str
    files: tuple[Attached, ...] = ()
    has_left_out: bool = False
    is_edited: bool = False
    is_notice: bool = False


def words_of(body: str, members: Container[str]) -> Words:
    """A message's words without the program's own. `members` are the files in the export."""
    is_own = body.startswith(OWN_WORDS)
    plain = without_invisible_marks(body).strip().replace("：", ":")
    if _says_left_out(plain, is_own=is_own):
        return Words("", has_left_out=True)
    if DELETED.match(plain):
        return Words("", is_notice=True)
    edited = EDITED.search(plain)
    plain = plain[: edited.start()] if edited else plain
    attached = _attached(plain, members)
    if attached is not None:
        file, text = attached
        return Words(text, (file,), has_left_out=not file.member, is_edited=edited is not None)
    if is_own and "\n" not in plain and "://" not in plain:
        return Words("", is_notice=True)
    text = EDITED.sub("", body).strip() if edited else body.strip()
    return Words(text.strip(OWN_WORDS), is_edited=edited is not None)


def _says_left_out(plain: str, *, is_own: bool) -> bool:
    is_in_brackets = plain.startswith("<") and plain.endswith(">")
    if "\n" in plain or len(plain) > SHORT or not (is_own or is_in_brackets):
        return False
    return any(words in plain.lower() for words in LEFT_OUT)


def _attached(plain: str, members: Container[str]) -> tuple[Attached, str] | None:
    beside = BESIDE.match(plain)
    if beside and (beside["name"] in members or beside["words"].strip().lower() in ATTACHED):
        return _file(beside["name"], members), plain[beside.end() :].strip()
    within = WITHIN.search(plain)
    if within and (within["name"] in members or "." in within["name"]):
        return _file(within["name"], members), plain[: within.start()].strip()
    return None


def _file(name: str, members: Container[str]) -> Attached:
    return Attached(name, name if name in members else "")
