"""What a letter says itself, without what it answers and without the sender's signature."""

import re

DASHES = re.compile(
    r"^\s*(-{2,}|_{5,})\s*(original message|forwarded message|pesan asli|mesej asal|原始邮件|转发邮件)?.*$",
    re.IGNORECASE,
)
ANSWERED = re.compile(
    r"^\s*(on\b.{4,200}\bwrote|pada\b.{4,200}\b(menulis|menyatakan)|vào\b.{4,200}đã viết|.{4,200}เขียน(ว่า)?|"
    r".{4,200}写道|.{0,200}\bكتب\b.{0,200}|le\b.{4,200}\ba écrit|am\b.{4,200}\bschrieb\b.{0,80})\s*[:：]?\s*$",
    re.IGNORECASE | re.DOTALL,
)
HEADS = re.compile(
    r"^\s*\*?(from|sent|to|subject|dari|dikirim|kepada|subjek|发件人|发送时间|收件人|主题|จาก|ส่ง|từ|đã gửi|من|تم الإرسال)\s*\*?\s*[:：]",
    re.IGNORECASE,
)
SENT_FROM = re.compile(
    r"^\s*(sent from my\b|get outlook for\b|dikirim dari\b|dihantar daripada\b|gửi từ\b|ส่งจาก|发自我的|أرسلت من)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"^--\s?$")


def own_words(text: str) -> str:
    """The part of a letter that its sender wrote now. Where all of it is quoted, the whole is what they had to say."""
    lines = text.replace("\r\n", "\n").split("\n")
    kept = lines[: _end(lines)]
    while kept and (kept[-1].lstrip().startswith(">") or not kept[-1].strip()):
        kept.pop()
    said = "\n".join(kept).strip()
    return said or text.strip()


def _end(lines: list[str]) -> int:
    """Where the sender's own words end: at a signature, a rule of dashes, or the line that begins a quotation."""
    for number, line in enumerate(lines):
        if SIGNATURE.match(line) or SENT_FROM.match(line):
            return number
        if _begins_quotation(lines, number):
            return number
    return len(lines)


def _begins_quotation(lines: list[str], number: int) -> bool:
    line, following = lines[number], lines[number + 1 : number + 4]
    if not line.strip():
        return False
    dashes = DASHES.match(line)
    if dashes and (dashes[2] or _is_heads(following)):
        return True
    if _is_heads([line, *following]):
        return True
    # Long introductions are broken over two lines.
    for introduction, rest in ((line, following), ("\n".join([line, *following[:1]]), following[1:])):
        if ANSWERED.match(introduction) and _is_quoted(rest):
            return True
    return False


def _is_heads(lines: list[str]) -> bool:
    return sum(bool(HEADS.match(line)) for line in lines[:4]) >= 3


def _is_quoted(lines: list[str]) -> bool:
    said = [line for line in lines if line.strip()]
    return not said or said[0].lstrip().startswith(">")
