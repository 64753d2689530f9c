"""The words with which people say when, in seven languages. Names of weekdays and months come from CLDR, these from daily speech."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from denyut.lib.digits import INVISIBLE, to_ascii_digits

HOUR, DAY = 60, 24 * 60
HAN_DIGITS = "零一二三四五六七八九两"
# Hamza seats and vowel signs are written by some and left out by most; a full-width colon is a colon.
PLAINER = str.maketrans("أإآٱى：", "اااا\u064a:") | dict.fromkeys(range(0x064B, 0x0653)) | INVISIBLE


class MomentWords(NamedTuple):
    """One language's words. All are written as `plain` leaves them: small, without Arabic vowel signs.

    `days` are days from today; `ahead` stands before a length of time and `lagging` behind it; `units` are minutes, hours, days, weeks
    (with those that say one or two by themselves in `counted`, in minutes); `clock_before` announces an hour, `clock_after` follows it;
    `next_before` or `next_after` moves a weekday into the next week; `fillers` say nothing. `brief` are day words too short or too
    common to be looked for in the middle of a sentence.
    """

    days: dict[str, int]
    ahead: tuple[str, ...]
    lagging: tuple[str, ...]
    units: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    counted: dict[str, int]
    clock_before: tuple[str, ...]
    clock_after: tuple[str, ...]
    morning: tuple[str, ...]
    noon: tuple[str, ...]
    evening: tuple[str, ...]
    next_week: tuple[str, ...]
    next_before: tuple[str, ...]
    next_after: tuple[str, ...]
    fillers: tuple[str, ...]
    brief: dict[str, int]


WORDS = {
    "en": MomentWords(
        days={"today": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "day after tomorrow": 2},
        ahead=("in", "after"),
        lagging=("from now",),
        units=(
            ("m", "min", "mins", "minute", "minutes"),
            ("h", "hr", "hrs", "hour", "hours"),
            ("d", "day", "days"),
            ("w", "week", "weeks"),
        ),
        counted={"half an hour": 30, "an hour": HOUR, "a minute": 1, "a day": DAY, "a week": 7 * DAY},
        clock_before=("at",),
        clock_after=("o'clock", "o’clock"),
        morning=("am", "a.m.", "in the morning"),
        noon=(),
        evening=("pm", "p.m.", "in the afternoon", "in the evening", "tonight"),
        next_week=("next week",),
        next_before=("next",),
        next_after=(),
        fillers=("on", "at", "by", "this", "until", "the", "morning"),
        brief={"sat": 5, "sun": 6},
    ),
    "id": MomentWords(
        days={"hari ini": 0, "besok": 1, "lusa": 2},
        ahead=("dalam", "setelah"),
        lagging=("lagi",),
        units=(("menit", "mnt"), ("jam",), ("hari",), ("minggu", "pekan")),
        counted={"setengah jam": 30, "sejam": HOUR, "sehari": DAY, "seminggu": 7 * DAY},
        clock_before=("jam", "pukul"),
        clock_after=("wib", "wita", "wit"),
        morning=("pagi",),
        noon=("siang",),
        evening=("sore", "malam"),
        next_week=("minggu depan", "pekan depan"),
        next_before=(),
        next_after=("minggu depan", "pekan depan", "depan"),
        fillers=("pada", "hari", "nanti", "sampai", "ini", "pagi"),
        brief={},
    ),
    "ar": MomentWords(
        days={"اليوم": 0, "غدا": 1, "بكرة": 1, "بعد غد": 2},
        ahead=("بعد", "خلال", "في غضون"),
        lagging=(),
        units=(
            ("دقيقة", "دقائق", "د"),
            ("ساعة", "ساعات"),
            ("يوم", "يوما", "ايام"),
            ("اسبوع", "اسابيع"),
        ),
        counted={
            "نصف ساعة": 30,
            "دقيقة": 1,
            "دقيقتين": 2,
            "ساعة": HOUR,
            "ساعتين": 2 * HOUR,
            "يوم": DAY,
            "يومين": 2 * DAY,
            "اسبوع": 7 * DAY,
            "اسبوعين": 14 * DAY,
        },
        clock_before=("الساعة", "عند", "في الساعة"),
        clock_after=(),
        morning=("صباحا", "ص"),
        noon=("ظهرا",),
        evening=("مساء", "م", "عصرا", "ليلا"),
        next_week=("الاسبوع القادم", "الاسبوع المقبل"),
        next_before=(),
        next_after=("القادم", "القادمة", "المقبل", "المقبلة"),
        fillers=("يوم", "في", "حتي", "هذا", "صباحا"),
        brief={},
    ),
    "ms": MomentWords(
        days={"hari ini": 0, "esok": 1, "lusa": 2, "tulat": 3},
        ahead=("dalam", "selepas"),
        lagging=("lagi",),
        units=(("minit", "min"), ("jam",), ("hari",), ("minggu",)),
        counted={"setengah jam": 30, "sejam": HOUR, "sehari": DAY, "seminggu": 7 * DAY},
        clock_before=("jam", "pukul"),
        clock_after=(),
        morning=("pagi", "pg"),
        noon=("tengah hari", "tgh"),
        evening=("petang", "ptg", "malam"),
        next_week=("minggu depan", "minggu hadapan"),
        next_before=(),
        next_after=("minggu depan", "depan", "hadapan"),
        fillers=("pada", "hari", "nanti", "sehingga", "ini", "pagi"),
        brief={},
    ),
    "th": MomentWords(
        days={"วันนี้": 0, "พรุ่งนี้": 1, "มะรืนนี้": 2, "มะรืน": 2},
        ahead=("อีก", "ใน", "ภายใน"),
        lagging=("ข้างหน้า", "ต่อจากนี้"),
        units=(("นาที",), ("ชั่วโมง", "ชม."), ("วัน",), ("สัปดาห์", "อาทิตย์")),
        counted={"ครึ่งชั่วโมง": 30},
        clock_before=("เวลา", "ตอน"),
        clock_after=("น.", "นาฬิกา", "โมง"),
        morning=("เช้า",),
        noon=("เที่ยง",),
        evening=("บ่าย", "เย็น", "ค่ำ"),
        next_week=("สัปดาห์หน้า", "อาทิตย์หน้า"),
        next_before=(),
        next_after=("สัปดาห์หน้า", "หน้า"),
        fillers=("ใน", "ถึง", "นี้", "วัน", "ที่", "เช้า"),
        brief={},
    ),
    "vi": MomentWords(
        days={"hôm nay": 0, "ngày mai": 1, "ngày kia": 2},
        ahead=("trong", "sau"),
        lagging=("nữa",),
        units=(("phút",), ("giờ", "tiếng", "h"), ("ngày",), ("tuần",)),
        counted={"nửa tiếng": 30, "nửa giờ": 30},
        clock_before=("lúc", "vào lúc"),
        clock_after=("giờ", "h", "g"),
        morning=("sáng",),
        noon=("trưa",),
        evening=("chiều", "tối"),
        next_week=("tuần sau", "tuần tới"),
        next_before=(),
        next_after=("tuần sau", "tuần tới", "tới"),
        fillers=("vào", "đến", "này", "ngày", "sáng"),
        brief={"mai": 1},
    ),
    "zh-hans": MomentWords(
        days={"今天": 0, "明天": 1, "后天": 2, "大后天": 3},
        ahead=("过",),
        lagging=("后", "之后", "以后"),
        units=(("分钟",), ("小时", "个小时", "钟头", "个钟头"), ("天",), ("周", "星期", "个星期", "个礼拜")),
        counted={"半小时": 30, "半个小时": 30},
        clock_before=(),
        clock_after=("点钟", "点", "时"),
        morning=("上午", "早上"),
        noon=("中午",),
        evening=("下午", "晚上", "傍晚"),
        next_week=("下周", "下星期", "下个星期"),
        next_before=("下个", "下"),
        next_after=(),
        fillers=("在", "到", "这", "的", "上午", "早上"),
        brief={},
    ),
}

# Ways of writing weekdays (0 is Monday) that CLDR does not know.
OTHER_WEEKDAYS = {
    "id": {"jum'at": 4, "jum’at": 4},
    "vi": {f"thứ {number}": number - 2 for number in range(2, 8)},
    "zh-hans": {f"礼拜{day}": place for place, day in enumerate("一二三四五六日")}
    | {"周天": 6, "星期天": 6, "礼拜天": 6},
}

# Languages in which "15.00" is an hour.
DOTTED = ("id", "th")


# Who is meant, where, and when it is at once; written as `plain` leaves them.
ME = ("me", "myself", "saya", "aku", "لي", "انا", "نفسي", "ฉัน", "ผม", "ดิฉัน", "tôi", "mình", "我", "我自己")
HERE = ("here", "di sini", "sini", "هنا", "ที่นี่", "ตรงนี้", "ở đây", "đây", "这里", "这儿", "此处")
NOW = (
    "now",
    "right now",
    "sekarang",
    "sekarang juga",
    "الان",
    "حالا",
    "kini",
    "sekarang ni",
    "ตอนนี้",
    "เดี๋ยวนี้",
    "bây giờ",
    "ngay",
    "ngay bây giờ",
    "现在",
    "马上",
    "立刻",
)


def after_word(text: str, words: Iterable[str]) -> str | None:
    """What follows one of these words at the beginning of a text, None when it begins with none of them.

    Chinese words need no space behind them.
    """
    parts = text.split()
    for word in sorted(words, key=len, reverse=True):
        count = len(word.split())
        if plain(" ".join(parts[:count])) == word:
            return " ".join(parts[count:])
        if "\u4e00" <= word[0] <= "\u9fff" and text.startswith(word):
            return text.removeprefix(word).strip()
    return None


def plain(text: str) -> str:
    """The text small, with ASCII digits, one space between words, and Arabic without vowel signs and hamza seats."""
    whole = unicodedata.normalize("NFC", text).translate(PLAINER)
    return " ".join(to_ascii_digits(whole).lower().split())
